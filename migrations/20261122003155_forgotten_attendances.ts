import { Migration } from '@mikro-orm/migrations';
import { enterStricterClaim } from './20261122002200_stricter_doors.ts';
import { attendance, confirmAttendances } from './20261122003105_attendances_claimed.ts';

/** As long as an attendance opens anything: what nobody has ended by then is over. */
export const longest = (table = '') => `least(${table}departed_at, ${table}arrived_at + interval '72 hours')`;

/** An attendance whose end nobody told stands in nobody's way for ever, and no home's word is refused because of one. */
export class ForgottenAttendances extends Migration {
  override name = '20261122003155_forgotten_attendances';

  override up(): void {
    this.addSql(enterStricterClaim(attendance(longest())));
    // The same trust has one at a time: while its own is not ended, the claim opens for a day, and nothing is recorded.
    this.addSql(confirmAttendances(`${longest('known.')} > claim.since`, '\n        on conflict do nothing'));
  }

  override down(): void {
    this.addSql(confirmAttendances());
    this.addSql(enterStricterClaim(attendance()));
  }
}
