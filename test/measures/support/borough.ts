import { randomUUID } from 'node:crypto';
import type pg from 'pg';

/** A few homes with residents and stays in place of all others, for measures: everything a test does not name is of no interest to it. */
export interface Resident {
  home: string;
  bornOn?: string;
  from: string;
  to?: string;
  /** Instants of emergency admissions. */
  admissions?: readonly string[];
  /** Instants of planned admissions. */
  planned?: readonly string[];
}

interface Places {
  council: string;
  trust: string;
  homes: Map<string, string>;
}

export const homeCodes = ['1-900000001', '1-900000002', '1-900000003'] as const;

/** A home, and who runs it. */
export interface Home {
  code: string;
  provider: string;
}
const usual: readonly Home[] = homeCodes.map((code) => ({ code, provider: '1-1' }));

/** Says that all data have come: what a month then waits for is another test's to say. */
export async function declareAll(owner: pg.Pool): Promise<void> {
  await owner.query(
    `insert into hub.data_complete (from_on, to_on, declared_by) values ('2000-01-01', '2100-01-01', 'a test')`,
  );
}

/** In an empty database, of which all data have come. */
export async function buildBorough(
  owner: pg.Pool,
  residents: readonly Resident[],
  homes: readonly Home[] = usual,
): Promise<void> {
  const places = await addPlaces(owner, homes);
  const people = residents.map((resident, number) => ({ ...resident, id: randomUUID(), number }));
  await insert(
    owner,
    `public.resident (id, author_id, nhs_number, nhs_number_status, given_name, family_name, date_of_birth, sex)`,
    people.map(({ id, number, bornOn }) => ({
      ...{ id, author_id: places.council, nhs_number: nhsNumber(number), nhs_number_status: 'VERIFIED' },
      ...{ given_name: 'Ann', family_name: 'Other', date_of_birth: bornOn ?? '1936-02-03', sex: 'FEMALE' },
    })),
  );
  await insert(
    owner,
    'public.placement (author_id, resident_id, home_id, care_type, from_on, to_on)',
    people.map(({ id, home, from, to }) => ({
      ...{ author_id: places.council, resident_id: id, home_id: places.homes.get(home) },
      ...{ care_type: 'RESIDENTIAL', from_on: from, to_on: to ?? null },
    })),
  );
  const stay = (resident_id: string, admitted_at: string, admission_method: string) => ({
    ...{ author_id: places.trust, resident_id, trust_id: places.trust, admitted_at, admission_method },
    discharged_at: new Date(Date.parse(admitted_at) + 3_600_000).toISOString(),
  });
  await insert(
    owner,
    'public.hospital_stay (author_id, resident_id, trust_id, admitted_at, discharged_at, admission_method)',
    people.flatMap(({ id, admissions = [], planned = [] }) => [
      ...admissions.map((at) => stay(id, at, '21')),
      ...planned.map((at) => stay(id, at, '11')),
    ]),
  );
  await declareAll(owner);
}

async function addPlaces(owner: pg.Pool, known: readonly Home[]): Promise<Places> {
  const organisations = ['council', 'trust', ...known.map(({ code }) => code)].map((code) => ({
    ...{ id: randomUUID(), code, name: code },
    agency: code.startsWith('1-') ? 'home' : code,
  }));
  await insert(owner, 'public.organisation (id, code, name, agency)', organisations);
  const [council, trust, ...owners] = organisations.map(({ id }) => id) as [string, string, ...string[]];
  const homes = known.map(({ code, provider }, place) => ({
    ...{ id: randomUUID(), organisation_id: owners[place], cqc_location_id: code, cqc_provider_id: provider },
    ...{ provider_name: 'P', ods_code: 'V', name: `Home ${place}`, address: 'A', postcode: 'ZZ1 1AA', latitude: 53.5 },
    ...{ longitude: -2.4, telephone: '0', council_id: council, registered_on: '2015-01-01', nursing: false },
    ...{
      registered_beds: 60,
      care_types: ['RESIDENTIAL'],
      admission_status: 'OPEN',
      admission_status_as_of: '2026-01-01',
    },
  }));
  await insert(owner, `public.care_home (${Object.keys(homes[0] ?? {}).join(', ')})`, homes);
  return { council, trust, homes: new Map(homes.map(({ cqc_location_id, id }) => [cqc_location_id, id])) };
}

/** Rows as an array of records; PostgreSQL reads them as rows of the table itself. */
async function insert(owner: pg.Pool, into: string, rows: readonly object[]): Promise<void> {
  const [, table, columns] = /^(\S+) \((.+)\)$/.exec(into) ?? [];
  await owner.query(
    `insert into ${table} (${columns}) select ${columns} from jsonb_populate_recordset(null::${table}, $1::jsonb)`,
    [JSON.stringify(rows)],
  );
}

/** Numbers from 999 000 0000 on belong to nobody. */
function nhsNumber(number: number): string {
  const nine = String(999_000_000 + number);
  const sum = [...nine].reduce((total, digit, place) => total + Number(digit) * (10 - place), 0);
  const check = (11 - (sum % 11)) % 11;
  return check === 10 ? nhsNumber(number + 100_000) : `${nine}${check}`;
}
