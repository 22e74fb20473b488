import { Migration } from '@mikro-orm/migrations';
import { relationshipArrived, told } from './20261122001400_doors.ts';

export const toldOfHomes = told.replace("'home.current'", "'home.current', 'home.accepted'");

/** Whoever looks after a resident is told which home was chosen and sees the resident before the resident comes. */
export class AcceptedHomesTold extends Migration {
  override name = '20261122002846_accepted_homes_told';

  override up(): void {
    this.addSql(relationshipArrived(toldOfHomes));
  }

  override down(): void {
    this.addSql(relationshipArrived(told));
  }
}
