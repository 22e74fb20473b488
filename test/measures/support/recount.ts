import type pg from 'pg';
import type { MeasureName } from '../../../src/measures/measure.values.ts';
import { type Homes, homeOn, homesIn } from './homes.ts';

/** What is recorded, row by row, as it stands. Days are `YYYY-MM-DD`. */
export interface Facts {
  placements: readonly { id: string; resident: string; home: string; care: string; from: string; to: string | null }[];
  born: ReadonlyMap<string, string>;
  stays: readonly Stay[];
  away: readonly { placement: string; from: string; to: string | null }[];
  attendances: readonly { resident: string; at: Date; mode: string | null }[];
  incidents: readonly Incident[];
  homes: Homes;
  /** Returns that stand. */
  returns: readonly { home: string; month: string }[];
}
interface Stay {
  resident: string;
  at: Date;
  until: Date | null;
  emergency: boolean;
  factors: string[] | null;
  diagnosis: string | null;
}
interface Incident {
  resident: string;
  home: string;
  at: Date;
  kind: string;
  subtype: string | null;
  harm: string;
  brought: boolean | null;
}
type Row = Record<string, string>;
type Counted = { MONTH: string } & Row;

export async function factsIn(owner: pg.Pool): Promise<Facts> {
  const all = async <One>(text: string) => (await owner.query(text)).rows as One[];
  const people = await all<{ id: string; born: string }>(
    'select id, date_of_birth::text as born from resident where admitted_by_id is null',
  );
  return {
    homes: await homesIn(owner),
    born: new Map(people.map(({ id, born }) => [id, born])),
    placements: await all(`select p.id, p.resident_id as resident, h.cqc_location_id as home, p.care_type as care,
      p.from_on::text as from, p.to_on::text as to from placement p join care_home h on h.id = p.home_id where p.valid_until is null`),
    stays:
      await all(`select resident_id as resident, admitted_at as at, discharged_at as until, emergency, avoidable_factors as factors,
      primary_diagnosis as diagnosis
      from hospital_stay where valid_until is null`),
    away: await all(`select placement_id as placement, from_on::text as from, to_on::text as to from absence
      where valid_until is null and reason = 'HOSPITAL'`),
    attendances:
      await all(`select resident_id as resident, arrived_at as at, arrival_mode as mode from emergency_attendance
      where valid_until is null`),
    incidents:
      await all(`select i.resident_id as resident, h.cqc_location_id as home, i.occurred_at as at, i.kind, i.subtype, i.harm,
      i.present_on_admission as brought from incident i join care_home h on h.id = i.home_id where i.valid_until is null`),
    returns: await all(`select h.cqc_location_id as home, to_char(r.month, 'YYYY-MM') as month
      from hub.return_submission r join care_home h on h.id = r.home_id where r.reopened_at is null`),
  };
}

const clock = new Intl.DateTimeFormat('en-GB', {
  ...{ timeZone: 'Europe/London', hourCycle: 'h23', weekday: 'long' },
  ...{ year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit' },
});
export function inLondon(at: Date) {
  const part = Object.fromEntries(clock.formatToParts(at).map(({ type, value }) => [type, value]));
  return { day: `${part.year}-${part.month}-${part.day}`, weekday: part.weekday ?? '', hour: Number(part.hour) };
}
export function bandOf(born: string, on: string): string {
  const age = Number(on.slice(0, 4)) - Number(born.slice(0, 4)) - (on.slice(5) < born.slice(5) ? 1 : 0);
  if (age < 65) return 'UNDER_65';
  if (age >= 95) return 'AGE_95_UP';
  const first = [85, 75, 65].find((least) => age >= least) as number;
  return `AGE_${first}_${first + 9}`;
}
export const covers = ({ from, to }: { from: string; to: string | null }, day: string) =>
  from <= day && (!to || day < to);
export const later = (day: string, days: number) =>
  new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
const two = (hour: number) => `${hour}`.padStart(2, '0');

const chapters: Readonly<Record<string, string>> = {
  ...{ A: 'INFECTION', B: 'INFECTION', F: 'MENTAL_OR_NERVOUS', G: 'MENTAL_OR_NERVOUS', I: 'CIRCULATORY' },
  ...{ J: 'RESPIRATORY', K: 'DIGESTIVE', N: 'URINARY', R: 'SYMPTOMS', S: 'INJURY', T: 'INJURY' },
};
function conditionOf(diagnosis: string | null): string {
  const [letter = '', digit = ''] = diagnosis ?? '';
  return /[A-Z]/.test(letter) && /[0-9]/.test(digit) ? (chapters[letter] ?? 'OTHER') : 'NOT_CODED';
}

/** Where the residents lived to whom it happened, if in a home. */
function happened<One extends { resident: string; at: Date }>(
  { placements, born, homes }: Facts,
  all: readonly One[],
  counts: (one: One, placement: Facts['placements'][number], day: string) => boolean,
  more: (one: One) => Row = () => ({}),
): Counted[] {
  return all.flatMap((one) => {
    const { day, weekday, hour } = inLondon(one.at);
    const birthday = born.get(one.resident);
    if (!birthday) return [];
    const band = Math.floor(hour / 4) * 4;
    return placements
      .filter((placement) => placement.resident === one.resident && covers(placement, day))
      .filter((placement) => counts(one, placement, day))
      .map(({ home, care }) => ({
        ...{ MONTH: day.slice(0, 7), WEEKDAY: weekday.toUpperCase(), TIME_BAND: `T${two(band)}_${two(band + 4)}` },
        ...{ ...homeOn(homes, home, day), CARE_TYPE: care, AGE_BAND: bandOf(birthday, day) },
        ...more(one),
      }));
  });
}
const incidents =
  (kind: string, more: (one: Incident, since: string, day: string) => boolean = () => true) =>
  (facts: Facts) =>
    happened(facts, facts.incidents, (one, { home, from }, day) => {
      return one.kind === kind && one.home === home && more(one, from, day);
    });
const deep = ['CATEGORY_2', 'CATEGORY_3', 'CATEGORY_4', 'UNSTAGEABLE', 'DEEP_TISSUE_INJURY'];

const condition = ({ diagnosis }: Stay): Row => ({ CONDITION: conditionOf(diagnosis) });

export const eventsOf: Readonly<Partial<Record<MeasureName, (facts: Facts) => Counted[]>>> = {
  EMERGENCY_ADMISSIONS: (facts) => happened(facts, facts.stays, ({ emergency }) => emergency, condition),
  AVOIDABLE_ADMISSIONS: (facts) =>
    happened(facts, facts.stays, ({ emergency, factors }) => emergency && Boolean(factors?.length), condition),
  EMERGENCY_ATTENDANCES: (facts) => happened(facts, facts.attendances, () => true),
  CONVEYANCES: (facts) => happened(facts, facts.attendances, ({ mode }) => mode === 'AMBULANCE'),
  FALLS: incidents('FALL'),
  INJURIOUS_FALLS: incidents('FALL', ({ harm }) => harm !== 'NONE'),
  NEW_PRESSURE_ULCERS: incidents(
    'PRESSURE_ULCER',
    ({ subtype, brought }, since, day) => deep.includes(subtype ?? '') && !brought && day >= later(since, 3),
  ),
  MEDICATION_ERRORS: incidents('MEDICATION_ERROR'),
  INFECTIONS: incidents('INFECTION'),
};

type Days = Row & { days: string };

/** Each day of each placement, one by one. */
function lived(
  facts: Facts,
  from: string,
  to: string,
  slept: (placement: string, resident: string) => (day: string) => boolean,
): Days[] {
  return facts.placements.flatMap(({ id, resident, home, care, ...period }) => {
    const birthday = facts.born.get(resident);
    if (!birthday) return [];
    const rows: Days[] = [];
    const sleeps = slept(id, resident);
    for (let day = period.from > from ? period.from : from; day < to && covers(period, day); day = later(day, 1)) {
      const first = [period.from, `${day.slice(0, 7)}-01`].sort()[1] as string;
      const of = {
        MONTH: day.slice(0, 7),
        ...homeOn(facts.homes, home, day),
        CARE_TYPE: care,
        AGE_BAND: bandOf(birthday, first),
      };
      if (sleeps(day)) rows.push({ ...of, days: '1' });
    }
    return rows;
  });
}

/** Of each month, the homes that told of its incidents. */
export function tellers({ incidents: all, returns }: Facts): Set<string> {
  const recorded = all.map(({ home, at }) => `${home} ${inLondon(at).day.slice(0, 7)}`);
  return new Set([...recorded, ...returns.map(({ home, month }) => `${home} ${month}`)]);
}

export const residentDays = (facts: Facts, from: string, to: string): Days[] =>
  lived(facts, from, to, () => () => true);

export function bedDays(facts: Facts, from: string, to: string): Days[] {
  const stays = Map.groupBy(facts.stays, ({ resident }) => resident);
  const away = Map.groupBy(facts.away, ({ placement }) => placement);
  return lived(facts, from, to, (placement, resident) => {
    const inHospital = (stays.get(resident) ?? []).map(({ at, until }) => ({
      from: inLondon(at).day,
      to: until && inLondon(until).day,
    }));
    const nights = [...inHospital, ...(away.get(placement) ?? [])];
    return (day) => !nights.some((night) => covers(night, day));
  });
}
