import { Migration } from '@mikro-orm/migrations';
import { chooseHome } from './20261122002844_referral_functions.ts';

/** A choice that has run out is over whether or not anything has recorded its end: it keeps nobody from coming back. */
export class RanOutElsewhere extends Migration {
  override name = '20261122003122_ran_out_elsewhere';

  override up(): void {
    this.addSql(
      chooseHome(`
        perform hub.end_lapsed_referrals(
          (select resident_id from public.discharge_referral where id = referral), null, 100);`),
    );
  }

  override down(): void {
    this.addSql(chooseHome(''));
  }
}
