import { adt } from '../../../../src/imports/adt/events.ts';
import { relationsOf } from '../../../register/register.ts';
import { type Factories, factoriesOn, type MadeOrganisation, type MadeResident } from '../../../support/factories.ts';
import type { Fields } from '../../support/adt-file.ts';
import { type Taking, takingFiles } from '../../support/taking.ts';
import { visitsOf } from './visits.ts';

/** An empty hub, and a trust whose messages it takes. */
export interface OneTrust {
  taking: Taking;
  make: Factories;
  trust: MadeOrganisation;
  take(content: string | Buffer, how?: object): ReturnType<Taking['take']>;
  visits(resident: MadeResident): ReturnType<typeof visitsOf>;
  /** The kinds of relationship that the trust has to somebody. */
  relations(resident: MadeResident): Promise<string[]>;
  stayOf(resident: MadeResident): Promise<{ id: string }>;
}

export async function oneTrust(): Promise<OneTrust> {
  const taking = await takingFiles();
  const make = factoriesOn(taking.database.owner);
  const trust = await make.organisation('trust');
  return {
    ...{ taking, make, trust },
    take: (content, how = {}) => taking.take(adt, content, { organisation: trust.id, allowLargeChange: true, ...how }),
    visits: (resident) => visitsOf(taking, resident),
    relations: async (resident) =>
      (await relationsOf(taking.database.owner, resident, trust)).map(([kind]) => kind as string),
    async stayOf({ id }) {
      const [stay] = await taking.rows<{ id: string }>(
        'select id from hospital_stay where resident_id = $1 and valid_until is null',
        id,
      );
      return stay as { id: string };
    },
  };
}

/** At the emergency department, under a number of its own. */
export const emergencyOf = ({ nhsNumber }: MadeResident): Fields => ({ 'PV1-2': 'E', 'PV1-19': `E1-${nhsNumber}` });
export const secondOf = ({ nhsNumber }: MadeResident): Fields => ({ 'PV1-19': `V2-${nhsNumber}` });
