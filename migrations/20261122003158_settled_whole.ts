import { Migration } from '@mikro-orm/migrations';
import { settleAdmission } from './20261122002920_settled_claims.ts';

/** What a home said is taken over whole, why somebody left included, and is not kept waiting by what is paid already. */
export class SettledWhole extends Migration {
  override name = '20261122003158_settled_whole';

  override up(): void {
    this.addSql(
      settleAdmission({
        columns: ', end_reason',
        unless: ` and not exists (
          select from public.funding_component paid
          where paid.resident_id = person and paid.payer_id = funding.organisation_id and paid.source = funding.source
            and paid.valid_until is null
            and daterange(paid.from_on, paid.to_on) && daterange(funding.from_on, funding.to_on))`,
      }),
    );
  }

  override down(): void {
    this.addSql(settleAdmission());
  }
}
