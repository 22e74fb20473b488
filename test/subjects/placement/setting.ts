import { madeUpNhsNumbers } from '../../../src/shared/nhs-number.ts';
import { databaseOfOwn, type TestDatabase } from '../../support/database.ts';
import { type Factories, factoriesOn, type MadeOrganisation, type MadePlace } from '../../support/factories.ts';
import { type Asking, type HubUnderTest, startHub } from '../../support/hub.ts';

export const ADMIT = `mutation ($input: AdmitResidentInput!) {
  admitResident(input: $input) { outcome problems { path code } }
}`;
/** Everything that a home may ask of somebody whom it names by number. */
export const WHO = `query ($nhsNumber: NhsNumber!) { resident(nhsNumber: $nhsNumber) {
  nhsNumber nhsNumberStatus givenName familyName previousAddress dateOfBirth dateOfDeath sex ethnicity language
  registeredPractice { odsCode } preferredClinician clinicalSummary { allergies } carePlan { status }
  currentPlacement { home { cqcLocationId } careType room from to absences { from } funding { source } }
  placements { totalCount nodes { from to } } incidents { totalCount } hospitalStays { totalCount }
  registrations { totalCount } safeguardingConcerns { totalCount } withheld { field form clause }
} }`;
export const MINE = '{ myClaims(first: 50) { nodes { kind state nhsNumber familyName since madeBy confirmedAt } } }';

export type Problems = { path: string[]; code: string }[];
export interface Named {
  nhsNumber: string;
  dateOfBirth: string;
  familyName: string;
}

/** A home with its practice and council, another home with its practice, and who looks after their residents. */
export interface Setting {
  database: TestDatabase;
  hub: HubUnderTest;
  make: Factories;
  home: MadePlace;
  otherHome: MadePlace;
  practice: MadePlace;
  otherPractice: MadePlace;
  council: MadeOrganisation;
  otherCouncil: MadeOrganisation;
  icb: MadeOrganisation;
  manager: Asking;
  key(): string;
  /** What somebody is called of whom nothing was said yet. */
  newcomer(): Named;
  admits(person: Named, more?: object, viewer?: Asking): Promise<{ outcome: string | null; problems: Problems }>;
  statesOf(viewer: Asking, person: Named): Promise<string[]>;
  end(): Promise<void>;
}

export async function setting(): Promise<Setting> {
  const database = await databaseOfOwn('empty');
  const make = factoriesOn(database.owner);
  const [council, otherCouncil] = [await make.organisation('council'), await make.organisation('council')];
  const icb = await make.organisation('icb');
  const [home, otherHome] = [await make.home({ council }), await make.home({ council: otherCouncil })];
  const [practice, otherPractice] = [await make.practice(), await make.practice()];
  await make.alignment({ home, leadPractice: practice, network: await make.network({ icb }) });
  const numbers = madeUpNhsNumbers(700_000);
  const hub = await startHub({ database });
  const manager = await hub.as(home.organisation.code, 'manager', 'DIRECT_CARE', 'manager');
  let [keys, people] = [0, 0];
  const key = () => `placements-${++keys}`;
  return {
    ...{ database, hub, make, home, otherHome, practice, otherPractice, council, otherCouncil, icb, manager, key },
    newcomer: () => ({
      nhsNumber: numbers.next().value as string,
      dateOfBirth: '1938-03-04',
      familyName: `Newcomer-${'ABCDEFGHIJKLMNOPQRSTUVWXYZ'[people++ % 26]}`,
    }),
    async admits(person, more = {}, viewer = manager) {
      const input = {
        ...{ idempotencyKey: key(), ...person, home: home.code, careType: 'RESIDENTIAL', from: '2026-11-01' },
        ...more,
      };
      const { data, errors } = await viewer.ask<{ admitResident: { outcome: string | null; problems: Problems } }>(
        ADMIT,
        { input },
      );
      if (errors) throw new Error(JSON.stringify(errors));
      return data.admitResident;
    },
    async statesOf(viewer, { nhsNumber }) {
      type Claims = { myClaims: { nodes: { nhsNumber: string; state: string }[] } };
      const { data } = await viewer.ask<Claims>(MINE);
      return data.myClaims.nodes.flatMap((one) => (one.nhsNumber === nhsNumber ? [one.state] : []));
    },
    async end() {
      await hub.close();
      await database.drop();
    },
  };
}
