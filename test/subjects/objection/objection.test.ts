import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { asking } from '../../register/register.ts';
import { databaseOfOwn, type TestDatabase } from '../../support/database.ts';
import { type Factories, factoriesOn, type MadeOrganisation, type MadePlace } from '../../support/factories.ts';
import { type Asking, type HubUnderTest, startHub } from '../../support/hub.ts';

const RESIDENT =
  'query ($nhsNumber: NhsNumber!) { resident(nhsNumber: $nhsNumber) { id objections { nodes { id withdrawnOn } } } }';
const RECORD = `mutation ($input: RecordObjectionInput!) {
  recordObjection(input: $input) { record { id } problems { path code } }
}`;
const WITHDRAW = `mutation ($input: WithdrawObjectionInput!) {
  withdrawObjection(input: $input) { record { id withdrawnOn withdrawalDecidedBy } problems { path code } }
}`;
type Problems = { path: string[]; code: string }[];
interface Found {
  resident: { id: string; objections: { nodes: { id: string; withdrawnOn: string | null }[] } | null } | null;
}
interface Recorded {
  recordObjection: { record: { id: string } | null; problems: Problems };
}
interface Withdrawn {
  withdrawObjection: {
    record: { id: string; withdrawnOn: string; withdrawalDecidedBy: string } | null;
    problems: Problems;
  };
}

describe('an objection', () => {
  let database: TestDatabase;
  let hub: HubUnderTest;
  let make: Factories;
  let practice: MadePlace;
  let home: MadePlace;
  let council: MadeOrganisation;
  let icb: MadeOrganisation;
  let trust: MadeOrganisation;
  let clinician: Asking;
  let manager: Asking;
  let keys = 0;

  beforeAll(async () => {
    database = await databaseOfOwn('empty');
    make = factoriesOn(database.owner);
    [practice, home] = [await make.practice(), await make.home()];
    council = await make.organisation('council');
    icb = await make.organisation('icb');
    trust = await make.organisation('trust');
    hub = await startHub({ database });
    clinician = await hub.as(practice.organisation.code, 'clinician', 'DIRECT_CARE');
    manager = await hub.as(home.organisation.code, 'manager', 'DIRECT_CARE');
  });
  afterAll(async () => {
    await hub.close();
    await database.drop();
  });

  const find = async (viewer: Asking, nhsNumber: string) =>
    (await viewer.ask<Found>(RESIDENT, { nhsNumber })).data.resident;
  const key = () => `objection-${++keys}`;
  async function record(viewer: Asking, nhsNumber: string, more: object) {
    const resident = (await find(viewer, nhsNumber))?.id;
    const input = { idempotencyKey: key(), resident, decidedBy: 'RESIDENT', ...more };
    return (await viewer.ask<Recorded>(RECORD, { input })).data.recordObjection;
  }
  async function withdraw(viewer: Asking, objection: string, more: object = {}) {
    const input = { idempotencyKey: key(), objection, decidedBy: 'RESIDENT', ...more };
    return (await viewer.ask<Withdrawn>(WITHDRAW, { input })).data.withdrawObjection;
  }
  async function someone() {
    const resident = await make.resident({ home, registeredWith: practice });
    const placement = await database.owner.query('select id from placement where resident_id = $1', [resident.id]);
    await make.funding({ resident, home, placement: placement.rows[0], source: 'COUNCIL', payer: council });
    await make.funding({ resident, home, placement: placement.rows[0], source: 'FNC', payer: icb });
    await make.stay({ resident, trust, admittedAt: '2026-11-01T10:00Z' });
    return resident;
  }

  it('is recorded by every agency that a resident may tell of it, and seen by that one alone', async () => {
    const { nhsNumber } = await someone();
    const tellers = [
      manager,
      clinician,
      await hub.as(trust.code, 'clinician', 'DIRECT_CARE'),
      await hub.as(council.code, 'finance', 'FUNDING'),
      await hub.as(icb.code, 'finance', 'FUNDING'),
    ];
    for (const viewer of tellers) {
      const { record: written, problems } = await record(viewer, nhsNumber, { kind: 'ARTICLE_21' });
      expect(problems).toEqual([]);
      expect((await find(viewer, nhsNumber))?.objections?.nodes.map(({ id }) => id)).toEqual([written?.id]);
    }
  });

  it('to sharing for care closes the record at the next question, for those whom it is against', async () => {
    const { nhsNumber } = await someone();
    expect(await find(clinician, nhsNumber)).not.toBeNull();
    const { problems } = await record(manager, nhsNumber, {
      kind: 'DIRECT_CARE_SHARING',
      against: practice.organisation.code,
      decidedBy: 'ATTORNEY',
    });
    expect(problems).toEqual([]);
    expect(await find(clinician, nhsNumber)).toBeNull();
    expect(await find(manager, nhsNumber)).not.toBeNull();
  });

  it('that closes the record to the one who recorded it is withdrawn by that organisation’s privacy officer', async () => {
    const { nhsNumber } = await someone();
    const answer = await record(clinician, nhsNumber, { kind: 'DIRECT_CARE_SHARING' });
    expect(answer).toEqual({ record: null, problems: [] });
    expect(await find(clinician, nhsNumber)).toBeNull();
    expect(await find(manager, nhsNumber)).toBeNull();
    const officer = await hub.as(practice.organisation.code, 'privacy-officer', 'INFORMATION_GOVERNANCE');
    const [objection] = (await find(officer, nhsNumber))?.objections?.nodes ?? [];
    const { record: withdrawn } = await withdraw(officer, objection?.id ?? '', { decidedBy: 'BEST_INTERESTS' });
    expect(withdrawn).toMatchObject({ id: objection?.id, withdrawalDecidedBy: 'BEST_INTERESTS' });
    expect(await find(clinician, nhsNumber)).not.toBeNull();
    expect(await find(manager, nhsNumber)).not.toBeNull();
  });

  it('that is withdrawn keeps what it was as a former version, under the same identifier', async () => {
    const { id, nhsNumber } = await someone();
    const { record: made } = await record(clinician, nhsNumber, { kind: 'ARTICLE_21', madeOn: '2026-10-01' });
    const { record: withdrawn } = await withdraw(clinician, made?.id ?? '', { withdrawnOn: '2026-10-20' });
    expect(withdrawn).toEqual({ id: made?.id, withdrawnOn: '2026-10-20', withdrawalDecidedBy: 'RESIDENT' });
    const { rows } = await database.owner.query(
      `select version, withdrawn_on::text, valid_until is null as stands, former_of is not null as former
        from objection where resident_id = $1 order by version`,
      [id],
    );
    expect(rows).toEqual([
      { version: 1, withdrawn_on: null, stands: false, former: true },
      { version: 2, withdrawn_on: '2026-10-20', stands: true, former: false },
    ]);
    expect((await withdraw(clinician, made?.id ?? '')).problems).toMatchObject([{ code: 'ALREADY_ENDED' }]);
  });

  it('is withdrawn by nobody but its author', async () => {
    const { nhsNumber } = await someone();
    const { record: made } = await record(clinician, nhsNumber, { kind: 'ARTICLE_21' });
    expect((await withdraw(manager, made?.id ?? '')).problems).toEqual([
      { path: ['input', 'objection'], code: 'UNKNOWN' },
    ]);
  });

  it('is made and withdrawn today or before, in this order', async () => {
    const { nhsNumber } = await someone();
    const early = await record(clinician, nhsNumber, { kind: 'ARTICLE_21', madeOn: '2999-01-01' });
    expect(early.problems).toEqual([{ path: ['input', 'madeOn'], code: 'IN_FUTURE' }]);
    const { record: made } = await record(clinician, nhsNumber, { kind: 'ARTICLE_21', madeOn: '2026-10-01' });
    const withdrawn = (withdrawnOn: string) => withdraw(clinician, made?.id ?? '', { withdrawnOn });
    expect((await withdrawn('2999-01-01')).problems).toMatchObject([{ code: 'IN_FUTURE' }]);
    expect((await withdrawn('2026-09-30')).problems).toMatchObject([{ code: 'TOO_EARLY' }]);
  });

  it('changes no aggregate: who objected would stand out as the difference', async () => {
    const { id, nhsNumber } = await someone();
    const counted = () =>
      database.owner.query(
        `select (select count(*) from resident where id = $1), (select count(*) from placement where resident_id = $1),
          (select count(*) from hospital_stay where resident_id = $1)`,
        [id],
      );
    const asMeasures = async () => {
      const client = await database.owner.connect();
      try {
        await client.query('begin; set local role caregraph_measures');
        return (await client.query('select count(resident_id) from placement where resident_id = $1', [id])).rows;
      } finally {
        await client.query('rollback');
        client.release();
      }
    };
    const before = [(await counted()).rows, await asMeasures()];
    await record(manager, nhsNumber, { kind: 'NATIONAL_DATA_OPT_OUT' });
    await record(manager, nhsNumber, { kind: 'ARTICLE_21' });
    expect([(await counted()).rows, await asMeasures()]).toEqual(before);
  });

  it('leaves the register equal to its recomputation', async () => {
    expect((await database.owner.query('select * from hub.relationship_drift()')).rows).toEqual([]);
  });

  describe('in the database, whatever the hub asks for', () => {
    const insert = (author: string, resident: string, more = '') => [
      `insert into objection (id, author_id, resident_id, kind, decided_by, made_on${more && ', former_of'})
        values (gen_random_uuid(), '${author}', '${resident}', 'ARTICLE_21', 'RESIDENT', '2026-01-01'${more && `, '${more}'`})`,
    ];
    const as = (organisation: MadeOrganisation, sql: string) =>
      asking(database.pools.write, { agency: organisation.agency, organisation }, sql);

    it('is written in no other organisation’s name, and about nobody whom the writer does not know', async () => {
      const { id } = await someone();
      const stranger = await make.resident({ home: await make.home() });
      const self = practice.organisation;
      const [own, forged, unrelated, former] = [
        insert(self.id, id),
        insert(home.organisation.id, id),
        insert(self.id, stranger.id),
        insert(self.id, id, id),
      ].map(([sql]) => sql as string) as [string, string, string, string];
      await expect(as(self, own)).resolves.toEqual([]);
      await expect(as(self, forged)).rejects.toThrow('row-level security');
      await expect(as(self, unrelated)).rejects.toThrow('row-level security');
      await expect(as(self, former)).rejects.toThrow('permission denied');
    });

    it('is changed in no other column than the agreement lets its author write', async () => {
      const self = practice.organisation;
      for (const column of ['author_id', 'resident_id', 'kind', 'valid_until', 'version', 'former_of', 'recorded_at']) {
        const sql = `update objection set ${column} = ${column}`;
        if (column === 'kind') await expect(as(self, sql)).resolves.toEqual([]);
        else await expect(as(self, sql)).rejects.toThrow('permission denied');
      }
      await expect(as(self, 'delete from objection')).rejects.toThrow('permission denied');
    });

    it('lets nobody else write: not a dashboard, nor other tables', async () => {
      const dashboard = await make.organisation('dashboard');
      const { id } = await someone();
      await expect(as(dashboard, insert(dashboard.id, id)[0] as string)).rejects.toThrow('permission denied');
      await expect(as(practice.organisation, `update resident set family_name = 'X'`)).rejects.toThrow(
        'permission denied',
      );
    });
  });
});
