import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { objectionBits } from '../../src/agreement/relationships.ts';
import { type Contract, contractOf } from '../../src/server/contract/contract.ts';
import { databaseOfOwn, type TestDatabase } from '../support/database.ts';
import { type Asking, agreementFile, type HubUnderTest, startHub } from '../support/hub.ts';
import { Oracle } from '../support/oracle.ts';
import { Comparison, type Looking } from './support/compare.ts';
import { chosenBy, type Pools, Questions } from './support/generated.ts';
import { everyoneLooking, groundOf } from './support/matrix.ts';
import { homes } from './support/organisations.ts';
import { nhsNumber } from './support/planting.ts';
import { type PlantedResident, plantedResidents } from './support/residents.ts';
import { otherWorld } from './support/two-worlds.ts';
import { write } from './support/write.ts';

const text = readFileSync(agreementFile, 'utf8');
const oracle = new Oracle(text);
/** One viewer for each thing that purpose and role can make of an organisation's relationships. */
const viewers = everyoneLooking(oracle).filter(
  ({ organisation, role, purpose }) =>
    organisation.agency !== 'dashboard' &&
    purpose !== 'QUALITY_MONITORING' &&
    !['care-worker', 'care-coordinator'].includes(role),
);
const questionsEach = Number(process.env.QUESTIONS ?? 20);

/** The same residents planted twice, with other values the second time. */
let first: PlantedResident[];
let again: PlantedResident[];
let contract: Contract;
let one: TestDatabase;
let other: TestDatabase;
let inOne: HubUnderTest;
let inOther: HubUnderTest;
let asked = 0;
/** Of those whose viewer sees anybody at all. */
let askedBySeers = 0;
let showed = 0;

beforeAll(async () => {
  contract = await contractOf(agreementFile);
  const few = ({ relationships, objections }: PlantedResident) => relationships.length < 3 && objections.length < 2;
  [first, again] = [0, 20_011].map((begin) =>
    plantedResidents(contract.graph, oracle, Object.keys(objectionBits), begin).filter(few),
  ) as [PlantedResident[], PlantedResident[]];
  [one, other] = await Promise.all([databaseOfOwn(), databaseOfOwn()]);
  await write(one.owner, first);
  inOne = await startHub({ database: one, contract });
  inOther = await startHub({ database: other, contract });
}, 60_000);
afterAll(async () => {
  for (const hub of [inOne, inOther]) await hub?.close();
  for (const database of [one, other]) await database?.drop();
}, 20_000);

describe('two worlds that differ only in what a viewer may not see', () => {
  it.each(viewers.map((viewer) => [`${viewer.organisation.agency} ${viewer.role} ${viewer.purpose}`, viewer] as const))(
    'are one to %s: every question has the same answer, byte for byte',
    async (_, viewer) => {
      const comparison = new Comparison(groundOf(oracle, text, one.key), viewer);
      const { residents, different } = otherWorld(comparison, first, again);
      expect(different).toBeGreaterThan(1_000);
      await write(other.owner, residents);
      const askings = await Promise.all([inOne, inOther].map((hub) => as(hub, viewer)));
      const schema = contract.schemas[viewer.organisation.agency];
      const seesAnybody = first.some((of) => comparison.sees(of, of.resident));
      const roots = rootsOf(contract, viewer);
      const pools = await poolsFor(comparison, askings[0] as Asking, residents);
      await fc.assert(
        fc.asyncProperty(fc.gen(), async (gen) => {
          const questions = new Questions(schema, pools, [...oracle.subjects, 'CareHome'], chosenBy(gen, fc.nat));
          const document = questions.question(roots);
          const [here, there] = await Promise.all(
            askings.map(async ({ ask }) => withoutIds((await ask(document)).text)),
          );
          expect([document, there]).toEqual([document, here]);
          asked++;
          if (seesAnybody) askedBySeers++;
          if (here?.startsWith('{"data":{') && tellsOfRecords.test(here)) showed++;
        }),
        { numRuns: questionsEach, seed: 7, endOnFailure: true },
      );
    },
    60_000,
  );

  it('were asked about enough: many an answer showed records', () => {
    expect(asked).toBe(questionsEach * viewers.length);
    expect(askedBySeers).toBeGreaterThan(asked / 3);
    expect(showed).toBeGreaterThan(askedBySeers / 3);
  });
});

/** An id, a text that was planted, or a count. */
const tellsOfRecords = /"AQ[\w-]{22}"|"[A-Z]\w+ [a-z]\w+ \d+|"totalCount":[1-9]/;

/** The queries of an agency, those about residents more often. Measures count everybody: they have a test of their own. */
function rootsOf({ schemas }: Contract, { organisation }: Looking): string[] {
  const often: Record<string, number> = {
    residents: 8,
    resident: 6,
    node: 6,
    alignedHomes: 4,
    careHome: 4,
    explainAccess: 4,
  };
  const roots = Object.keys(schemas[organisation.agency].getQueryType()?.getFields() ?? {});
  const asked = roots.filter((name) => !name.startsWith('measure'));
  return asked.flatMap((name) => Array.from({ length: often[name] ?? 1 }, () => name));
}

const as = (hub: HubUnderTest, { organisation, role, purpose }: Looking) => hub.as(organisation.code, role, purpose);
const withoutIds = (answer: string) => answer.replace(/"requestId":"[^"]*"/g, '"requestId":""');

/** Values of both worlds for every argument, and cursors as the viewer was given them. */
async function poolsFor(comparison: Comparison, { ask }: Asking, others: readonly PlantedResident[]): Promise<Pools> {
  const worlds = [...first, ...others].filter(({ organisation }) => organisation === comparison.organisation);
  const records = worlds.flatMap(({ resident, records }) => [resident, ...records]);
  const instants = records
    .flatMap(({ row }) => [row.occurred_at, row.admitted_at])
    .filter((at) => typeof at === 'string');
  const cursors = await cursorsFor(ask);
  return {
    first: [...[1, 2, 3, 5, 20, 100].flatMap((size) => [size, size, size, size]), 0, 500],
    ...cursors,
    after: ['no cursor'],
    since: [...new Set(instants)].flatMap((at) => [at, new Date(Date.parse(at) + 1).toISOString()]),
    nhsNumber: [...worlds.map(({ resident }) => resident.row.nhs_number), nhsNumber(90_000)],
    // A home as often as a record: who lives there is told to those who see where somebody lives.
    id: [...records.map((record) => comparison.idOf(record)), ...records.map((_, n) => homes[n % 2]?.shown)],
    field: oracle.subjects.flatMap((subject) => oracle.fieldsOf(subject).map((field) => `${subject}.${field}`)),
    cqcLocationId: homes.map(({ shown }) => shown.replace('CareHome:', '')),
  };
}

/** The cursors that the viewer was given, by list; now and then one of another list is used. */
async function cursorsFor(ask: Asking['ask']): Promise<Pools> {
  const lists = ['placements', 'registrations', 'incidents', 'hospitalStays'];
  const inner = lists.map((list) => `${list}(first: 2) { edges { cursor } }`).join(' ');
  const { data } = await ask<{ residents: Edges & { nodes: Record<string, Edges | null>[] } } | undefined>(
    `{ residents(first: 20) { edges { cursor } nodes { ${inner} } } }`,
  );
  const of = (connection?: Edges | null) => connection?.edges.map(({ cursor }) => cursor) ?? [];
  const known = new Map([['residents', of(data?.residents)]]);
  for (const list of lists) known.set(list, data?.residents.nodes.flatMap((node) => of(node[list])) ?? []);
  return Object.fromEntries([...known].map(([list, cursors]) => [`${list}.after`, [...cursors, 'no cursor']]));
}
interface Edges {
  edges: { cursor: string }[];
}
