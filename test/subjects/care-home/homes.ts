import { randomUUID } from 'node:crypto';
import type pg from 'pg';

/** A home for a test about homes: whatever is not named is as in an ordinary residential home with two free beds. */
export interface HomeExample {
  code: string;
  name?: string;
  latitude?: number;
  careTypes?: string[];
  status?: string;
  /** The overall rating, or none. */
  rating?: string | null;
  hours?: { weekday: string; from: string; until: string }[];
  beds?: { careType: string; available: number; reserved?: number; hoursAgo?: number }[];
  predecessor?: string;
}

export const midnight = { from: '00:00', until: '24:00' };
const always = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'];

/** Adds homes along a meridian of their own, far from any others: a tenth of a degree north is 11.1 km. */
export async function addHomes(owner: pg.Pool, homes: readonly HomeExample[]): Promise<void> {
  const council = randomUUID();
  await insert(owner, 'organisation', [
    { id: council, agency: 'council', code: `council ${council}`, name: 'Council' },
  ]);
  const ids = new Map(homes.map(({ code }) => [code, randomUUID()]));
  const idOf = (code: string) => ids.get(code) ?? '';
  const organisations = homes.map(({ code }) => ({ id: randomUUID(), agency: 'home', code, name: code }));
  await insert(owner, 'organisation', organisations);
  await insert(
    owner,
    'care_home',
    homes.map(({ code, name = code, latitude = 10, careTypes = ['RESIDENTIAL'], status = 'OPEN', predecessor }, n) => ({
      ...{ id: idOf(code), organisation_id: organisations[n]?.id, cqc_location_id: code, cqc_provider_id: '1-1', name },
      ...{ provider_name: 'Provider', ods_code: 'V1', address: 'Street', postcode: 'ZZ1 1AA', latitude, longitude: 20 },
      ...{ telephone: '0', council_id: council, registered_on: '2015-01-01', nursing: false, registered_beds: 30 },
      ...{ care_types: careTypes, admission_status: status, admission_status_as_of: '2026-01-01T00:00:00Z' },
      ...{ duty_contact_name: `Duty of ${code}`, accepts_trusted_assessor: true },
      predecessor_id: predecessor ? idOf(predecessor) : null,
    })),
  );
  await insert(
    owner,
    'capacity',
    homes.flatMap(({ code, beds = [{ careType: 'RESIDENTIAL', available: 2 }] }, n) =>
      beds.map(({ careType, available, reserved = 0, hoursAgo = 1 }) => ({
        ...{
          id: randomUUID(),
          home_id: idOf(code),
          care_type: careType,
          maximum: 30,
          occupied: 10,
          reserved,
          available,
        },
        ...{
          genders_suited: 'ANY',
          author_id: organisations[n]?.id,
          as_of: hoursBefore(hoursAgo),
          valid_from: hoursBefore(hoursAgo),
        },
      })),
    ),
  );
  await insert(
    owner,
    'rating',
    homes.flatMap(({ code, rating = 'GOOD' }) =>
      rating ? [{ id: randomUUID(), home_id: idOf(code), domain: 'OVERALL', rating, published_on: '2025-05-01' }] : [],
    ),
  );
  await insert(
    owner,
    'discharge_hours',
    homes.flatMap(({ code, hours = always.map((weekday) => ({ weekday, ...midnight })) }) =>
      hours.map(({ weekday, from, until }) => ({
        id: randomUUID(),
        home_id: idOf(code),
        weekday,
        from_at: from,
        until_at: until,
      })),
    ),
  );
}

export async function insert(owner: pg.Pool, table: string, rows: readonly object[]): Promise<void> {
  const columns = Object.keys(rows[0] ?? {}).join(', ');
  if (!columns) return;
  await owner.query(
    `insert into public.${table} (${columns})
      select ${columns} from jsonb_populate_recordset(null::public.${table}, $1::jsonb)`,
    [JSON.stringify(rows)],
  );
}

const hoursBefore = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString();
