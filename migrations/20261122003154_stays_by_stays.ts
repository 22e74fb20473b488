import { Migration } from '@mikro-orm/migrations';
import { relationshipArrived } from './20261122001400_doors.ts';
import { toldOfHomes } from './20261122002846_accepted_homes_told.ts';

/** That somebody was in an emergency department does not bear out a stay: the home may yet do so, and must be heard. */
export class StaysByStays extends Migration {
  override name = '20261122003154_stays_by_stays';

  override up(): void {
    this.addSql(
      relationshipArrived(toldOfHomes, `\n              and arrived.evidence not like 'emergency_attendance:%'`),
    );
  }

  override down(): void {
    this.addSql(relationshipArrived(toldOfHomes));
  }
}
