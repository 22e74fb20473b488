import { madeUpNhsNumbers } from '../../src/shared/nhs-number.ts';
import { type Made, type MadePlace, placesOn } from './factory-places.ts';
import { recordsOn, type Written } from './factory-records.ts';
import { insert, type Owner, update } from './insert.ts';

export type { Made, MadeOrganisation, MadePlace } from './factory-places.ts';

export interface MadeResident extends Made {
  nhsNumber: string;
}
interface Person extends Written {
  nhsNumber?: string;
  givenName?: string;
  familyName?: string;
  bornOn?: string;
  /** Lives there since `since`, and is registered with that practice since then. */
  home?: MadePlace;
  registeredWith?: MadePlace;
  since?: string;
}

/** Seeds take their NHS numbers from the beginning of the made-up range. */
const FAR_FROM_SEEDS = 500_000;

/**
 * Makes what a test needs, as the owner and with parents where the test names none. Values that a test does not name
 * are the same in each run.
 */
export function factoriesOn(owner: Owner) {
  const numbers = madeUpNhsNumbers(FAR_FROM_SEEDS);
  const places = placesOn(owner);
  const records = recordsOn(owner);
  return {
    ...places,
    ...records,
    async resident({ home, registeredWith, since, ...person }: Person = {}): Promise<MadeResident> {
      const author = person.author ?? home?.organisation ?? (await places.usual('council'));
      const nhsNumber = person.nhsNumber ?? (numbers.next().value as string);
      const id = await insert(owner, 'resident', {
        author_id: author.id,
        nhs_number: nhsNumber,
        nhs_number_status: 'VERIFIED',
        given_name: person.givenName ?? 'Edith',
        family_name: person.familyName ?? 'Example',
        date_of_birth: person.bornOn ?? '1938-03-04',
        sex: 'FEMALE',
        ...person.columns,
      });
      const resident = { id, nhsNumber };
      if (home) await records.placement({ resident, home, from: since });
      if (registeredWith) await records.registration({ resident, practice: registeredWith, from: since });
      return resident;
    },
    /** Changes columns of a row in place. */
    change: (table: string, row: Made, columns: Parameters<typeof update>[3]) => update(owner, table, row.id, columns),
    /** Ends a row's validity, as its withdrawal does: by the database's clock, which is finer than ours. */
    withdraw: (table: string, row: Made) =>
      owner.query(`update public.${table} set valid_until = clock_timestamp() where id = $1`, [row.id]),
  };
}
export type Factories = ReturnType<typeof factoriesOn>;
