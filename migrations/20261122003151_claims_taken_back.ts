import { Migration } from '@mikro-orm/migrations';
import { withdrawal } from './20261122003103_stays_corrected.ts';

const agencies = 'caregraph_home, caregraph_practice, caregraph_trust, caregraph_council, caregraph_icb';
const ends = {
  hospital_stay: 'discharged_at',
  emergency_attendance: 'departed_at',
};

/** SQL: what was claimed of such a stay is borne out no more, unless another that stands speaks for it. */
export const takenBack = (table: keyof typeof ends, kind: 'STAY' | 'ATTENDANCE') => `
        update hub.claim set withdrawn_at = now()
        where organisation_id = own and kind = '${kind}' and resident_id = standing.resident_id
          and confirmed_at is not null and withdrawn_at is null and not exists (
            select from public.${table} other
            where other.resident_id = standing.resident_id and other.trust_id = own and other.valid_until is null
              and (other.${ends[table]} is null or other.${ends[table]} > claim.since));`;

/** Whoever takes back what bore out a claim reads of the claim that it was taken back. */
export class ClaimsTakenBack extends Migration {
  override name = '20261122003151_claims_taken_back';

  override up(): void {
    this.addSql(`
      alter table hub.claim add column withdrawn_at timestamptz,
        add constraint claim_withdrawn_once_confirmed check (withdrawn_at is null or confirmed_at is not null);
      comment on column hub.claim.withdrawn_at is 'When what bore it out was taken back, as entered in error.';
      grant select (withdrawn_at) on hub.claim to ${agencies};`);
    this.addSql(withdrawal('hospital_stay', 'STAY', 'withdrawStay', takenBack('hospital_stay', 'STAY')));
    this.addSql(
      withdrawal(
        'emergency_attendance',
        'ATTENDANCE',
        'withdrawAttendance',
        takenBack('emergency_attendance', 'ATTENDANCE'),
      ),
    );
  }

  override down(): void {
    this.addSql(withdrawal('hospital_stay', 'STAY', 'withdrawStay'));
    this.addSql(withdrawal('emergency_attendance', 'ATTENDANCE', 'withdrawAttendance'));
    this.addSql('alter table hub.claim drop column withdrawn_at');
  }
}
