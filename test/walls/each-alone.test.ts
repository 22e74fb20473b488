import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { kindsOf } from '../../src/agreement/compile.ts';
import { objectionBits } from '../../src/agreement/relationships.ts';
import { agencyRoles } from '../../src/database/roles.ts';
import { type Contract, contractOf } from '../../src/server/contract/contract.ts';
import type { Purpose } from '../../src/shared/purposes.ts';
import { databaseOfOwn, type TestDatabase } from '../support/database.ts';
import { type Asking, agreementFile, type HubUnderTest, startHub } from '../support/hub.ts';
import { Oracle } from '../support/oracle.ts';
import { Comparison, type Ground, type Looking } from './support/compare.ts';
import { everyoneLooking, groundOf } from './support/matrix.ts';
import { everyPage } from './support/pages.ts';
import type { Planted } from './support/planting.ts';
import { type Asked, everythingOf, printed } from './support/question.ts';
import { type PlantedResident, plantedResidents } from './support/residents.ts';
import { limitsOfRoutes, routes } from './support/routes.ts';
import { together } from './support/together.ts';
import { write } from './support/write.ts';

const text = readFileSync(agreementFile, 'utf8');
const oracle = new Oracle(text);
const personal = new Set(oracle.subjects);
const viewers = everyoneLooking(oracle).filter(({ organisation }) => organisation.agency !== 'dashboard');

let contract: Contract;
let residents: PlantedResident[];
let ground: Ground;
const opened: { close(): Promise<unknown> }[] = [];

async function planted(): Promise<TestDatabase> {
  const database = await databaseOfOwn();
  opened.unshift({ close: () => database.drop() });
  await write(database.owner, residents);
  return database;
}
async function started(options: Parameters<typeof startHub>[0]): Promise<HubUnderTest> {
  const hub = await startHub({ contract, limits: limitsOfRoutes, ...options });
  opened.unshift(hub);
  return hub;
}

beforeAll(async () => {
  contract = await contractOf(agreementFile);
  const all = plantedResidents(contract.graph, oracle, Object.keys(objectionBits));
  // Every relationship, every two together, and all at once beside each objection.
  residents = all.filter(({ relationships, objections }) => relationships.length < 3 || objections.length > 0);
});
afterAll(async () => {
  for (const one of opened) await one.close();
});

const known = ({ organisation }: Looking) => residents.filter((one) => one.organisation === organisation);
const asks = (hub: HubUnderTest, { organisation, role, purpose }: Looking) => hub.as(organisation.code, role, purpose);

/** The records that the row policies must let through: those that some role of the organisation may see something of. */
function held(comparison: Comparison, viewer: Looking): Planted[] {
  const through = (of: PlantedResident, record: Planted) =>
    !record.superseded && oracle.held(comparison.question(of, record));
  return known(viewer).flatMap((of) => [of.resident, ...of.records].filter((record) => through(of, record)));
}

describe('row policies alone', () => {
  let database: TestDatabase;
  let hub: HubUnderTest;
  beforeAll(async () => {
    database = await planted();
    hub = await started({ database, walls: { projection: false } });
    ground = groundOf(oracle, text, database.key);
  });

  it('let exactly those rows through to a question that masks nothing', async () => {
    await together(4, viewers, async (viewer) => {
      const schema = contract.schemas[viewer.organisation.agency];
      const comparison = new Comparison(ground, viewer);
      const asked = everythingOf('Resident', { schema, personal, follow: (_, depth) => depth < 2 });
      const document = `query($after: String) { residents(first: 50, after: $after) {
        totalCount pageInfo { hasNextPage endCursor } nodes { ${printed(asked)} } } }`;
      const refused = comparison.seesNobody;
      const nodes = await everyPage(await asks(hub, viewer), document, {}, (data) => data.residents, refused);
      const shown = new Set(nodes.flatMap((node) => idsIn(asked, node)));
      const rows = held(comparison, viewer);
      const ids = new Set(rows.map(({ id }) => id));
      // Where a placement is not held, what hangs on it cannot be reached, and what a schema lacks cannot be asked for.
      const reached = rows.filter(
        ({ subject, row }) =>
          schema.getType(subject) &&
          ids.has((row.resident_id ?? row.id) as string) &&
          (!row.placement_id || ids.has(row.placement_id as string)),
      );
      expect([viewer, [...shown].sort()]).toEqual([viewer, reached.map((row) => comparison.idOf(row)).sort()]);
    });
  });

  it('let exactly those rows through to any SQL that an agency might run, its own words and all', async () => {
    const client = await database.pools.write.connect();
    try {
      for (const viewer of viewers) {
        const { organisation, role, purpose } = viewer;
        const kinds = kindsOf(contract.agreement, purpose as Purpose, organisation.agency, role);
        const { endsWith, neverEnds } = contract.agreement.purposes.get(purpose as Purpose) ?? {};
        await client.query('begin');
        await client.query(
          `select set_config('role', $1, true), set_config('hub.organisation', $2, true),
            set_config('hub.kinds', $3, true), set_config('hub.ends_with', $4, true),
            set_config('hub.never_ends', $5, true)`,
          [`caregraph_${organisation.agency}`, organisation.id, ...[kinds, endsWith, neverEnds].map(String)],
        );
        const expected = Map.groupBy(held(new Comparison(ground, viewer), viewer), ({ table }) => `public.${table}`);
        for (const { subject, table } of subjectsAndTables()) {
          if (!contract.schemas[organisation.agency].getType(subject)) continue;
          const { rows } = await client.query<{ id: string }>(`select id from ${table}`);
          const wanted = (expected.get(table) ?? []).map(({ id }) => id);
          expect([viewer, table, rows.map(({ id }) => id).sort()]).toEqual([viewer, table, wanted.sort()]);
        }
        await client.query('rollback');
      }
    } finally {
      client.release(true);
    }
  });
});

describe('the projection alone', () => {
  it('shows the same, byte for byte, without row policies and with every column granted', async () => {
    const [governed, database] = [await planted(), await planted()];
    ground = groundOf(oracle, text, governed.key);
    const whole = await started({ database: governed });
    const bare = await started({ database });
    await takePoliciesAway(database);
    await together(3, viewers, async (viewer) => {
      const answers = await Promise.all([whole, bare].map((hub) => everyAnswer(hub, viewer)));
      expect(answers[0]?.length).toBeGreaterThan(10);
      expect(answers[1]).toEqual(answers[0]);
    });
  }, 300_000);
});

function subjectsAndTables(): { subject: string; table: string }[] {
  return oracle.subjects.map((subject) => ({ subject, table: contract.tables.get(subject)?.table ?? subject }));
}

/** Ids of all records in an answer. */
function idsIn({ fields }: Asked, node: Record<string, unknown>): string[] {
  const below = fields.flatMap(({ as, kind, of }) => {
    const value = node[as] as Record<string, unknown> | Record<string, unknown>[] | null;
    if (!of || !value) return [];
    const nodes = kind === 'page' ? (value as { nodes: Record<string, unknown>[] }).nodes : [value].flat();
    return nodes.flatMap((one) => idsIn(of, one));
  });
  return [node.id as string, ...below];
}

async function takePoliciesAway({ owner }: TestDatabase): Promise<void> {
  const { rows } = await owner.query<{ name: string }>(
    `select oid::regclass::text as name from pg_class where relkind = 'r' and relrowsecurity`,
  );
  expect(rows.length).toBeGreaterThan(10);
  for (const { name } of rows) {
    await owner.query(`alter table ${name} no force row level security`);
    await owner.query(`alter table ${name} disable row level security`);
    await owner.query(`grant select on ${name} to ${agencyRoles.join(', ')}`);
  }
}

/** The texts of all answers on all routes. */
async function everyAnswer(hub: HubUnderTest, viewer: Looking): Promise<string[]> {
  const texts: string[] = [];
  const { token, ask } = await asks(hub, viewer);
  const asking: Asking = {
    token,
    async ask(...asked) {
      const answer = await ask<never>(...asked);
      // Each request has a number of its own, and a refusal tells it.
      texts.push(answer.text.replaceAll(/"requestId":"[^"]+"/g, ''));
      return answer;
    },
  };
  const schema = contract.schemas[viewer.organisation.agency];
  const travel = { schema, personal, asking, known: known(viewer) };
  const simple = { ...travel, known: travel.known.filter(({ relationships }) => relationships.length < 2) };
  for (const [route, ways] of [
    [routes.listed, travel],
    [routes.nested, travel],
    [routes.byId, simple],
    [routes.byNhsNumber, simple],
  ] as const) {
    const comparison = new Comparison(ground, viewer);
    await route({ ...ways, comparison });
    expect(comparison.mismatches).toEqual([]);
  }
  return texts;
}
