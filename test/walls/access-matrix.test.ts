import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { objectionBits } from '../../src/agreement/relationships.ts';
import { type Contract, contractOf } from '../../src/server/contract/contract.ts';
import { databaseOfOwn, type TestDatabase } from '../support/database.ts';
import { agreementFile, type HubUnderTest, startHub } from '../support/hub.ts';
import { Oracle } from '../support/oracle.ts';
import { Comparison, type Ground, type Looking } from './support/compare.ts';
import { cellsIn, cellsInDatabase, everyoneLooking, groundOf } from './support/matrix.ts';
import type { Planted } from './support/planting.ts';
import { type PlantedResident, plantedResidents } from './support/residents.ts';
import { limitsOfRoutes, oneOfEachKind, type Route, routes } from './support/routes.ts';
import { together } from './support/together.ts';
import { write } from './support/write.ts';

const text = readFileSync(agreementFile, 'utf8');
const oracle = new Oracle(text);
const personal = new Set(oracle.subjects);
/** A dashboard has no query about residents at all: the contract's own test says so. */
const viewers = everyoneLooking(oracle).filter(({ organisation }) => organisation.agency !== 'dashboard');

let database: TestDatabase;
let contract: Contract;
let hub: HubUnderTest;
let residents: PlantedResident[];
let ground: Ground;

beforeAll(async () => {
  database = await databaseOfOwn();
  contract = await contractOf(agreementFile);
  residents = plantedResidents(contract.graph, oracle, Object.keys(objectionBits));
  await write(database.owner, residents);
  hub = await startHub({ database, contract, limits: limitsOfRoutes });
  ground = groundOf(oracle, text, database.key);
});
afterAll(async () => {
  await hub?.close();
  await database?.drop();
});

const known = ({ organisation }: Looking) => residents.filter((one) => one.organisation === organisation);

/** Sends every viewer along a route; gives how many cells were held against the oracle. */
async function travel(
  route: Route,
  meant: (comparison: Comparison, viewer: Looking) => readonly Planted[],
): Promise<number> {
  let cells = 0;
  await together(4, viewers, async (viewer) => {
    const { organisation, role, purpose } = viewer;
    const asking = await hub.as(organisation.code, role, purpose);
    const comparison = new Comparison(ground, viewer);
    const schema = contract.schemas[organisation.agency];
    await route({ schema, personal, asking, known: known(viewer), comparison });
    expect(comparison.mismatches).toEqual([]);
    const undecided = meant(comparison, viewer).filter((record) => !comparison.decided.has(record));
    // What the agency's schema lacks nobody can ask for: the contract's own test holds that.
    expect(undecided.filter(({ subject }) => schema.getType(subject)).slice(0, 3)).toEqual([]);
    cells += cellsIn(contract.graph, meant(comparison, viewer));
  });
  return cells;
}
const everyRecord = (_: Comparison, viewer: Looking) => known(viewer).flatMap((of) => [of.resident, ...of.records]);

/** The cells of the rows that the database holds about a viewer's residents. */
async function allCells(): Promise<number> {
  let cells = 0;
  for (const viewer of viewers)
    cells += await cellsInDatabase(database.owner, contract.graph, oracle.subjects, known(viewer));
  return cells;
}

describe('agency × set of relationships × record bits × role × purpose × field of every subject', () => {
  it('is shown as the agreement says in the list of residents, with all that hangs on them', async () => {
    expect(await travel(routes.listed, everyRecord)).toBe(await allCells());
  });

  it('is shown so under the home where a resident lives', async () => {
    expect(await travel(routes.nested, everyRecord)).toBe(await allCells());
  });

  it('is shown so when every field is asked under the name of another, and in fragments', async () => {
    expect(await travel(routes.renamed, everyRecord)).toBe(await allCells());
  });

  it('is shown so to who asks for a record by its id', async () => {
    const cells = await travel(routes.byId, (comparison, viewer) =>
      oneOfEachKind(comparison, known(viewer)).map(({ record }) => record),
    );
    expect(cells).toBeGreaterThan(100_000);
  });

  it('is found by NHS number by who sees the number, and by nobody else', async () => {
    await travel(routes.byNhsNumber, (_, viewer) => known(viewer).map(({ resident }) => resident));
  });

  it('would not pass if another agreement had been meant: the comparison notices', async () => {
    const widened = text
      .replace('year: [practice.aligned]', 'year: []')
      .replace('- fields: [narrative]\n      clear: [', '- fields: [narrative]\n      clear: [icb.fnc, ');
    expect(widened).not.toBe(text);
    const other = { ...ground, oracle: new Oracle(widened) };
    const found = new Set<string>();
    for (const viewer of viewers.filter(({ purpose }) => ['PLANNING', 'FUNDING'].includes(purpose))) {
      const { organisation, role, purpose } = viewer;
      const comparison = new Comparison(other, viewer);
      const asking = await hub.as(organisation.code, role, purpose);
      const schema = contract.schemas[organisation.agency];
      await routes.listed({ schema, personal, asking, known: known(viewer), comparison });
      if (comparison.mismatches.length > 0) found.add(organisation.agency);
    }
    expect(found).toEqual(new Set(['practice', 'icb']));
  });
});
