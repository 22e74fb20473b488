import { Migration } from '@mikro-orm/migrations';

/** Before it takes on an agency's role, the hub looks up which agency an organisation belongs to. */
export class SignIn extends Migration {
  override name = '20261122000800_sign_in';

  override up(): void {
    this.addSql('grant select (id, code, name, agency) on organisation to caregraph_hub');
  }

  override down(): void {
    this.addSql('revoke select (id, code, name, agency) on organisation from caregraph_hub');
  }
}
