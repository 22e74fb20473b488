import { databaseOfOwn, type TestDatabase } from '../../support/database.ts';
import { type Factories, factoriesOn, type MadeOrganisation, type MadePlace } from '../../support/factories.ts';
import { type Asking, type HubUnderTest, startHub } from '../../support/hub.ts';

export const fields = {
  CarePlan: `id version status countedFrom dueOn reviewedOn declinedOn agreedWith agreedWithNames goals
    medicationReviewStatus medicationReviewDueOn medicationReviewedOn medicationReviewDeclinedOn
    helpWithMoving helpWithEating helpWithPersonalCare helpAtNight homePartBy { code } homePartWrittenOn`,
  ClinicalSummary: 'id version allergies medicines escalationPlan resuscitation frailty',
  PersonalSummary: `id version nextOfKinName nextOfKinTelephone lastingPowerOfAttorney whatMattersToMe deprivationOfLiberty
    libertyAuthorisedFrom libertyAuthorisedUntil libertyConditions libertyStatedBy { code }`,
};
const inputs = {
  agreeCarePlan: 'CarePlan',
  declineCarePlan: 'CarePlan',
  reviewMedicines: 'CarePlan',
  writeHomePart: 'CarePlan',
  writeClinicalSummary: 'ClinicalSummary',
  writePersonalSummary: 'PersonalSummary',
  stateDeprivationOfLiberty: 'PersonalSummary',
} as const;
export type Mutation = keyof typeof inputs;
export const mutations = Object.keys(inputs) as Mutation[];

export type Told = Record<string, unknown> & { id: string; version: number };
export interface Outcome {
  record: Told | null;
  problems: { path: string[]; code: string }[];
}
export interface Person {
  id: string;
  nhsNumber: string;
}
export const problemsOf = ({ problems }: Outcome) => problems.map(({ path, code }) => [path.at(-1), code]);

/** A home, the practice with which its residents are registered, the council that pays, and a trust. */
export interface Setting {
  database: TestDatabase;
  hub: HubUnderTest;
  make: Factories;
  home: MadePlace;
  practice: MadePlace;
  council: MadeOrganisation;
  trust: MadeOrganisation;
  worker: Asking;
  clinician: Asking;
  signatory: Asking;
  /** Lives in the home since a day, is registered with the practice and paid for by the council. */
  someone(since?: string): Promise<Person>;
  read(viewer: Asking, person: Person, what: 'carePlan' | 'clinicalSummary' | 'personalSummary'): Promise<Told | null>;
  /** What a mutation comes to, with the input's other fields in `more`. */
  asked(viewer: Asking, mutation: Mutation, person: Person, more: object): ReturnType<Asking['ask']>;
  write(viewer: Asking, mutation: Mutation, person: Person, more: object): Promise<Outcome>;
  end(): Promise<void>;
}

export async function setting(): Promise<Setting> {
  const database = await databaseOfOwn('empty');
  const make = factoriesOn(database.owner);
  const [practice, home] = [await make.practice(), await make.home()];
  const [council, trust] = [await make.organisation('council'), await make.organisation('trust')];
  const hub = await startHub({ database });
  let keys = 0;
  const idFor = async (viewer: Asking, { nhsNumber }: Person) => {
    const document = 'query ($nhsNumber: NhsNumber!) { resident(nhsNumber: $nhsNumber) { id } }';
    const { data } = await viewer.ask<{ resident: { id: string } | null }>(document, { nhsNumber });
    return data?.resident?.id ?? 'unseen';
  };
  const asked: Setting['asked'] = async (viewer, mutation, person, more) => {
    const type = `${mutation[0]?.toUpperCase()}${mutation.slice(1)}Input`;
    const input = { idempotencyKey: `plan-key-${++keys}`, resident: await idFor(viewer, person), ...more };
    return viewer.ask(
      `mutation ($input: ${type}!) { ${mutation}(input: $input) {
        record { ${fields[inputs[mutation]]} } problems { path code } } }`,
      { input },
    );
  };
  return {
    ...{ database, hub, make, home, practice, council, trust, asked },
    worker: await hub.as(home.organisation.code, 'care-worker', 'DIRECT_CARE'),
    clinician: await hub.as(practice.organisation.code, 'clinician', 'DIRECT_CARE'),
    signatory: await hub.as(council.code, 'dols-signatory', 'DEPRIVATION_OF_LIBERTY'),
    async someone(since = '2026-03-02') {
      const resident = await make.resident({ registeredWith: practice, since });
      const placement = await make.placement({ resident, home, from: since });
      await make.funding({ resident, home, placement, source: 'COUNCIL', payer: council });
      return resident;
    },
    async read(viewer, { nhsNumber }, what) {
      const type = `${what[0]?.toUpperCase()}${what.slice(1)}` as keyof typeof fields;
      const { data } = await viewer.ask<{ resident: Record<string, Told | null> | null }>(
        `query ($nhsNumber: NhsNumber!) { resident(nhsNumber: $nhsNumber) { ${what} { ${fields[type]} } } }`,
        { nhsNumber },
      );
      return data.resident?.[what] ?? null;
    },
    async write(viewer, mutation, person, more) {
      const { data, errors } = await asked(viewer, mutation, person, more);
      if (errors) throw new Error(`${mutation}: ${JSON.stringify(errors)}`);
      return (data as Record<string, Outcome>)[mutation] as Outcome;
    },
    async end() {
      await hub.close();
      await database.drop();
    },
  };
}
