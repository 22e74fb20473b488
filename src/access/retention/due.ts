import type { ClientBase } from 'pg';
import { daysAfter, londonMidnight } from '../../shared/dates.ts';
import type { ResidentTable } from './tables.ts';

/** Why somebody's record is kept although care ended long ago. */
export const heldBecause = {
  ORDER: 'an order to keep',
  SAFEGUARDING: 'an open safeguarding concern or enquiry, or one that ended later',
  PLACEMENT: 'a placement that nobody ended',
  STAY: 'a hospital stay that nobody ended, or that ended later',
  CONTACT: "a trust's contact that nobody ended, or that ended later",
  REFERRAL: 'a referral that is open',
  PAYMENT: 'a payment that nobody ended, or that ended later',
  RECORDED: 'something that was recorded later',
} as const;
export type Held = keyof typeof heldBecause;

/** A resident whose care ended so long ago that the rule is past. */
export interface Due {
  id: string;
  number: string;
  held: Held[];
}

/** The rule on a day: whose care ended on that day of long ago, or before, is past it. */
export interface Threshold {
  asOf: string;
  /** The last day on which care may have ended. */
  endedBy: string;
}

export function thresholdOf(asOf: string, years: number): Threshold {
  const [year = '', month, day] = asOf.split('-');
  const then = `${String(Number(year) - years).padStart(4, '0')}-${month}-${day}`;
  // Of the 29th of February eight years ago there may be none: the day before is past as well.
  return { asOf, endedBy: new Date(then).toISOString().slice(0, 10) === then ? then : `${then.slice(0, 8)}28` };
}

const resident = 'public.resident';
/** The person may be here twice: as everybody knows them, and as a home that admits them does. */
const bearers = 'any (person.bearers)';
const stands = (table: string, and: string) =>
  `exists (select from ${table} t where t.resident_id = ${bearers} and t.valid_until is null and ${and})`;
/** What ended after the time that counts keeps the record as what is open does. */
const endedLater = '(t.ended_at is null or t.ended_at >= $4)';

/** When anything was last recorded of the person, in any table there is. */
function lastRecorded(tables: readonly ResidentTable[]): string {
  const each = tables.flatMap(({ name, columns, numbered, moment }) => {
    if (!moment || name === resident) return [];
    const unnamed = `${columns.map((column) => `t.${column} is null`).join(' and ')} and t.nhs_number = person.nhs_number`;
    return [...columns.map((column) => `t.${column} = ${bearers}`), ...(numbered ? [unnamed] : [])].map(
      (where) => `(select max(t.${moment}) from ${name} t where ${where})`,
    );
  });
  return `greatest(person.recorded_at, ${each.join(', ')})`;
}

/**
 * Whose record is past the rule, among some or of all, and what holds it. Care ends with the last placement, or by death; of
 * somebody who never lived in a home, when something was last recorded. Whoever is still placed and has not died is in care.
 */
export async function dueResidents(
  client: ClientBase,
  tables: readonly ResidentTable[],
  { asOf, endedBy }: Threshold,
  among: readonly string[] | null = null,
): Promise<Due[]> {
  const open: Readonly<Record<Held, string>> = {
    ORDER: `exists (select from hub.retention_hold t where t.resident_id = ${bearers} and t.ended_at is null)`,
    SAFEGUARDING: `(${stands('public.safeguarding_enquiry', '(t.closed_on is null or t.closed_on > $2)')}
      or ${stands('public.safeguarding_concern', endedLater)})`,
    PLACEMENT: 'person.placed',
    STAY: stands('public.hospital_stay', '(t.discharged_at is null or t.discharged_at >= $4)'),
    CONTACT: stands('public.trust_contact', endedLater),
    REFERRAL: stands('public.discharge_referral', 't.ended_at is null and t.lapses_at > $3'),
    PAYMENT: stands('public.funding_component', '(t.to_on is null or t.to_on > $2)'),
    RECORDED: 'recorded.last >= $4',
  };
  const { rows } = await client.query<Due>(
    `select person.id, person.nhs_number as number,
       array_remove(array[${Object.entries(open)
         .map(([name, is]) => `case when ${is} then '${name}' end`)
         .join(', ')}], null) as held
     from (
       select r.id, known.nhs_number, known.date_of_death, known.recorded_at, known.bearers || hub.merged_into(r.id) as bearers,
         (select max(p.to_on) from public.placement p
           where p.resident_id = any (known.bearers) and p.valid_until is null) as left_on,
         exists (select from public.placement p where p.resident_id = any (known.bearers) and p.valid_until is null
           and (p.to_on is null or p.to_on > $1)) as placed
       from ${resident} r
       join (
         select k.nhs_number, array_agg(k.id) as bearers, max(k.date_of_death) as date_of_death,
           max(k.recorded_at) as recorded_at
         from ${resident} k where k.former_of is null group by k.nhs_number
       ) known on known.nhs_number = r.nhs_number
       -- Whoever was found to be another is kept as long as that one.
       where r.former_of is null and not exists (
         select from hub.person_match m
         where m.superseded_resident_id = r.id and m.merged_at is not null and m.split_at is null)
         and ($5::uuid[] is null or r.id = any ($5))
     ) person
     cross join lateral (select ${lastRecorded(tables)} as last) recorded
     where (person.date_of_death is not null or not person.placed)
       and coalesce(greatest(person.date_of_death, person.left_on), (recorded.last at time zone 'Europe/London')::date) <= $2
     order by person.id`,
    [asOf, endedBy, londonMidnight(asOf), londonMidnight(daysAfter(endedBy, 1)), among],
  );
  return rows;
}
