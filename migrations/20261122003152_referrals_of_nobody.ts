import { Migration } from '@mikro-orm/migrations';
import { withdrawal } from './20261122003103_stays_corrected.ts';
import { takenBack } from './20261122003151_claims_taken_back.ts';

/** SQL: whoever has nobody to refer any more refers nobody. The home that was chosen sees the person no longer. */
export const referredNoMore = `
        perform hub.end_referral(referral.id, 'WITHDRAWN', now(), 'What the hospital recorded of the person was an error.')
        from (
          select id from public.discharge_referral
          where resident_id = standing.resident_id and author_id = own and valid_until is null and lapses_at > now()
          for update
        ) referral
        where not exists (
          select from hub.relationship related
          where related.organisation_id = own and related.resident_id = standing.resident_id
            and related.since <= now() and (related.until is null or related.until > now())
            and related.bit & hub.writing_of('DischargeReferral') <> 0);`;

/** What follows from a stay or an attendance that never was ends with it: also the referral to homes. */
export class ReferralsOfNobody extends Migration {
  override name = '20261122003152_referrals_of_nobody';

  override up(): void {
    for (const [table, kind, mutation] of kinds)
      this.addSql(withdrawal(table, kind, mutation, takenBack(table, kind) + referredNoMore));
  }

  override down(): void {
    for (const [table, kind, mutation] of kinds) this.addSql(withdrawal(table, kind, mutation, takenBack(table, kind)));
  }
}

const kinds = [
  ['hospital_stay', 'STAY', 'withdrawStay'],
  ['emergency_attendance', 'ATTENDANCE', 'withdrawAttendance'],
] as const;
