import { databaseOfOwn, type TestDatabase } from '../../support/database.ts';
import { type Factories, factoriesOn, type MadeOrganisation, type MadePlace } from '../../support/factories.ts';
import { type Asking, type HubUnderTest, startHub } from '../../support/hub.ts';

const told = `id addressedTo urgency text raisedAt answerDueAt answer outcome answeredAt version
  raisedBy { code } answeredBy { code }`;
export const RAISE = `mutation ($input: RaiseConcernInput!) {
  raiseConcern(input: $input) { record { ${told} } problems { path code } }
}`;
export const ANSWER = `mutation ($input: AnswerConcernInput!) {
  answerConcern(input: $input) { record { ${told} } problems { path code } }
}`;
const READ = `query ($nhsNumber: NhsNumber!) { resident(nhsNumber: $nhsNumber) {
  id concerns(first: 10) { totalCount nodes { ${told} withheld { field } } } } }`;

export interface Told {
  id: string;
  addressedTo: string;
  urgency: string;
  text: string;
  raisedAt: string;
  answerDueAt: string;
  answer: string | null;
  outcome: string | null;
  answeredAt: string | null;
  version: number;
  raisedBy: { code: string };
  answeredBy: { code: string } | null;
}
export interface Outcome {
  record: Told | null;
  problems: { path: string[]; code: string }[];
}
interface Read {
  resident: { id: string; concerns: { totalCount: number; nodes: Told[] } | null } | null;
}

/** A home that raises concerns, the practice and the trust that may answer, and the council that pays. */
export interface Setting {
  database: TestDatabase;
  hub: HubUnderTest;
  make: Factories;
  home: MadePlace;
  practice: MadePlace;
  trust: MadeOrganisation;
  council: MadeOrganisation;
  worker: Asking;
  clinician: Asking;
  matron: Asking;
  /** Lives in the home and is registered with the practice. */
  someone(): Promise<{ id: string; nhsNumber: string }>;
  read(viewer: Asking, nhsNumber: string): Promise<Read['resident']>;
  /** Raised by the home's care worker, unless by somebody else who knows the resident. */
  raise(nhsNumber: string, more?: object, viewer?: Asking): Promise<Outcome>;
  answer(viewer: Asking, concern: string, version: number, more?: object): Promise<Outcome>;
  key(): string;
  end(): Promise<void>;
}

export async function setting(): Promise<Setting> {
  const database = await databaseOfOwn('empty');
  const make = factoriesOn(database.owner);
  const [practice, home] = [await make.practice(), await make.home()];
  const [trust, council] = [await make.organisation('trust'), await make.organisation('council')];
  const hub = await startHub({ database });
  let keys = 0;
  const key = () => `concern-${++keys}`;
  const read: Setting['read'] = async (viewer, nhsNumber) =>
    (await viewer.ask<Read>(READ, { nhsNumber })).data.resident;
  const worker = await hub.as(home.organisation.code, 'care-worker', 'DIRECT_CARE');
  return {
    ...{ database, hub, make, home, practice, trust, council, worker, key, read },
    clinician: await hub.as(practice.organisation.code, 'clinician', 'DIRECT_CARE'),
    matron: await hub.as(trust.code, 'clinician', 'DIRECT_CARE'),
    someone: () => make.resident({ home, registeredWith: practice }),
    async raise(nhsNumber, more = {}, viewer = worker) {
      const resident = (await read(viewer, nhsNumber))?.id ?? 'nobody';
      const usual = {
        addressedTo: 'PRACTICE',
        urgency: 'SOON',
        text: 'Eats little since Friday. Could somebody look?',
      };
      const input = { idempotencyKey: key(), resident, ...usual, ...more };
      return (await viewer.ask<{ raiseConcern: Outcome }>(RAISE, { input })).data.raiseConcern;
    },
    async answer(viewer, concern, version, more = {}) {
      const usual = { answer: 'I shall come on Tuesday.', outcome: 'VISIT_ARRANGED' };
      const input = { idempotencyKey: key(), concern, version, ...usual, ...more };
      return (await viewer.ask<{ answerConcern: Outcome }>(ANSWER, { input })).data.answerConcern;
    },
    async end() {
      await hub.close();
      await database.drop();
    },
  };
}
