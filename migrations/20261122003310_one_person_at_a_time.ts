import { Migration } from '@mikro-orm/migrations';
import { deriveRelationships } from './20261122000700_derivation.ts';
import { absenceHeard, enterStricterClaim } from './20261122002200_stricter_doors.ts';
import { settleClaims } from './20261122002920_settled_claims.ts';
import { mayClaim } from './20261122002930_admit_resident.ts';
import { attendance, attendanceArrived, sentToHospital } from './20261122003105_attendances_claimed.ts';
import { fromThisStay, lapsedOrCome } from './20261122003120_arrivals_of_the_awaited.ts';
import { longest } from './20261122003155_forgotten_attendances.ts';
import { confirmFunding, numbersLocked } from './20261122003302_grounds_confirmed.ts';

const definer = 'security definer set search_path = pg_catalog, pg_temp';
const writers = 'caregraph_home, caregraph_practice, caregraph_trust, caregraph_council, caregraph_icb';
const functions = ['hold_numbers(text[])', 'hold_people(uuid[])', 'hold_record(uuid)', 'is_free(uuid)'];
/** Records that are changed by a function that looks for them itself, and that decide who sees the person. */
const found = ['hospital_stay', 'emergency_attendance', 'discharge_referral', 'objection'];

const claimed = { reads: "(claim.made_at at time zone 'Europe/London')::date as said_on, ", said: ', waiting.said_on' };
const number = `
        perform hub.hold_numbers(array[number]);`;
const numbers = `
        perform hub.hold_numbers(numbers);`;
const arrived = `
          perform hub.hold_people(array(select arrived.resident_id from arrived));`;

/**
 * A claim and the fact that bears it out, recorded at the same moment, would each miss the other. So whatever decides who
 * sees a person waits for whatever else does, in one place: before anything of the person is read or locked.
 */
export class OnePersonAtATime extends Migration {
  override name = '20261122003310_one_person_at_a_time';

  override up(): void {
    this.addSql(`
      create function hub.hold_numbers(numbers text[]) returns void language plpgsql volatile ${definer} as $$
      begin
        -- In one order, and no more locks than a feed of thousands can take.
        perform pg_advisory_xact_lock(7201600, bucket.number) from (
          select distinct hashtext(number) & 255 as number from unnest(numbers) number order by 1
        ) bucket;
      end $$;
      comment on function hub.hold_numbers is
        'Waits until no other transaction decides who sees the people with these NHS numbers, until this one ends.';

      create function hub.hold_people(residents uuid[]) returns void language plpgsql volatile ${definer} as $$
      begin
        -- By number: what a home says of somebody, and whoever claims something, is about the same person.
        perform hub.hold_numbers(array(
          select distinct coalesce(resident.nhs_number, wanted.id::text)
          from unnest(residents) wanted (id) left join public.resident on resident.id = wanted.id));
      end $$;
      comment on function hub.hold_people is 'As hub.hold_numbers, of residents.';

      create function hub.hold_record(record uuid) returns void language plpgsql volatile ${definer} as $$
      begin
        perform hub.hold_people(array(
          ${found.map((table) => `select about.resident_id from public.${table} about where about.id = record`).join('\n          union all\n          ')}
          union all
          select about.resident_id from hub.placement_request about where about.id = record));
      end $$;
      comment on function hub.hold_record is 'As hub.hold_people, of whomever a record is about.';

      create function hub.is_free(person uuid) returns boolean language sql volatile ${definer} as $$
        select pg_try_advisory_xact_lock(7201600, hashtext(resident.nhs_number) & 255)
        from public.resident where resident.id = person;
      $$;
      comment on function hub.is_free is 'As hub.hold_people, of one whom nobody else holds; else false at once.';`);
    for (const name of functions) {
      this.addSql(`alter function hub.${name} owner to caregraph_register`);
      this.addSql(`revoke execute on function hub.${name} from public`);
    }
    this.addSql(`grant execute on function hub.hold_people(uuid[]), hub.hold_record(uuid) to ${writers}`);
    this.addSql(
      deriveRelationships(`
        -- Two changes about one resident at the same time would each miss the other's fact.
        perform hub.hold_people(residents);`),
    );
    for (const waiting of [
      settleClaims(claimed, { first: numbers, later: '' }),
      mayClaim(number, ''),
      enterStricterClaim({ ...attendance(longest()), waits: number }),
      confirmFunding(number),
      absenceHeard(arrived),
      sentToHospital(arrived),
      attendanceArrived(arrived),
      fromThisStay(`
        perform hub.hold_people(array[new.resident_id]);`),
      lapsedOrCome({
        reads: 'referral.resident_id, ',
        busy: `
          -- The next pass ends it: to wait here, with other people held, could be for ever.
          continue when not hub.is_free(over.resident_id);`,
      }),
    ])
      this.addSql(waiting);
  }

  override down(): void {
    for (const former of [
      lapsedOrCome(),
      ...[fromThisStay(), attendanceArrived(), sentToHospital(), absenceHeard()],
      confirmFunding(numbersLocked),
      enterStricterClaim(attendance(longest())),
      mayClaim(),
      settleClaims(claimed),
      deriveRelationships(),
    ])
      this.addSql(former);
    this.addSql(`drop function ${functions.map((name) => `hub.${name}`).join(', ')}`);
  }
}
