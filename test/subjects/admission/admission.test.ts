import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { contentsOf } from '../../support/contents.ts';
import type { MadePlace } from '../../support/factories.ts';
import type { Asking } from '../../support/hub.ts';
import { type Setting, setting } from '../capacity/setting.ts';

interface Statement {
  status: string;
  restrictions: string | null;
  reason: string | null;
  until: string | null;
  author: { code: string };
}
interface Shown {
  admissionStatus: string;
  admissionRestrictions: string | null;
  admissionStatusAsOf: string;
  admissionHistory: { nodes: Statement[] } | null;
}
const shown = `admissionStatus admissionRestrictions admissionStatusAsOf
  admissionHistory { nodes { status restrictions reason until author { code } } }`;

describe('whether a home admits anyone', () => {
  let s: Setting;
  let home: MadePlace;
  let manager: Asking;
  beforeAll(async () => {
    s = await setting();
  });
  afterAll(() => s.end());

  /** From here on, of another home. */
  async function anew(columns: Record<string, string> = {}) {
    home = await s.make.home({ council: s.council, columns });
    manager = await s.hub.as(home.organisation.code, 'manager', 'DIRECT_CARE');
    await s.make.capacity({ home });
  }
  const set = (input: object, viewer = manager) => s.tell<Shown>(viewer, 'setAdmissionStatus', input, shown);
  const embargo = (viewer = s.broker, more: object = {}) =>
    s.tell<Shown>(viewer, 'setEmbargo', { home: home.code, reason: 'Unsafe care.', ...more }, shown);
  const lift = (viewer = s.broker) => s.tell<Shown>(viewer, 'liftEmbargo', { home: home.code }, shown);
  /** Whether somebody who looks for a bed finds the home. */
  async function found(): Promise<boolean> {
    const { data } = await s.coordinator.ask<{ careHomes: { nodes: { cqcLocationId: string }[] } }>(
      '{ careHomes(first: 100, filter: { availableAtLeast: 1 }) { nodes { cqcLocationId } } }',
    );
    return data.careHomes.nodes.some(({ cqcLocationId }) => cqcLocationId === home.code);
  }
  const statusesOf = (told: { record: Shown | null }) =>
    told.record?.admissionHistory?.nodes.map(({ status, until }) => [status, until === null]);

  it('is for the home to say, and whoever looks for a bed goes by it with the next question', async () => {
    await anew();
    expect(await found()).toBe(true);
    const closed = await set({ status: 'CLOSED_OUTBREAK', reason: ' Norovirus on one floor. ' });
    expect(closed).toMatchObject({ problems: [], record: { admissionStatus: 'CLOSED_OUTBREAK' } });
    expect(await found()).toBe(false);
    const open = await set({ status: 'OPEN_WITH_RESTRICTIONS', restrictions: 'Ground floor only: ring first.' });
    expect(open.record).toMatchObject({
      admissionStatus: 'OPEN_WITH_RESTRICTIONS',
      admissionRestrictions: 'Ground floor only: ring first.',
    });
    expect(await found()).toBe(true);
    expect((await set({ status: 'OPEN' })).record?.admissionRestrictions).toBeNull();
  });

  it('stays in the history, from what the directory said first, with who stated it and until when it stood', async () => {
    await anew({ admission_status: 'CLOSED_STAFFING' });
    await set({ status: 'CLOSED_OUTBREAK', reason: 'Norovirus.' });
    const told = await set({ status: 'OPEN' });
    const own = { author: { code: home.organisation.code }, restrictions: null };
    expect(told.record?.admissionHistory?.nodes).toEqual([
      { ...own, status: 'OPEN', reason: null, until: null },
      { ...own, status: 'CLOSED_OUTBREAK', reason: 'Norovirus.', until: expect.any(String) },
      { ...own, status: 'CLOSED_STAFFING', reason: null, until: expect.any(String) },
    ]);
    const { rows } = await s.database.owner.query(
      `select from admission_statement one join admission_statement next on next.valid_from = one.valid_until
         and next.home_id = one.home_id where one.home_id = $1`,
      [home.id],
    );
    expect(rows).toHaveLength(2);
  });

  it('begins with the conditions on which a new home admits', async () => {
    await anew({ admission_status: 'OPEN_WITH_RESTRICTIONS', admission_restrictions: 'Ring first.' });
    const told = await set({ status: 'OPEN' });
    expect(told.record?.admissionHistory?.nodes[1]).toMatchObject({
      status: 'OPEN_WITH_RESTRICTIONS',
      restrictions: 'Ring first.',
    });
  });

  it('is not for the home to say while its council has placed an embargo: what it says holds once that is lifted', async () => {
    await anew();
    const closed = await embargo();
    expect(closed).toMatchObject({ problems: [], record: { admissionStatus: 'CLOSED_BY_COMMISSIONER' } });
    expect(await found()).toBe(false);
    const meanwhile = await set({ status: 'OPEN_WITH_RESTRICTIONS', restrictions: 'Ring first.' });
    expect(meanwhile.record).toMatchObject({ admissionStatus: 'CLOSED_BY_COMMISSIONER', admissionRestrictions: null });
    expect(meanwhile.record?.admissionHistory?.nodes).toContainEqual({
      ...{ status: 'CLOSED_BY_COMMISSIONER', reason: 'Unsafe care.', restrictions: null, until: null },
      author: { code: s.council.code },
    });
    expect(await found()).toBe(false);
    const lifted = await lift();
    expect(lifted.record).toMatchObject({
      admissionStatus: 'OPEN_WITH_RESTRICTIONS',
      admissionRestrictions: 'Ring first.',
    });
    expect(await found()).toBe(true);
    expect(statusesOf(lifted)).toEqual([
      ['OPEN_WITH_RESTRICTIONS', true],
      ['CLOSED_BY_COMMISSIONER', false],
      ['OPEN', false],
    ]);
  });

  it('stays no, when the embargo is lifted from a home that has said nothing since, until the home says yes', async () => {
    await anew({ admission_status: 'CLOSED_BY_COMMISSIONER' });
    expect((await set({ status: 'CLOSED_BY_COMMISSIONER' })).problems).toMatchObject([
      { path: ['input', 'status'], code: 'OUT_OF_RANGE' },
    ]);
    expect((await lift()).record?.admissionStatus).toBe('CLOSED_OTHER');
    expect((await set({ status: 'OPEN' })).record?.admissionStatus).toBe('OPEN');
  });

  it('is closed by the council of its area alone, once, and lifted by it once', async () => {
    await anew();
    const elsewhere = await s.make.organisation('council');
    const neighbour = await s.hub.as(elsewhere.code, 'broker', 'DISCHARGE');
    const unknown = [{ path: ['input', 'home'], code: 'UNKNOWN' }];
    expect((await embargo(neighbour)).problems).toMatchObject(unknown);
    expect((await embargo(s.broker, { home: '1-0' })).problems).toMatchObject(unknown);
    expect((await embargo(s.broker, { home: `CareHome:${home.code}`, reason: ' ' })).problems).toMatchObject([
      { path: ['input', 'reason'], code: 'REQUIRED' },
    ]);
    expect((await lift()).problems).toMatchObject([{ path: ['input', 'home'], code: 'ALREADY_ENDED' }]);
    const worker = await s.hub.as(s.council.code, 'social-worker', 'SAFEGUARDING');
    expect((await embargo(worker, { home: `CareHome:${home.code}` })).problems).toEqual([]);
    expect((await embargo()).problems).toMatchObject([{ path: ['input', 'home'], code: 'ALREADY_RECORDED' }]);
    expect((await lift(neighbour)).problems).toMatchObject(unknown);
    expect((await lift()).problems).toEqual([]);
    expect((await lift()).problems).toMatchObject([{ code: 'ALREADY_ENDED' }]);
  });

  it.each<[string, object, [string, string]]>([
    [
      'restrictions that are none',
      { status: 'OPEN_WITH_RESTRICTIONS', restrictions: ' ' },
      ['restrictions', 'REQUIRED'],
    ],
    ['restrictions where there are none', { status: 'OPEN', restrictions: 'Ring.' }, ['restrictions', 'OUT_OF_RANGE']],
    [
      'restrictions without end',
      { status: 'OPEN_WITH_RESTRICTIONS', restrictions: 'x'.repeat(501) },
      ['restrictions', 'TOO_LONG'],
    ],
    ['a reason without end', { status: 'OPEN', reason: 'x'.repeat(501) }, ['reason', 'TOO_LONG']],
  ])('is refused with %s, and nothing is recorded', async (_, input, [field, code]) => {
    const before = await contentsOf(s.database.owner);
    expect((await set(input)).problems).toMatchObject([{ path: ['input', field], code }]);
    expect(await contentsOf(s.database.owner)).toEqual(before);
  });

  it('is looked back on by the home itself and by those who commission its care, not by other homes or agencies', async () => {
    await anew();
    await set({ status: 'OPEN', reason: 'All is well.' });
    const ask = async (viewer: Asking) => {
      const document = `{ careHome(cqcLocationId: "${home.code}") { admissionHistory { nodes { reason } } dischargeHistory { nodes { id } } } }`;
      const { data, errors } = await viewer.ask<{ careHome: object }>(document);
      return errors?.[0]?.extensions.code ?? data.careHome;
    };
    const own = {
      admissionHistory: { nodes: [{ reason: 'All is well.' }, { reason: null }] },
      dischargeHistory: { nodes: [] },
    };
    expect(await ask(manager)).toEqual(own);
    expect(await ask(s.broker)).toEqual(own);
    expect(await ask(s.manager)).toEqual({ admissionHistory: null, dischargeHistory: null });
    expect(await ask(s.coordinator)).toBe('NOT_SHARED');
    const { rows } = await s.database.owner.query<{ id: string }>(
      `select 'AdmissionStatement:' || id as id from admission_statement where home_id = $1 limit 1`,
      [home.id],
    );
    const node = `{ node(id: "${rows[0]?.id}") { id } }`;
    expect((await s.manager.ask(node)).data).toEqual({ node: null });
    expect((await manager.ask(node)).data).toEqual({ node: rows[0] });
  });

  it('is stated by those whom the agreement names, and by nobody else', async () => {
    await anew();
    const mutation = (name: string, input: string) =>
      `mutation { ${name}(input: { idempotencyKey: "who-may-say", ${input} }) { problems { code } } }`;
    const [status, closed, lifted] = [
      mutation('setAdmissionStatus', 'status: OPEN'),
      mutation('setEmbargo', `home: "${home.code}", reason: "x"`),
      mutation('liftEmbargo', `home: "${home.code}"`),
    ];
    const worker = await s.hub.as(home.organisation.code, 'care-worker', 'DIRECT_CARE');
    const payer = await s.hub.as(s.council.code, 'finance', 'FUNDING');
    const cases: [Asking, string, string][] = [
      [worker, status, 'FORBIDDEN'],
      [payer, closed, 'FORBIDDEN'],
      [payer, lifted, 'FORBIDDEN'],
      [s.broker, status, 'NOT_SHARED'],
      [manager, closed, 'NOT_SHARED'],
      [manager, lifted, 'NOT_SHARED'],
    ];
    for (const [viewer, document, code] of cases)
      expect((await viewer.ask(document)).errors?.map(({ extensions }) => extensions.code)).toContain(code);
  });

  it('is one thing, also when home and council say so at once', async () => {
    await anew();
    for (let round = 0; round < 4; round += 1) {
      await Promise.all([set({ status: 'CLOSED_STAFFING' }), embargo(), set({ status: 'OPEN' })]);
      const [, , last] = await Promise.all([set({ status: 'CLOSED_OTHER' }), lift(), set({ status: 'OPEN' })]);
      expect(last.problems).toEqual([]);
      const { rows } = await s.database.owner.query<{ shown: string; stated: string }>(
        `select admission_status as shown, (select status from admission_statement
           where home_id = care_home.id and valid_until is null) as stated from care_home where id = $1`,
        [home.id],
      );
      expect(rows[0]?.shown).toBe(rows[0]?.stated);
    }
  });
});

describe('the database', () => {
  let s: Setting;
  beforeAll(async () => {
    s = await setting();
  });
  afterAll(() => s.end());

  it('lets no home end what its council says, and no council speak for a home', async () => {
    await s.tell(s.broker, 'setEmbargo', { home: s.home.code, reason: 'Unsafe care.' });
    const as = async (agency: string, organisation: string, text: string, values: unknown[]) => {
      const client = await s.database.pools.write.connect();
      try {
        await client.query('begin');
        await client.query(`select set_config('role', $1, true), set_config('hub.organisation', $2, true)`, [
          `caregraph_${agency}`,
          organisation,
        ]);
        return (await client.query(text, values)).rowCount;
      } finally {
        await client.query('rollback');
        client.release();
      }
    };
    const end = `update admission_statement set valid_until = clock_timestamp() where home_id = $1 and status = 'CLOSED_BY_COMMISSIONER'`;
    const say = `insert into admission_statement (home_id, author_id, status, as_of, valid_from)
      values ($1, $2, $3, now(), clock_timestamp())`;
    const [home, council] = [s.home.organisation.id, s.council.id];
    expect(await as('home', home, end, [s.home.id])).toBe(0);
    expect(await as('council', council, end, [s.home.id])).toBe(1);
    const refused = 'row-level security';
    await expect(as('home', home, say, [s.home.id, home, 'CLOSED_BY_COMMISSIONER'])).rejects.toThrow(refused);
    await expect(as('council', council, say, [s.otherHome.id, council, 'OPEN'])).rejects.toThrow(refused);
    await expect(as('council', council, say, [s.otherHome.id, s.otherHome.organisation.id, 'OPEN'])).rejects.toThrow(
      refused,
    );
    await expect(as('home', home, `update care_home set admission_status = 'OPEN'`, [])).rejects.toThrow(
      'permission denied',
    );
  });
});
