import { createHash } from 'node:crypto';
import { type Agency, agencies } from '../../../src/shared/agencies.ts';

/** Row ids and tables of whatever a test plants: the column names of the database. */
export type Row = Record<string, unknown>;
export type Rows = Map<string, Row[]>;

/** A UUID that follows from a name, so that two databases can hold the same records. */
export function uuid(name: string): string {
  const hex = createHash('sha256').update(name).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

export interface PlantedOrganisation {
  id: string;
  agency: Agency;
  code: string;
}

/** Two organisations of every agency: `first` asks, `second` stands in every relationship to everybody. */
function organisationOf(agency: Agency, which: 'first' | 'second'): PlantedOrganisation {
  const code = `${agency}-${which}`;
  return { id: uuid(`organisation ${code}`), agency, code };
}
export const first = Object.fromEntries(agencies.map((agency) => [agency, organisationOf(agency, 'first')])) as Record<
  Agency,
  PlantedOrganisation
>;
export const second = Object.fromEntries(
  agencies.map((agency) => [agency, organisationOf(agency, 'second')]),
) as Record<Agency, PlantedOrganisation>;

/** A place that records name, with the id by which the graph shows it. */
export interface Place {
  id: string;
  shown: string;
}
export const homes = [
  { id: uuid('home first'), shown: 'CareHome:1-900000001' },
  { id: uuid('home second'), shown: 'CareHome:1-900000002' },
] as const;
export const practices = [
  { id: uuid('practice first'), shown: 'Practice:practice-first' },
  { id: uuid('practice second'), shown: 'Practice:practice-second' },
] as const;
/** Rounds in each home by the first practice. */
export const rounds = homes.map((_, n) => {
  const id = uuid(`round ${n}`);
  return { id, shown: `HomeRound:${id}` };
});
export const asPlace = ({ id, code }: PlantedOrganisation): Place => ({ id, shown: `Organisation:${code}` });

const where = {
  address: '1 High Street',
  postcode: 'ZZ1 1ZZ',
  latitude: 53.5,
  longitude: -2.4,
  telephone: '01632 960001',
};

/** The rows of all organisations and places. The first practice leads for the first home. */
export function organisationRows(): Rows {
  const organisations = [...Object.values(first), ...Object.values(second)];
  const network = uuid('network');
  const both = [first, second];
  return new Map<string, Row[]>([
    ['organisation', organisations.map(({ id, agency, code }) => ({ id, agency, code, name: `The ${code}` }))],
    ['primary_care_network', [{ id: network, code: 'network', name: 'The network', icb_id: first.icb.id }]],
    [
      'practice',
      practices.map(({ id }, n) => {
        const { id: organisation_id, code } = (both[n] ?? first).practice;
        return { id, organisation_id, ods_code: code, name: `The ${code}`, ...where };
      }),
    ],
    [
      'care_home',
      homes.map(({ id, shown }, n) => ({
        id,
        organisation_id: (both[n] ?? first).home.id,
        cqc_location_id: shown.replace('CareHome:', ''),
        cqc_provider_id: '1-800000001',
        provider_name: 'The provider',
        ods_code: `home-${n}`,
        name: `The home ${n}`,
        council_id: first.council.id,
        registered_on: '2015-01-01',
        nursing: true,
        registered_beds: 40,
        care_types: ['NURSING'],
        admission_status: 'OPEN',
        admission_status_as_of: '2026-01-01T00:00:00Z',
        accepts_trusted_assessor: true,
        ...where,
      })),
    ],
    [
      'home_round',
      rounds.map(({ id }, n) => ({
        ...{ id, home_id: homes[n]?.id, practice_id: practices[0].id, planned_for: '2026-03-02' },
        ...{ started_at: '2026-03-01T08:00:00Z', closed_at: '2026-03-02T16:00:00Z' },
      })),
    ],
    [
      'alignment',
      [
        {
          id: uuid('alignment'),
          home_id: homes[0].id,
          network_id: network,
          lead_practice_id: practices[0].id,
          clinical_lead_name: 'The lead',
          from_on: '2020-01-01',
        },
      ],
    ],
  ]);
}
