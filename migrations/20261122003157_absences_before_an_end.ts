import { Migration } from '@mikro-orm/migrations';
import { endAbsence, endPlacement, recordAbsence } from './20261122002931_placements_told.ts';
import { notPutOff } from './20261122003156_ends_not_put_off.ts';

/**
 * An absence ends with the placement, on whatever day that is to be, also one that begins after the end was told: left
 * open, it would bear out what hospitals say for ever. Before that day the resident may still come back.
 */
export class AbsencesBeforeAnEnd extends Migration {
  override name = '20261122003157_absences_before_an_end';

  override up(): void {
    this.addSql(endPlacement({ ...notPutOff, follows: ' or to_on = standing.to_on' }));
    this.addSql(recordAbsence('ends'));
    this.addSql(endAbsence('hub.start_of_day(standing.to_on) <= now()'));
  }

  override down(): void {
    this.addSql(endAbsence());
    this.addSql(recordAbsence());
    this.addSql(endPlacement(notPutOff));
  }
}
