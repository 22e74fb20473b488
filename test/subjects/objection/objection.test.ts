import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { asking } from '../../register/register.ts';
import type { MadeOrganisation } from '../../support/factories.ts';
import { type Setting, setting } from './setting.ts';

describe('an objection', () => {
  let s: Setting;
  beforeAll(async () => {
    s = await setting();
  });
  afterAll(() => s.end());

  it('is recorded by every agency that a resident may tell of it, and seen by that one alone', async () => {
    const { nhsNumber } = await s.someone();
    const tellers = [
      s.manager,
      s.clinician,
      await s.hub.as(s.trust.code, 'clinician', 'DIRECT_CARE'),
      await s.hub.as(s.council.code, 'finance', 'FUNDING'),
      await s.hub.as(s.icb.code, 'finance', 'FUNDING'),
    ];
    for (const viewer of tellers) {
      const { record: written, problems } = await s.record(viewer, nhsNumber, { kind: 'ARTICLE_21' });
      expect(problems).toEqual([]);
      expect((await s.find(viewer, nhsNumber))?.objections?.nodes.map(({ id }) => id)).toEqual([written?.id]);
    }
  });

  it('that two users record at once is recorded once', async () => {
    const { id, nhsNumber } = await s.someone();
    const holder = await s.database.owner.connect();
    await holder.query('begin');
    await holder.query('lock table objection in share row exclusive mode');
    const both = [1, 2].map(() => s.record(s.clinician, nhsNumber, { kind: 'ARTICLE_21' }));
    const waiting = `select from pg_locks join pg_database on pg_database.oid = pg_locks.database
      where datname = current_database() and not granted`;
    while ((await holder.query(waiting)).rows.length < 2) await new Promise((resolve) => setTimeout(resolve, 10));
    await holder.query('commit');
    holder.release();
    const codes = (await Promise.all(both)).flatMap(({ problems }) => problems.map(({ code }) => code));
    expect(codes).toEqual(['ALREADY_RECORDED']);
    const { rows } = await s.database.owner.query(
      'select count(*)::int as made from objection where resident_id = $1',
      [id],
    );
    expect(rows).toEqual([{ made: 1 }]);
  });

  it('that is withdrawn keeps what it was as a former version, under the same identifier', async () => {
    const { id, nhsNumber } = await s.someone();
    const { record: made } = await s.record(s.clinician, nhsNumber, { kind: 'ARTICLE_21', madeOn: '2026-10-01' });
    const { record: withdrawn } = await s.withdraw(s.clinician, made?.id ?? '', { withdrawnOn: '2026-10-20' });
    expect(withdrawn).toEqual({ id: made?.id, withdrawnOn: '2026-10-20', withdrawalDecidedBy: 'RESIDENT' });
    const { rows } = await s.database.owner.query(
      `select version, withdrawn_on::text, valid_until is null as stands, former_of is not null as former
        from objection where resident_id = $1 order by version`,
      [id],
    );
    expect(rows).toEqual([
      { version: 1, withdrawn_on: null, stands: false, former: true },
      { version: 2, withdrawn_on: '2026-10-20', stands: true, former: false },
    ]);
    expect((await s.withdraw(s.clinician, made?.id ?? '')).problems).toMatchObject([{ code: 'ALREADY_ENDED' }]);
  });

  it('is withdrawn by nobody but its author', async () => {
    const { nhsNumber } = await s.someone();
    const { record: made } = await s.record(s.clinician, nhsNumber, { kind: 'ARTICLE_21' });
    expect((await s.withdraw(s.manager, made?.id ?? '')).problems).toEqual([
      { path: ['input', 'objection'], code: 'UNKNOWN' },
    ]);
  });

  it('is withdrawn by its author when no relationship is left: weeks after a discharge, or by a former practice', async () => {
    const { id, nhsNumber } = await s.someone();
    const against = s.home.organisation.code;
    const { record: told } = await s.record(s.hospital, nhsNumber, { kind: 'ARTICLE_21', against });
    const { record: said } = await s.record(s.clinician, nhsNumber, { kind: 'ARTICLE_21', against });
    await s.database.owner.query(
      `update hospital_stay set admitted_at = now() - interval '40 days', discharged_at = now() - interval '31 days'
       where resident_id = $1`,
      [id],
    );
    await s.database.owner.query(
      `update gp_registration set from_on = current_date - 300, to_on = current_date - 200 where resident_id = $1`,
      [id],
    );
    for (const [author, objection] of [
      [s.hospital, told],
      [s.clinician, said],
    ] as const) {
      expect(await s.find(author, nhsNumber)).toBeNull();
      expect((await s.withdraw(author, objection?.id ?? '', { withdrawnOn: '2999-01-01' })).problems).toMatchObject([
        { code: 'IN_FUTURE' },
      ]);
      expect(await s.withdraw(author, objection?.id ?? '')).toEqual({ record: null, problems: [] });
      expect((await s.withdraw(author, objection?.id ?? '')).problems).toMatchObject([{ code: 'ALREADY_ENDED' }]);
    }
    const { rows } = await s.database.owner.query(
      `select bool_and(objections = 0) as open from hub.relationship where resident_id = $1`,
      [id],
    );
    expect(rows).toEqual([{ open: true }]);
    const entries = await s.database.owner.query(
      `select count(*)::int as written from hub.access_entry
       where operation = 'withdrawObjection' and kind = 'WRITE' and residents = array[$1::uuid]`,
      [id],
    );
    expect(entries.rows).toEqual([{ written: 2 }]);
  });

  it('is made and withdrawn today or before, in this order', async () => {
    const { nhsNumber } = await s.someone();
    const early = await s.record(s.clinician, nhsNumber, { kind: 'ARTICLE_21', madeOn: '2999-01-01' });
    expect(early.problems).toEqual([{ path: ['input', 'madeOn'], code: 'IN_FUTURE' }]);
    const { record: made } = await s.record(s.clinician, nhsNumber, { kind: 'ARTICLE_21', madeOn: '2026-10-01' });
    const withdrawn = (withdrawnOn: string) => s.withdraw(s.clinician, made?.id ?? '', { withdrawnOn });
    expect((await withdrawn('2999-01-01')).problems).toMatchObject([{ code: 'IN_FUTURE' }]);
    expect((await withdrawn('2026-09-30')).problems).toMatchObject([{ code: 'TOO_EARLY' }]);
  });

  it('changes no aggregate: who objected would stand out as the difference', async () => {
    const { id, nhsNumber } = await s.someone();
    const counted = () =>
      s.database.owner.query(
        `select (select count(*) from resident where id = $1), (select count(*) from placement where resident_id = $1),
          (select count(*) from hospital_stay where resident_id = $1)`,
        [id],
      );
    const asMeasures = async () => {
      const client = await s.database.owner.connect();
      try {
        await client.query('begin; set local role caregraph_measures');
        return (await client.query('select count(resident_id) from placement where resident_id = $1', [id])).rows;
      } finally {
        await client.query('rollback');
        client.release();
      }
    };
    const before = [(await counted()).rows, await asMeasures()];
    await s.record(s.manager, nhsNumber, { kind: 'NATIONAL_DATA_OPT_OUT' });
    await s.record(s.manager, nhsNumber, { kind: 'ARTICLE_21' });
    expect([(await counted()).rows, await asMeasures()]).toEqual(before);
  });

  it('leaves the register equal to its recomputation', async () => {
    expect((await s.database.owner.query('select * from hub.relationship_drift()')).rows).toEqual([]);
  });

  describe('in the database, whatever the hub asks for', () => {
    const insert = (author: string, resident: string, more: Record<string, string> = {}) => {
      const columns = ['author_id', 'resident_id', 'kind', 'decided_by', 'made_on', ...Object.keys(more)];
      const values = [author, resident, 'ARTICLE_21', 'RESIDENT', '2026-01-01', ...Object.values(more)];
      return `insert into objection (${columns.join(', ')}) values (${values.map((value) => `'${value}'`).join(', ')})`;
    };
    const as = (organisation: MadeOrganisation, sql: string) =>
      asking(s.database.pools.write, { agency: organisation.agency, organisation }, sql);

    it('is written in no other organisation’s name, and about nobody whom the writer does not know', async () => {
      const { id } = await s.someone();
      const stranger = await s.make.resident({ home: await s.make.home() });
      const self = s.practice.organisation;
      await expect(as(self, insert(self.id, id))).resolves.toEqual([]);
      await expect(as(self, insert(s.home.organisation.id, id))).rejects.toThrow('row-level security');
      await expect(as(self, insert(self.id, stranger.id))).rejects.toThrow('row-level security');
    });

    it('bears the identifier, version and moment that the database gives it, and no others', async () => {
      const { id } = await s.someone();
      const forged = { id, version: '7', recorded_at: '2020-01-01', valid_from: '2020-01-01', former_of: id };
      for (const [column, value] of Object.entries(forged)) {
        const sql = insert(s.practice.organisation.id, id, { [column]: value });
        await expect(as(s.practice.organisation, sql)).rejects.toThrow('permission denied');
      }
    });

    it('comes with no large object, which no row policy guards', async () => {
      for (const made of ['lo_create(0)', `lo_from_bytea(0, 'x')`, 'lo_creat(-1)']) {
        await expect(as(s.practice.organisation, `select ${made}`)).rejects.toThrow('permission denied');
      }
    });

    it('is changed in no other column than the agreement lets its author write', async () => {
      const self = s.practice.organisation;
      for (const column of ['author_id', 'resident_id', 'kind', 'valid_until', 'version', 'former_of', 'recorded_at']) {
        const sql = `update objection set ${column} = ${column}`;
        if (column === 'kind') await expect(as(self, sql)).resolves.toEqual([]);
        else await expect(as(self, sql)).rejects.toThrow('permission denied');
      }
      await expect(as(self, 'delete from objection')).rejects.toThrow('permission denied');
    });

    it('lets nobody else write: not a dashboard, nor other tables', async () => {
      const dashboard = await s.make.organisation('dashboard');
      const { id } = await s.someone();
      await expect(as(dashboard, insert(dashboard.id, id))).rejects.toThrow('permission denied');
      await expect(as(s.practice.organisation, `update resident set family_name = 'X'`)).rejects.toThrow(
        'permission denied',
      );
    });
  });
});
