import { Migration } from '@mikro-orm/migrations';

/** A council's file puts right the day from which the council pays a part that it recorded itself. */
export class FundingBegunEarlier extends Migration {
  override name = '20261122003490_funding_begun_earlier';

  override up(): void {
    this.addSql('grant update (from_on) on funding_component to caregraph_importer');
  }

  override down(): void {
    this.addSql('revoke update (from_on) on funding_component from caregraph_importer');
  }
}
