import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { agreementPage } from '../../src/agreement/page.ts';
import { withClient } from '../../src/database/client.ts';
import type { Contract } from '../../src/server/contract/contract.ts';
import { databaseOfOwn, type TestDatabase } from '../support/database.ts';
import { factoriesOn } from '../support/factories.ts';
import { type Asking, type HubUnderTest, startHub } from '../support/hub.ts';
import { apply, applyUnreadable, changed, changeOfTheGuide } from './support/changing.ts';

const rooms = '{ residents(first: 20) { totalCount nodes { id familyName currentPlacement { careType room } } } }';
const names = '{ residents(first: 50) { nodes { id familyName dateOfBirth withheld { field form clause } } } }';
const narratives =
  '{ residents(first: 5) { nodes { hospitalStays { totalCount } incidents { nodes { narrative } } } } }';
const placement = '{ __type(name: "Placement") { fields { name } } }';

let database: TestDatabase;
let hubs: HubUnderTest[];
let shipped: Contract;
/** What the first hub has followed. */
const followed: string[] = [];
/** A trust and an aligned practice, each at both hubs. */
let trust: Asking[];
let practice: Asking[];

beforeAll(async () => {
  database = await databaseOfOwn();
  shipped = await changed('', '');
  hubs = [await startHub({ database, followed: (next) => followed.push(next.hash) }), await startHub({ database })];
  trust = await signedIn(await trustOfCaseload());
  practice = await signedIn(await mostAligned());
});
afterAll(async () => {
  for (const hub of hubs ?? []) await hub.close();
  await database?.drop();
});
beforeEach(() => apply(database, shipped));

const signedIn = (code: string) => Promise.all(hubs.map((hub) => hub.as(code, 'clinician', 'DIRECT_CARE')));

/** A trust whose community team has three residents of homes on its caseload. */
async function trustOfCaseload(): Promise<string> {
  const { rows } = await database.owner.query<{ id: string; code: string }>(
    `select id, code from organisation where agency = 'trust' order by code limit 1`,
  );
  const [found] = rows as [{ id: string; code: string }];
  const residents = await database.owner.query<{ id: string }>(
    `select resident_id as id from placement where to_on is null and room is not null order by resident_id limit 3`,
  );
  const make = factoriesOn(database.owner);
  for (const resident of residents.rows) {
    await make.trustContact({ resident, trust: found as never, kind: 'CASELOAD', startedAt: '2026-01-01' });
  }
  return found.code;
}

async function mostAligned(): Promise<string> {
  const { rows } = await database.owner.query<{ code: string }>(
    `select code from hub.relationship join organisation on organisation.id = organisation_id
     where kind = 'practice.aligned' group by code order by count(*) desc, code limit 1`,
  );
  return rows[0]?.code as string;
}

const asked = async ([one, other]: Asking[], question: string) => {
  const answers = [await one?.ask(question), await other?.ask(question)];
  return answers.map((answer) => answer?.errors?.[0]?.extensions.code ?? JSON.stringify(answer?.data));
};
const mayRead = async (role: string, table: string, column: string) => {
  const { rows } = await database.owner.query('select has_column_privilege($1, $2, $3, $4) as may', [
    role,
    table,
    column,
    'select',
  ]);
  return rows[0]?.may;
};

it('the change that the guide names changes page, schema, privileges and answer at once, at every hub', async () => {
  const next = await changed(...(await changeOfTheGuide()));
  const seen = async () => ({
    schema: (await asked(trust, placement)).map((fields) => fields.includes('"room"')),
    privilege: await mayRead('caregraph_trust', 'placement', 'room'),
    answer: await asked(trust, rooms),
  });
  expect(await seen()).toEqual({
    schema: [false, false],
    privilege: false,
    answer: ['NOT_SHARED', 'NOT_SHARED'],
  });
  await apply(database, next);
  const { answer, ...rest } = await seen();
  expect(rest).toEqual({ schema: [true, true], privilege: true });
  for (const text of answer) expect(text).toMatch(/"totalCount":\d+,.*"room":"\w+/);
  expect(agreementPage(next.agreement)).not.toBe(agreementPage(shipped.agreement));
  await apply(database, shipped);
  expect(await asked(trust, rooms)).toEqual(['NOT_SHARED', 'NOT_SHARED']);
});

it.each<[string, () => Promise<readonly [string, string]>, () => Asking[], string]>([
  ['opens a field', () => changeOfTheGuide(), () => trust, rooms],
  [
    'shows clear what was withheld',
    async () =>
      [
        'clear: [home.current, home.accepted, home.admitting & author, gp, hospital, trust.discharged, council.funder, council.safeguarding, council.safeguarded, icb.chc, icb.fnc]\n      because: who',
        'clear: [home.current, gp, practice.aligned, hospital, trust.discharged, council.funder]\n      because: who',
      ] as const,
    () => practice,
    names,
  ],
  [
    'closes a field',
    async () => ['[home.current & author, home.past & author, home.admitting & author, gp, hospital, ', '['] as const,
    () => practice,
    narratives,
  ],
])(
  'every answer is wholly before or wholly after a change that %s, none fails, and it holds at once',
  async (_what, change, viewer, question) => {
    const next = await changed(...(await change()));
    const [before] = await asked(viewer(), question);
    await apply(database, next);
    const [after] = await asked(viewer(), question);
    expect(after).not.toBe(before);

    for (const [contract, now, then] of [
      [shipped, after, before],
      [next, before, after],
    ] as const) {
      const answers: string[] = [];
      let over = false;
      const askOn = async (asking: Asking[]) => {
        for (let count = 0; count < 5 || !over; count += 1) answers.push(...(await asked(asking, question)));
      };
      const asking = Promise.all(Array.from({ length: 5 }, () => askOn(viewer())));
      while (answers.length < 6) await new Promise((resolve) => setTimeout(resolve, 5));
      await apply(database, contract);
      over = true;
      expect(await asked(viewer(), question)).toEqual([then, then]);
      await asking;
      expect(answers.length).toBeGreaterThanOrEqual(50);
      expect([...new Set(answers)].sort()).toEqual([now, then].sort());
      expect(await asked(viewer(), question)).toEqual([then, then]);
    }
  },
);

it('a question that is under way when a field of it is closed is asked again, and refused', async () => {
  const next = await changed(
    '[home.current & author, home.past & author, home.admitting & author, gp, hospital, ',
    '[',
  );
  expect((await asked(practice, narratives))[0]).toContain('narrative');
  const locking = await database.owner.connect();
  await locking.query('begin');
  await locking.query('lock table hub.relationship in access exclusive mode');
  const asking = asked(practice.slice(0, 1), narratives);
  const waiting = `select from pg_locks where not granted and relation = 'hub.relationship'::regclass`;
  while (!(await locking.query(waiting)).rows.length) await new Promise((resolve) => setTimeout(resolve, 10));
  await apply(database, next);
  await locking.query('rollback');
  locking.release();
  expect((await asking)[0]).toBe('NOT_SHARED');
});

it('a hub that nobody asks follows what is applied, also after it has lost the connection on which it hears of it', async () => {
  const next = await changed(...(await changeOfTheGuide()));
  const isFollowed = async (hash: string) => {
    while (followed.at(-1) !== hash) await new Promise((resolve) => setTimeout(resolve, 10));
  };
  await isFollowed(shipped.agreement.hash);
  await apply(database, next);
  await isFollowed(next.agreement.hash);
  await withClient(database.adminUrl, (client) =>
    client.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and query ilike 'listen%'`,
    ),
  );
  await apply(database, shipped);
  await isFollowed(shipped.agreement.hash);
});

it('an organisation whose signature was withdrawn is refused at its next question', async () => {
  const next = await changed('  - { every: trust, name: The Caldicott guardians of the trusts, on: 2026-03-18 }\n', '');
  await apply(database, next);
  expect(await asked(trust, '{ viewer { organisation { code } } }')).toEqual(['NOT_SIGNED', 'NOT_SIGNED']);
  await apply(database, shipped);
  expect((await asked(trust, '{ viewer { organisation { code } } }'))[0]).toContain('code');
});

it('a query that was taken out is not in the schema any more', async () => {
  const fields = '{ __schema { queryType { fields { name } } } }';
  expect((await asked(practice, fields))[0]).toContain('"alignedHomes"');
  await apply(database, await changed('alignedHomes: { by: [home, practice]', 'alignedHomes: { by: [home]'));
  for (const answer of await asked(practice, fields)) expect(answer).not.toContain('"alignedHomes"');
  expect(await asked(practice, '{ alignedHomes { totalCount } }')).toEqual(['NOT_SHARED', 'NOT_SHARED']);
});

it('a purpose that was taken away from a role is refused at its next question', async () => {
  const without = 'practice: [care-coordinator]\n      trust: [clinician]\n    relationships: [home.*, practice.*';
  await apply(database, await changed(without.replace('[care', '[clinician, care'), without));
  expect(await asked(practice, names)).toEqual(['PURPOSE_NOT_ALLOWED', 'PURPOSE_NOT_ALLOWED']);
});

it('a change that fails half-way changes nothing at any hub', async () => {
  const next = await changed(...(await changeOfTheGuide()));
  const before = await asked(trust, placement);
  await database.owner.query(`create function public.refuse() returns trigger language plpgsql
    as $$ begin raise exception 'the database is full'; end $$`);
  await database.owner.query(`create trigger refuse before insert on hub.agreement_application
    for each row execute function public.refuse()`);
  await expect(apply(database, next)).rejects.toThrow('the database is full');
  await database.owner.query('drop function public.refuse cascade');
  expect(await asked(trust, placement)).toEqual(before);
  expect(await asked(trust, rooms)).toEqual(['NOT_SHARED', 'NOT_SHARED']);
  expect(await mayRead('caregraph_trust', 'placement', 'room')).toBe(false);
});

it('while it cannot follow the agreement in force a hub refuses and says so, and goes on with the next one', async () => {
  await applyUnreadable(database, shipped);
  expect(await asked(trust, placement)).toEqual(['AGREEMENT_UNREADABLE', 'AGREEMENT_UNREADABLE']);
  expect(await asked(practice, names)).toEqual(['AGREEMENT_UNREADABLE', 'AGREEMENT_UNREADABLE']);
  const ready = await fetch((hubs[0] as HubUnderTest).url.replace('/graphql', '/health/ready'));
  expect([ready.status, await ready.json()]).toEqual([503, { status: 'unavailable', code: 'AGREEMENT_UNREADABLE' }]);
  await apply(database, shipped);
  expect((await asked(trust, placement))[0]).toContain('careType');
});
