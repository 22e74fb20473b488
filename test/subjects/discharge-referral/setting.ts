import { driftOf } from '../../register/register.ts';
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

const referral = `id kind state version earliest answerBy reserveUntil referredAt chosenAt endedAt withdrawalReason
  referredBy { code } chosenHome { cqcLocationId } requests {
    id version state home { cqcLocationId } takesDischargesThen byTrustedAssessor reason question reply
    askedAt answeredAt repliedAt closedAt
  }`;
export const REFERRALS = `query ($nhsNumber: NhsNumber!) { resident(nhsNumber: $nhsNumber) {
  id dischargeReferrals { nodes { ${referral} } } } }`;
export const PERSON = `query ($nhsNumber: NhsNumber!) { resident(nhsNumber: $nhsNumber) { id familyName
  clinicalSummary { allergies } personalSummary { whatMattersToMe } carePlan { status }
  hospitalStays { nodes { primaryDiagnosis } } incidents { totalCount }
  dischargeReferrals { nodes { state careType } } withheld { field form } } }`;
export const REQUESTS = `query ($state: RequestState) { placementRequests(state: $state) { totalCount edges { cursor } nodes {
  id version kind careType gender mobility hoist oxygen infectionStatus medicinesReady transport fundingRoute earliest
  takesDischargesThen answerBy reserveUntil state byTrustedAssessor reason question reply askedAt answeredAt repliedAt
  closedAt home { cqcLocationId } referredBy { code } referral { state resident { familyName nhsNumber } }
} } }`;

const changes = {
  referDischarge: `mutation ($input: ReferDischargeInput!) { referDischarge(input: $input) { record { ${referral} } problems { path code } } }`,
  answerRequest: `mutation ($input: AnswerRequestInput!) { answerRequest(input: $input) {
    record { id version state reason question referral { id } } problems { path code } } }`,
  answerQuestion: `mutation ($input: AnswerQuestionInput!) { answerQuestion(input: $input) {
    record { id version state reply } problems { path code } } }`,
  acceptAsTrustedAssessor: `mutation ($input: AcceptAsTrustedAssessorInput!) { acceptAsTrustedAssessor(input: $input) {
    record { id version state byTrustedAssessor } problems { path code } } }`,
  chooseOffer: `mutation ($input: ChooseOfferInput!) { chooseOffer(input: $input) {
    record { id version state } problems { path code } } }`,
  withdrawReferral: `mutation ($input: WithdrawReferralInput!) { withdrawReferral(input: $input) {
    record { id state } problems { path code } } }`,
};

export interface Request {
  id: string;
  version: number;
  state: string;
  home: { cqcLocationId: string };
  takesDischargesThen: boolean;
  byTrustedAssessor: boolean;
  reason: string | null;
  question: string | null;
  reply: string | null;
  referral?: { state: string; resident: { familyName: string; nhsNumber: string } } | null;
  [field: string]: unknown;
}
export interface Referral {
  id: string;
  version: number;
  state: string;
  chosenHome: { cqcLocationId: string } | null;
  requests: Request[];
  [field: string]: unknown;
}
export interface Came<Record = Referral> {
  record: Record | null;
  problems: { path: string[]; code: string }[];
}

export const need = {
  ...{ careType: 'RESIDENTIAL', gender: 'FEMALE', mobility: 'WALKING_AID', hoist: false, oxygen: false },
  ...{ infectionStatus: 'NONE_KNOWN', medicinesReady: true, transport: 'WHEELCHAIR', fundingRoute: 'COUNCIL' },
};
export const hour = 3_600_000;
export const inHours = (hours: number) =>
  new Date(Math.floor((Date.now() + hours * hour) / 60_000) * 60_000).toISOString();

/** A trust, three homes with beds, and those who pay. */
export interface Setting {
  database: TestDatabase;
  hub: HubUnderTest;
  /** What was read, statement by statement. */
  statements: string[];
  make: Factories;
  homes: [MadePlace, MadePlace, MadePlace];
  trust: MadeOrganisation;
  council: MadeOrganisation;
  coordinator: Asking;
  managerOf(home: MadePlace, role?: string, purpose?: string): Promise<Asking>;
  /** Somebody in the trust's hospital. */
  patient(more?: { home?: MadePlace; familyName?: string }): Promise<MadeResident>;
  change<Record = Referral>(viewer: Asking, mutation: keyof typeof changes, input: object): Promise<Came<Record>>;
  refer(person: { nhsNumber: string }, more?: object): Promise<Came>;
  referralsOf(viewer: Asking, person: { nhsNumber: string }): Promise<Referral[]>;
  requestsOf(viewer: Asking, state?: string): Promise<Request[]>;
  /** The newest request to a home answered so. */
  answer(home: MadePlace, answer: string, more?: object): Promise<Came<Request>>;
  /** Of the newest referral of a person, the request to a home. */
  requestTo(person: { nhsNumber: string }, home: MadePlace): Promise<Request>;
  choose(person: { nhsNumber: string }, home: MadePlace, more?: object): Promise<Came<Request>>;
  beds(home: MadePlace): Promise<string>;
  holds(organisation: MadeOrganisation, person: Made): Promise<string[]>;
  /** As if so many hours had passed since. */
  pass(person: Made, hours: number): Promise<void>;
  end(): Promise<void>;
}

export async function setting(): Promise<Setting> {
  const database = await databaseOfOwn('empty');
  const make = factoriesOn(database.owner);
  const [trust, council] = [await make.organisation('trust'), await make.organisation('council')];
  const homeOf = async (columns: object) => {
    const home = await make.home({ council, columns: { ...columns } });
    await make.capacity({ home, columns: { maximum: 40, occupied: 37, reserved: 1, available: 2 } });
    return home;
  };
  const homes: Setting['homes'] = [
    await homeOf({ accepts_trusted_assessor: true }),
    await homeOf({ accepts_trusted_assessor: false }),
    await homeOf({ accepts_trusted_assessor: false }),
  ];
  const statements: string[] = [];
  const hub = await startHub({ database, observe: (text) => statements.push(text) });
  const coordinator = await hub.as(trust.code, 'discharge-coordinator', 'DISCHARGE', 'coordinator');
  let keys = 0;
  /** No request leads to a person: the newest is known by its moment, which no other has. */
  let newest = '';

  const s: Setting = {
    ...{ database, hub, statements, make, homes, trust, council, coordinator },
    managerOf: (home, role = 'manager', purpose = 'DISCHARGE') =>
      hub.as(home.organisation.code, role, purpose, `manager of ${home.code}`),
    async patient({ home, familyName = 'Ashworth' } = {}) {
      const resident = await make.resident({ familyName, ...(home && { home }) });
      await make.stay({ resident, trust, admittedAt: '2026-11-01T10:00Z' });
      return resident;
    },
    async change(viewer, mutation, input) {
      const given = { idempotencyKey: `referral-${++keys}`, ...input };
      const { data, text } = await viewer.ask<Record<string, never> | null>(changes[mutation], { input: given });
      const came = data?.[mutation];
      if (!came) throw new Error(text);
      return came;
    },
    async refer(person, more = {}) {
      const { data } = await coordinator.ask<{ resident: { id: string } | null }>(
        'query ($nhsNumber: NhsNumber!) { resident(nhsNumber: $nhsNumber) { id } }',
        { nhsNumber: person.nhsNumber },
      );
      newest = inHours(24 + ++keys / 60);
      return s.change(coordinator, 'referDischarge', {
        ...{ resident: data.resident?.id ?? 'nobody', kind: 'NEW_PLACEMENT', need },
        ...{ earliest: newest, answerBy: inHours(4), homes: homes.map(({ code }) => code) },
        ...more,
      });
    },
    async referralsOf(viewer, { nhsNumber }) {
      const { data, text } = await viewer.ask<{ resident: { dischargeReferrals: { nodes: Referral[] } } | null }>(
        REFERRALS,
        { nhsNumber },
      );
      if (!data) throw new Error(text);
      return data.resident?.dischargeReferrals.nodes ?? [];
    },
    async requestsOf(viewer, state) {
      const { data, text } = await viewer.ask<{ placementRequests: { nodes: Request[] } } | null>(REQUESTS, { state });
      if (!data) throw new Error(text);
      return data.placementRequests.nodes;
    },
    async answer(home, answer, more = {}) {
      const manager = await s.managerOf(home);
      const request = (await s.requestsOf(manager)).find(({ earliest }) => earliest === newest);
      const { id, version } = request ?? { id: 'none', version: 1 };
      return s.change<Request>(manager, 'answerRequest', { request: id, version, answer, ...more });
    },
    async requestTo(person, { code }) {
      const [newest] = await s.referralsOf(coordinator, person);
      const request = newest?.requests.find(({ home }) => home.cqcLocationId === code);
      if (!request) throw new Error(`${code} was not asked`);
      return request;
    },
    async choose(person, home, more = {}) {
      const { id, version } = await s.requestTo(person, home);
      return s.change<Request>(coordinator, 'chooseOffer', { request: id, version, ...more });
    },
    async beds(home) {
      const { rows } = await database.owner.query<{ beds: string }>(
        `select format('%s occupied, %s reserved, %s available', occupied, reserved, available) as beds from capacity
         where home_id = $1 and valid_until is null`,
        [home.id],
      );
      return rows.map(({ beds }) => beds).join('; ');
    },
    async holds(organisation, person) {
      const { rows } = await database.owner.query<{ kind: string }>(
        `select distinct kind from hub.relationship where organisation_id = $1 and resident_id = $2
           and since <= now() and (until is null or until > now()) order by 1`,
        [organisation.id, person.id],
      );
      return rows.map(({ kind }) => kind);
    },
    async pass(person, hours) {
      newest = new Date(Date.parse(newest) - hours * hour).toISOString();
      const back = (...columns: string[]) =>
        columns.map((column) => `${column} = ${column} - make_interval(hours => ${hours})`).join(', ');
      const moments = back('earliest', 'answer_by', 'reserve_until', 'lapses_at');
      const client = await database.owner.connect();
      try {
        await client.query('begin');
        for (const table of ['discharge_referral', 'referral_request'])
          await client.query(`alter table ${table} disable trigger former_version_kept`);
        await client.query(
          `update discharge_referral set ${moments}, ${back('referred_at', 'chosen_at')} where resident_id = $1`,
          [person.id],
        );
        await client.query(`update referral_request set ${back('lapses_at', 'asked_at')} where resident_id = $1`, [
          person.id,
        ]);
        // Their state and its end follow the request by a trigger.
        const own = back('earliest', 'answer_by', 'asked_at');
        await client.query(`update hub.placement_request set ${own} where resident_id = $1`, [person.id]);
        // What is announced at the end of the transaction stands in the way otherwise.
        await client.query('set constraints all immediate');
        for (const table of ['discharge_referral', 'referral_request'])
          await client.query(`alter table ${table} enable trigger former_version_kept`);
        await client.query('commit');
      } finally {
        client.release();
      }
    },
    async end() {
      const drift = await driftOf(database.owner);
      await hub.close();
      await database.drop();
      if (drift.length > 0) throw new Error(`the register differs from the facts: ${JSON.stringify(drift)}`);
    },
  };
  return s;
}
