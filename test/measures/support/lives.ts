import type pg from 'pg';
import { type Homes, homeOn, homesIn } from './homes.ts';
import { bandOf, covers, inLondon } from './recount.ts';

/** Who lives where, row by row. */
export interface Lives {
  placements: readonly {
    resident: string;
    home: string;
    code: string;
    care: string;
    from: string;
    to: string | null;
  }[];
  born: ReadonlyMap<string, string>;
  homes: readonly { id: string; code: string }[];
  known: Homes;
}

export async function livesIn(owner: pg.Pool): Promise<Lives> {
  const all = async <One>(text: string) => (await owner.query(text)).rows as One[];
  const people = await all<{ id: string; born: string }>(
    'select id, date_of_birth::text as born from resident where admitted_by_id is null',
  );
  return {
    born: new Map(people.map(({ id, born }) => [id, born])),
    placements: await all(`select p.resident_id as resident, p.home_id as home, h.cqc_location_id as code,
      p.care_type as care, p.from_on::text as from, p.to_on::text as to
      from placement p join care_home h on h.id = p.home_id where p.valid_until is null`),
    homes: await all('select id, cqc_location_id as code from care_home'),
    known: await homesIn(owner),
  };
}

/** The month, home, care type and age of something about somebody who must live in a home on `lived`. */
export function residentOn({ placements, born, known }: Lives, resident: string, lived: string, counted = lived) {
  const birthday = born.get(resident);
  if (!birthday) return [];
  return placements
    .filter((placement) => placement.resident === resident && covers(placement, lived))
    .map(({ code, care }) => ({
      ...{
        MONTH: counted.slice(0, 7),
        ...homeOn(known, code, lived),
        CARE_TYPE: care,
        AGE_BAND: bandOf(birthday, lived),
      },
    }));
}

/** Whether somebody lives in a home on a day of these. */
export const livedIn = ({ placements, born }: Lives, home: string, days: readonly string[]): boolean =>
  days.some((day) => placements.some((one) => one.home === home && born.has(one.resident) && covers(one, day)));

export const dayOf = (at: Date): string => inLondon(at).day;
export const met = (is: boolean) => ({ MET: is ? 'YES' : 'NO' });
/** The days of a month, `YYYY-MM`. */
export const daysOfMonth = (month: string): string[] =>
  Array.from({ length: 31 }, (_, place) => `${month}-${String(place + 1).padStart(2, '0')}`).filter((day) => {
    const at = new Date(`${day}T00:00:00Z`);
    return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(day);
  });
