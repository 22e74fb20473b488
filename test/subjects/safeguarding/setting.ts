import { databaseOfOwn, type TestDatabase } from '../../support/database.ts';
import {
  type Factories,
  factoriesOn,
  type Made,
  type MadeOrganisation,
  type MadePlace,
  type MadeResident,
} from '../../support/factories.ts';
import { type Asking, type HubUnderTest, startHub } from '../../support/hub.ts';

export const CONCERNS = `query ($nhsNumber: NhsNumber!) { resident(nhsNumber: $nhsNumber) {
  id withheld { field form clause }
  safeguardingConcerns { totalCount nodes {
    id raisedBy { code } council { code } kinds occurredAt ongoingSince location narrative allegedSource immediateAction
    wishes status raisedAt outcome decidedOn withheld { field form }
  } }
} }`;
const RAISE = `mutation ($input: RaiseSafeguardingConcernInput!) {
  raiseSafeguardingConcern(input: $input) { record { id status narrative } problems { path code } }
}`;
const REPORT = `mutation ($input: ReportSafeguardingConcernInput!) {
  reportSafeguardingConcern(input: $input) { outcome problems { path code } }
}`;
const DECIDE = `mutation ($input: DecideSafeguardingConcernInput!) {
  decideSafeguardingConcern(input: $input) { record { id status outcome decidedOn } problems { path code } }
}`;
const RELEASE = `mutation ($input: ReleaseSafeguardingConcernInput!) {
  releaseSafeguardingConcern(input: $input) { problems { path code } }
}`;
const WITHDRAW = `mutation ($input: WithdrawSafeguardingReleaseInput!) {
  withdrawSafeguardingRelease(input: $input) { problems { path code } }
}`;

export type Problems = { path: string[]; code: string }[];
export interface Concern {
  id: string;
  raisedBy: { code: string } | null;
  council: { code: string } | null;
  kinds: string[] | null;
  narrative: string | null;
  status: string | null;
  outcome: string | null;
  decidedOn: string | null;
  withheld: { field: string; form: string | null }[];
}
export interface Found {
  id: string;
  withheld: { field: string; form: string | null; clause: string }[];
  safeguardingConcerns: { totalCount: number; nodes: Concern[] } | null;
}
interface Came {
  outcome?: string | null;
  record?: Concern | null;
  problems: Problems;
}
export type Person = MadeResident & { familyName: string; bornOn: string };

/** A home in a council's area with its practice, a trust, another council, and an ICB. */
export interface Setting {
  database: TestDatabase;
  hub: HubUnderTest;
  make: Factories;
  council: MadeOrganisation;
  otherCouncil: MadeOrganisation;
  home: MadePlace;
  practice: MadePlace;
  otherPractice: MadePlace;
  trust: MadeOrganisation;
  icb: MadeOrganisation;
  manager: Asking;
  clinician: Asking;
  /** Of the trust. */
  hospital: Asking;
  worker: Asking;
  otherWorker: Asking;
  someone(more?: { home?: MadePlace | undefined }): Promise<Person>;
  /** What the viewer finds of a resident; null if it finds none. */
  finds(viewer: Asking, person: { nhsNumber: string }): Promise<Found | null>;
  concerns(viewer: Asking, person: { nhsNumber: string }): Promise<Concern[]>;
  raise(viewer: Asking, person: { nhsNumber: string }, more?: object): Promise<Came>;
  report(viewer: Asking, person: { nhsNumber: string }, more?: object): Promise<Came>;
  decide(viewer: Asking, concern: string | undefined, decision: string, more?: object): Promise<Came>;
  release(viewer: Asking, concern: string | undefined, to: MadeOrganisation, more?: object): Promise<Problems>;
  withdraw(viewer: Asking, concern: string | undefined, from: MadeOrganisation): Promise<Problems>;
  /** The relationships of an organisation to a person, as the register has them in force. */
  holds(organisation: MadeOrganisation, person: Made): Promise<string[]>;
  end(): Promise<void>;
}

export const narrative = 'Bruises on both upper arms; she would not say how.';
export const nobody = { nhsNumber: '9990000018' };

export async function setting(): Promise<Setting> {
  const database = await databaseOfOwn('empty');
  const make = factoriesOn(database.owner);
  const [council, otherCouncil] = [await make.organisation('council'), await make.organisation('council')];
  const home = await make.home({ council });
  const [practice, otherPractice] = [await make.practice(), await make.practice()];
  const [trust, icb] = [await make.organisation('trust'), await make.organisation('icb')];
  const hub = await startHub({ database });
  let keys = 0;
  const key = () => ({ idempotencyKey: `safeguarding-${++keys}` });
  const asked = { kinds: ['PHYSICAL'], narrative };
  const came = async (viewer: Asking, mutation: string, input: object) => {
    const { data, text } = await viewer.ask<Record<string, Came> | null>(mutation, { input: { ...key(), ...input } });
    const [value] = Object.values(data ?? {});
    if (!value) throw new Error(text);
    return value;
  };
  const finds = async (viewer: Asking, { nhsNumber }: { nhsNumber: string }) =>
    (await viewer.ask<{ resident: Found | null }>(CONCERNS, { nhsNumber })).data.resident;
  const workerOf = (organisation: MadeOrganisation) => hub.as(organisation.code, 'social-worker', 'SAFEGUARDING', 'sw');
  return {
    ...{ database, hub, make, council, otherCouncil, home, practice, otherPractice, trust, icb, finds },
    manager: await hub.as(home.organisation.code, 'manager', 'DIRECT_CARE', 'manager'),
    clinician: await hub.as(practice.organisation.code, 'clinician', 'DIRECT_CARE', 'gp'),
    hospital: await hub.as(trust.code, 'clinician', 'DIRECT_CARE', 'doctor'),
    worker: await workerOf(council),
    otherWorker: await workerOf(otherCouncil),
    async someone({ home: where = home } = {}) {
      const person = { familyName: 'O’Brien-Smith', bornOn: '1938-03-04' };
      return { ...(await make.resident({ home: where, registeredWith: practice, ...person })), ...person };
    },
    concerns: async (viewer, person) => (await finds(viewer, person))?.safeguardingConcerns?.nodes ?? [],
    async raise(viewer, person, more = {}) {
      const resident = (await finds(viewer, person))?.id ?? 'nobody';
      return came(viewer, RAISE, { ...asked, resident, ...more });
    },
    report: (viewer, { nhsNumber }, more = {}) =>
      came(viewer, REPORT, {
        ...{ ...asked, nhsNumber, dateOfBirth: '1938-03-04', familyName: "O'BRIEN SMITH", council: council.code },
        ...more,
      }),
    decide: (viewer, concern, decision, more = {}) =>
      came(viewer, DECIDE, { concern: concern ?? 'none', decision, outcome: 'Found and settled.', ...more }),
    release: async (viewer, concern, { code }, more = {}) => {
      const input = { concern: concern ?? 'none', organisation: code, reason: 'To keep her safe.', ...more };
      return (await came(viewer, RELEASE, input)).problems;
    },
    withdraw: async (viewer, concern, { code }) => {
      const input = { concern: concern ?? 'none', organisation: code, reason: 'No longer needed.' };
      return (await came(viewer, WITHDRAW, input)).problems;
    },
    async holds(organisation, person) {
      const { rows } = await database.owner.query<{ kind: string }>(
        `select distinct kind from hub.relationship where organisation_id = $1 and resident_id = $2
           and since <= now() and (until is null or until > now()) order by 1`,
        [organisation.id, person.id],
      );
      return rows.map(({ kind }) => kind);
    },
    async end() {
      await hub.close();
      await database.drop();
    },
  };
}
