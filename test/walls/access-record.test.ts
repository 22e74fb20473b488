import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Identifiers } from '../../src/access/identifiers.ts';
import { cellsShown } from '../../src/access/record/derive.ts';
import type { Place } from '../../src/access/record/plan.ts';
import type { Agreement } from '../../src/agreement/model.ts';
import { parseAgreement } from '../../src/agreement/read.ts';
import { objectionBits } from '../../src/agreement/relationships.ts';
import { type Contract, contractOf } from '../../src/server/contract/contract.ts';
import type { Agency } from '../../src/shared/agencies.ts';
import { databaseOfOwn, type TestDatabase } from '../support/database.ts';
import { agreementFile, type HubUnderTest, startHub } from '../support/hub.ts';
import { Oracle } from '../support/oracle.ts';
import { asIdentified, type Cells, cellsIn } from './support/answer-cells.ts';
import { Comparison, type Looking } from './support/compare.ts';
import { Questions } from './support/generated.ts';
import { everyoneLooking, groundOf } from './support/matrix.ts';
import { poolsFor } from './support/pools.ts';
import { ofOneKind, type PlantedResident, plantedResidents } from './support/residents.ts';
import { together } from './support/together.ts';
import { type Pools, Values } from './support/values.ts';
import { write } from './support/write.ts';

const text = readFileSync(agreementFile, 'utf8');
const oracle = new Oracle(text);
const viewers = everyoneLooking(oracle).filter(
  ({ organisation, purpose }) => organisation.agency !== 'dashboard' && purpose !== 'QUALITY_MONITORING',
);
const agencies = [...new Set(viewers.map(({ organisation }) => organisation.agency))];
const answers = Number(process.env.ANSWERS ?? 1_000);

interface Entry {
  requestId: string;
  agency: string;
  role: string;
  purpose: string;
  user: string;
  agreement: string;
  outcome: string;
  kind: string;
  residents: string[];
  shown: Buffer | null;
  plan: { places: Place[] } | null;
}
interface Answer {
  viewer: Looking;
  user: string;
  document: string;
  status: number;
  requestId: string;
  body: { data?: Record<string, unknown> | null; errors?: { extensions: { code: string } }[] };
}

let contract: Contract;
let database: TestDatabase;
let hub: HubUnderTest;
let residents: PlantedResident[];
/** Record → resident, by uuid. */
let residentOfRecord: ReadonlyMap<string, string>;
const given: Answer[] = [];
let entries: Map<string, Entry[]>;
let versions: Map<string, Agreement>;

beforeAll(async () => {
  contract = await contractOf(agreementFile);
  residents = plantedResidents(contract.graph, oracle, Object.keys(objectionBits)).filter(
    ({ relationships, objections }) => relationships.length < 3 && objections.length < 2,
  );
  residentOfRecord = new Map(
    residents.flatMap(({ resident, records }) =>
      [resident, ...records].map((record) => [record.id, resident.id] as const),
    ),
  );
  database = await databaseOfOwn();
  await write(database.owner, residents);
  hub = await startHub({ database, contract });
  await together(
    8,
    Array.from({ length: answers }, (_, n) => n),
    askOne,
  );
  entries = Map.groupBy(await entriesIn(database), ({ requestId }) => requestId);
  versions = new Map(
    (
      await database.owner.query<{ hash: string; body: string }>('select hash, body from hub.agreement_version')
    ).rows.map(({ hash, body }) => [hash, parseAgreement(body, 'the version of that day')]),
  );
}, 240_000);
afterAll(async () => {
  await hub?.close();
  await database?.drop();
});

async function entriesIn({ owner }: TestDatabase): Promise<Entry[]> {
  const { rows } = await owner.query<Entry>(
    `select entry.request_id as "requestId", entry.agency, entry.role, entry.purpose, entry."user", entry.agreement,
       entry.outcome, entry.kind, entry.residents, entry.shown, plan.plan
     from hub.access_entry entry left join hub.access_plan plan on plan.hash = entry.plan`,
  );
  return rows;
}

/** What is asked about residents, by every way that leads to them; explanations and alerts have tests of their own. */
const roots = ['residents', 'residents', 'resident', 'node', 'node', 'careHome', 'alignedHomes'];

/** Each question is asked by four viewers of an agency: making a document ready costs more than answering it. */
const askedBy = 4;

async function askOne(n: number): Promise<void> {
  const question = Math.floor(n / askedBy);
  const agency = agencies[question % agencies.length] as Agency;
  const colleagues = viewers.filter(({ organisation }) => organisation.agency === agency);
  // One of the four may be somebody to whom nobody is open.
  const seeing = colleagues.filter(({ role, purpose }) => oracle.opensResidents(agency, role, purpose));
  const asking = n % askedBy && seeing.length ? seeing : colleagues;
  const viewer = asking[(n + question) % asking.length] as Looking;
  const schema = contract.schemas[agency];
  const known = roots.filter((name) => schema.getQueryType()?.getFields()[name]);
  const random = randomFrom(question);
  const below = (most: number) => Math.floor(random() * most);
  const asks = {
    schema,
    below,
    values: new Values(await poolsOf(viewer), below),
    followed,
    strange: ['favouriteColour'],
  };
  const { document: made, variables } = new Questions(asks).question(known);
  const reading = readingFor(viewer);
  const document = asIdentified(made, reading);
  // Other values for each of the four, by choices that follow those for the document.
  const values = Array.from({ length: (n % askedBy) + 1 }, variables).at(-1);
  const user = `user-${n}`;
  const { token } = await hub.as(viewer.organisation.code, viewer.role, viewer.purpose, user);
  const response = await fetch(hub.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query: document, variables: values }),
  });
  const requestId = response.headers.get('x-request-id') ?? '';
  given.push({
    viewer,
    user,
    document,
    status: response.status,
    requestId,
    body: (await response.json()) as Answer['body'],
  });
}

/** The same questions at every run: mulberry32, as others wrote it. */
function randomFrom(seed: number): () => number {
  let state = seed * 7919 + 1;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
  };
}

function readingFor({ organisation }: Looking) {
  const identifiers = new Identifiers(database.key);
  return {
    schema: contract.schemas[organisation.agency],
    personal: new Set(oracle.subjects),
    residentOf(id: string): string {
      const named = identifiers.decode(id, organisation.id);
      return residentOfRecord.get(named?.uuid ?? '') ?? `nobody by ${id}`;
    },
  };
}

const followed = new Set([...oracle.subjects, 'CareHome']);
const pools = new Map<Looking, Promise<Pools>>();

function poolsOf(viewer: Looking): Promise<Pools> {
  const made =
    pools.get(viewer) ??
    (async () => {
      const { organisation, role, purpose } = viewer;
      const comparison = new Comparison(groundOf(oracle, text, database.key), viewer);
      const { ask } = await hub.as(organisation.code, role, purpose, 'before');
      return poolsFor(contract.schemas[organisation.agency], oracle, comparison, ask, residents);
    })();
  pools.set(viewer, made);
  return made;
}

/** What the record says that an answer showed. */
function derived(entry: Entry): Cells {
  const agreement = versions.get(entry.agreement) as Agreement;
  const cells: Cells = new Map();
  for (const { resident, path, type, field, form, records } of cellsShown(
    entry,
    entry.plan ?? { places: [] },
    agreement,
  )) {
    const key = [resident, path.replaceAll(/\[\d+\]/g, ''), type, field, form].join(' ');
    cells.set(key, (cells.get(key) ?? 0) + records);
  }
  return cells;
}

/** The record says what was shown: also a cell in which there was nothing, which an answer does not tell from another null. */
const mayBeEmpty = (cell: string) => ofOneKind.has(cell.split(' ').slice(2, 4).join(' '));

describe('the access record', () => {
  it('has one entry for each answer about residents and for each refusal, none for another answer, all of the right viewer', () => {
    expect(given.length).toBe(answers);
    const wrong: string[] = [];
    for (const { viewer, user, requestId, body, document } of given) {
      const found = entries.get(requestId) ?? [];
      const [entry] = found;
      const code = body.errors?.[0]?.extensions.code;
      const asksOfResidents = /residents|resident\(|node\(/.test(document);
      const expected = code || asksOfResidents ? 1 : 0;
      if (found.length !== expected && !(code === undefined && /CareHome/.test(document)))
        wrong.push(`${found.length} entries of ${document}`);
      if (!entry) continue;
      const { organisation, role, purpose } = viewer;
      const seen = [entry.agency, entry.role, entry.purpose, entry.user, entry.outcome];
      const right = [organisation.agency, role, purpose, user, code ?? 'ANSWERED'];
      if (String(seen) !== String(right)) wrong.push(`${seen} for ${right}`);
    }
    expect(wrong).toEqual([]);
    const asked = new Set(given.map(({ requestId }) => requestId));
    const others = [...entries].filter(([requestId]) => !asked.has(requestId)).flatMap(([, found]) => found);
    expect(others.filter(({ user }) => user !== 'before')).toEqual([]);
  });

  it('gives back, from entry, plan and version of the agreement, exactly the cells of each answer', () => {
    const wrong: unknown[] = [];
    let [compared, cells, years] = [0, 0, 0];
    for (const { viewer, requestId, body, document } of given) {
      if (!body.data) continue;
      const [entry] = entries.get(requestId) ?? [];
      const shown = cellsIn(document, body.data, readingFor(viewer));
      const told = entry ? derived(entry) : new Map<string, number>();
      if (shown.size) compared++;
      for (const [cell, records] of shown) {
        cells += records;
        if (cell.endsWith(' year')) years++;
        const exact = !body.errors && !mayBeEmpty(cell);
        if ((told.get(cell) ?? 0) < records || (exact && told.get(cell) !== records))
          wrong.push([document, cell, records, told.get(cell)]);
      }
      if (body.errors) continue;
      for (const cell of told.keys())
        if (!shown.has(cell) && !mayBeEmpty(cell)) wrong.push([document, 'too much', cell]);
    }
    expect(wrong.slice(0, 5)).toEqual([]);
    expect(compared).toBeGreaterThan(answers / 3);
    expect(cells).toBeGreaterThan(answers * 20);
    expect(years).toBeGreaterThan(answers / 100);
  });
});
