import { afterAll, beforeAll } from '@jest/globals';
import type { Bringing } from '../../../src/imports/engine/run.ts';
import { readMapping } from '../../../src/imports/input/mapping.ts';
import { placements } from '../../../src/imports/placements/placements.ts';
import {
  type Factories,
  factoriesOn,
  type MadeOrganisation,
  type MadePlace,
  type MadeResident,
} from '../../support/factories.ts';
import { type Said, table } from '../support/council-file.ts';
import { type Taking, takingFiles } from '../support/taking.ts';

/** A council with two homes, and somebody in the first for whom it pays. */
export interface Begun {
  hub: Taking;
  make: Factories;
  council: MadeOrganisation;
  home: MadePlace;
  other: MadePlace;
  edith: MadeResident;
}

/** Hooks of a test file in which a council brings its placements; each test begins with a council of its own. */
export function councilFiles({ whole = false, paidFrom = '2024-01-01', placesItself = false } = {}) {
  let hub: Taking;
  let make: Factories;
  let begun: Omit<Begun, 'edith'> & { edith?: MadeResident };
  /** The file of each test speaks as of a later moment than that of the one before, which is long after today. */
  let moment = Date.parse('2100-01-01T06:00:00Z');
  const mapping = whole ? { mapping: readMapping('whole: true', placements.columns ?? []) } : {};
  beforeAll(async () => {
    hub = await takingFiles();
    make = factoriesOn(hub.database.owner);
  });
  afterAll(() => hub?.database.drop());

  /** Somebody in the home since 2024, for whom the council pays. The home recorded it, unless somebody else is named. */
  async function paidFor(author = placesItself ? begun.council : undefined): Promise<MadeResident> {
    const { council, home } = begun;
    const resident = await make.resident({ author: council });
    const placement = await make.placement({ resident, home, from: '2024-01-01', ...(author && { author }) });
    await make.funding({ resident, home, placement, source: 'COUNCIL', payer: council, from: paidFrom });
    return resident;
  }
  const edith = () => begun.edith as MadeResident;

  return {
    paidFor,
    async begin(): Promise<Begun> {
      const council = await make.organisation('council');
      const [home, other] = [await make.home({ council }), await make.home({ council })];
      begun = { hub, make, council, home, other };
      begun.edith = await paidFor();
      return { ...begun, edith: edith() };
    },
    line: (more: Said = {}): Said => ({
      ...{ 'NHS number': edith().nhsNumber, Home: begun.home.code, From: '2024-01-01', 'Care type': 'Residential' },
      ...{ Source: 'Council', 'Weekly rate': '812.50', ...more },
    }),
    take(lines: readonly Said[] | string | Buffer, how: Partial<Bringing> = {}) {
      moment += 86_400_000;
      const file = typeof lines === 'string' || Buffer.isBuffer(lines) ? lines : table(lines);
      const asOf = new Date(moment);
      return hub.take(placements, file, {
        ...{ organisation: begun.council.id, asOf, allowLargeChange: true, ...mapping, ...how },
      });
    },
    /** When the last file spoke. */
    moment: () => moment,
    placed: (resident = edith()) =>
      hub.rows(
        `select h.cqc_location_id as home, p.care_type, p.from_on::text, p.to_on::text, p.version from placement p
         join care_home h on h.id = p.home_id where p.resident_id = $1 and p.valid_until is null order by p.from_on`,
        resident.id,
      ),
    paid: (resident = edith(), which = 'valid_until is null') =>
      hub.rows(
        `select source, weekly_amount, from_on::text, to_on::text from funding_component
         where resident_id = $1 and ${which} order by from_on, source`,
        resident.id,
      ),
    drift: () => hub.rows('select * from hub.relationship_drift()'),
  };
}
