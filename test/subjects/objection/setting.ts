import { databaseOfOwn, type TestDatabase } from '../../support/database.ts';
import {
  type Factories,
  factoriesOn,
  type MadeOrganisation,
  type MadePlace,
  type MadeResident,
} from '../../support/factories.ts';
import { type Asking, type HubUnderTest, startHub } from '../../support/hub.ts';

const RESIDENT =
  'query ($nhsNumber: NhsNumber!) { resident(nhsNumber: $nhsNumber) { id objections { nodes { id withdrawnOn } } } }';
export const RECORD = `mutation ($input: RecordObjectionInput!) {
  recordObjection(input: $input) { record { id } problems { path code } }
}`;
const WITHDRAW = `mutation ($input: WithdrawObjectionInput!) {
  withdrawObjection(input: $input) { record { id withdrawnOn withdrawalDecidedBy } problems { path code } }
}`;
export type Problems = { path: string[]; code: string }[];
interface Found {
  resident: { id: string; objections: { nodes: { id: string; withdrawnOn: string | null }[] } | null } | null;
}
export interface Recorded {
  recordObjection: { record: { id: string } | null; problems: Problems };
}
interface Withdrawn {
  withdrawObjection: {
    record: { id: string; withdrawnOn: string; withdrawalDecidedBy: string } | null;
    problems: Problems;
  };
}

/** A home, its practice, a trust, a council and a commissioner, with those of them who are told of objections. */
export interface Setting {
  database: TestDatabase;
  hub: HubUnderTest;
  make: Factories;
  home: MadePlace;
  practice: MadePlace;
  trust: MadeOrganisation;
  council: MadeOrganisation;
  icb: MadeOrganisation;
  manager: Asking;
  clinician: Asking;
  /** A clinician of the trust. */
  hospital: Asking;
  /** Lives in the home, is registered with the practice, paid for by council and commissioner, and in hospital. */
  someone(): Promise<MadeResident>;
  find(viewer: Asking, nhsNumber: string): Promise<Found['resident']>;
  record(viewer: Asking, nhsNumber: string, more: object): Promise<Recorded['recordObjection']>;
  withdraw(viewer: Asking, objection: string, more?: object): Promise<Withdrawn['withdrawObjection']>;
  key(): string;
  end(): Promise<void>;
}

export async function setting(): Promise<Setting> {
  const database = await databaseOfOwn('empty');
  const make = factoriesOn(database.owner);
  const [practice, home] = [await make.practice(), await make.home()];
  const [trust, council, icb] = [
    await make.organisation('trust'),
    await make.organisation('council'),
    await make.organisation('icb'),
  ];
  const hub = await startHub({ database });
  let keys = 0;
  const key = () => `objection-${++keys}`;
  const find: Setting['find'] = async (viewer, nhsNumber) =>
    (await viewer.ask<Found>(RESIDENT, { nhsNumber })).data.resident;
  return {
    ...{ database, hub, make, home, practice, trust, council, icb, key, find },
    clinician: await hub.as(practice.organisation.code, 'clinician', 'DIRECT_CARE'),
    manager: await hub.as(home.organisation.code, 'manager', 'DIRECT_CARE'),
    hospital: await hub.as(trust.code, 'clinician', 'DIRECT_CARE'),
    async record(viewer, nhsNumber, more) {
      const resident = (await find(viewer, nhsNumber))?.id;
      const input = { idempotencyKey: key(), resident, decidedBy: 'RESIDENT', ...more };
      return (await viewer.ask<Recorded>(RECORD, { input })).data.recordObjection;
    },
    async withdraw(viewer, objection, more = {}) {
      const input = { idempotencyKey: key(), objection, decidedBy: 'RESIDENT', ...more };
      return (await viewer.ask<Withdrawn>(WITHDRAW, { input })).data.withdrawObjection;
    },
    async someone() {
      const resident = await make.resident({ home, registeredWith: practice });
      const placement = await database.owner.query('select id from placement where resident_id = $1', [resident.id]);
      await make.funding({ resident, home, placement: placement.rows[0], source: 'COUNCIL', payer: council });
      await make.funding({ resident, home, placement: placement.rows[0], source: 'FNC', payer: icb });
      await make.stay({ resident, trust, admittedAt: '2026-11-01T10:00Z' });
      return resident;
    },
    async end() {
      await hub.close();
      await database.drop();
    },
  };
}
