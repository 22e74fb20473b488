import { randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { demonstrationTokens } from '../../src/access/demonstration.ts';
import { runningEmbedded } from '../../src/database/embedded.ts';
import { urlAs } from '../../src/database/urls.ts';
import { madeUpNhsNumbers } from '../../src/shared/nhs-number.ts';
import { type Answer, ask } from '../support/ask.ts';
import { command, endCommands } from '../support/command.ts';
import { freshFolder } from '../support/folder.ts';
import { Listener } from '../support/hear.ts';

/** What nobody may find outside the tables: each of these is planted somewhere, and stands nowhere else in the world. */
const mark = randomBytes(5).toString('hex');
const number = madeUpNhsNumbers(900_000).next().value as string;
const canaries = {
  family: `Featherstone${mark}`,
  given: `Quintus${mark}`,
  narrative: `Found beside the bed ${mark}`,
  reason: `Seen at the bus stop ${mark}`,
  header: `header-${mark}`,
  number,
};
const spaced = number.replace(/^(...)(...)(....)$/, '$1 $2 $3');

let place: Awaited<ReturnType<typeof freshFolder>>;
let hub: ReturnType<typeof command>;
let url: string;
let output = '';
const tokens = new Map<string, string>();
const told: string[] = [];

beforeAll(async () => {
  place = await freshFolder();
  const [data, temporary] = [join(place.folder, 'data'), join(place.folder, 'tmp')];
  await mkdir(temporary);
  // A module that throws when it is told to: what a fault of ours would look like, with a row in its message.
  const throwing = join(temporary, 'throwing.mjs');
  await writeFile(
    throwing,
    `process.on('SIGUSR2', () => setImmediate(() => {
       throw Object.assign(new Error(process.env.PLANTED), { detail: process.env.PLANTED });
     }));`,
  );
  hub = command('start', {
    ...{ CAREGRAPH_DATA: data, PORT: '0', TMPDIR: temporary, PLANTED: Object.values(canaries).join(' ') },
    NODE_OPTIONS: `--import ${throwing}`,
  });
  for (const stream of [hub.child.stdout, hub.child.stderr]) stream.on('data', (text) => (output += text));
  url = /The hub answers at (\S+)\./.exec(await hub.printed(/The hub answers at \S+\./))?.[1] ?? '';
  for (const { agency, role, token } of await demonstrationTokens(data)) {
    const name = `${agency} ${role}`;
    if (!tokens.has(name)) tokens.set(name, token);
  }
});
afterAll(async () => {
  endCommands();
  await hub?.ended;
  await place?.remove();
});

/** Asks, and remembers what was answered. */
async function asked(who: string, document: string, variables: object = {}, headers: Record<string, string> = {}) {
  const authorization = `Bearer ${tokens.get(who)}`;
  const answer: Answer<Record<string, unknown>> = await ask(url, document, variables, { authorization, ...headers });
  return answer;
}
/** A question that is to be refused: what it says of that is held to the same. */
async function refused(who: string, document: string, variables: object = {}, headers: Record<string, string> = {}) {
  const { errors } = await asked(who, document, variables, headers);
  expect(errors).toBeDefined();
  told.push(JSON.stringify(errors));
}

const day = (ago: number) => new Date(Date.now() - ago * 86_400_000).toISOString().slice(0, 10);

/** Somebody new in a home, with an incident and a concern of which each word is a canary. */
async function plant(): Promise<string> {
  const viewer = await asked('home manager', '{ viewer { organisation { code } } }');
  const home = (viewer.data.viewer as { organisation: { code: string } }).organisation.code;
  const admitted = await asked('home manager', ADMIT, {
    input: {
      ...{ idempotencyKey: `admit-${mark}`, home, nhsNumber: spaced, familyName: canaries.family },
      ...{ givenName: canaries.given, dateOfBirth: '1931-05-02', from: day(3), careType: 'RESIDENTIAL', confirm: true },
    },
  });
  expect(admitted.data.admitResident).toMatchObject({ problems: [] });
  const found = await asked('home manager', 'query ($n: NhsNumber!) { resident(nhsNumber: $n) { id familyName } }', {
    n: number,
  });
  const { id, familyName } = found.data.resident as { id: string; familyName: string };
  expect(familyName).toBe(canaries.family);
  const incident = {
    resident: id,
    kind: 'FALL',
    harm: 'LOW',
    occurredAt: new Date(Date.now() - 3_600_000).toISOString(),
  };
  const written = await asked('home manager', RECORD, {
    input: { ...incident, idempotencyKey: `fall-${mark}`, narrative: canaries.narrative },
  });
  expect(written.data.recordIncident).toMatchObject({ problems: [] });
  return id;
}
const ADMIT = 'mutation ($input: AdmitResidentInput!) { admitResident(input: $input) { problems { code message } } }';
const RECORD =
  'mutation ($input: RecordIncidentInput!) { recordIncident(input: $input) { problems { code message } } }';

/** Everything wrong that can be said about somebody. */
async function blunder(id: string): Promise<void> {
  const { family, given, narrative, header } = canaries;
  const input = { idempotencyKey: `again-${mark}`, resident: id, kind: 'FALL', harm: 'LOW', occurredAt: narrative };
  await refused('home manager', RECORD, { input });
  await refused('home manager', RECORD, { input: { ...input, occurredAt: day(1), harm: family, [given]: narrative } });
  await refused('home manager', RECORD, {
    input: { ...input, occurredAt: day(1), narrative: narrative.repeat(5_000) },
  });
  await refused('home manager', `{ resident(nhsNumber: "${number}1") { id } }`);
  await refused('home manager', `{ resident(nhsNumber: "${spaced}", familyName: "${family}") { ${given} } }`);
  await refused('home manager', `query ${given} { residents(first: 1) { nodes { "${narrative}" } } }`);
  await refused('home manager', 'query ($n: NhsNumber!) { resident(nhsNumber: $n) { id } }', {
    n: `${spaced} ${family}`,
  });
  await refused('home manager', '{ viewer { role } }', {}, { 'purpose-of-use': header });
  await refused(
    'home manager',
    '{ residents(after: "x") { totalCount } }',
    {},
    { 'user-agent': family, cookie: narrative },
  );
  // A number that somebody else has, and a placement that overlaps: of such the database speaks with the row in its mouth.
  const { data } = await asked('home manager', ADMIT, {
    input: {
      ...{ idempotencyKey: `twice-${mark}`, home: 'nowhere', nhsNumber: number, familyName: family, givenName: given },
      ...{ dateOfBirth: '1931-05-02', from: day(3), careType: 'RESIDENTIAL' },
    },
  });
  told.push(JSON.stringify(data?.admitResident ?? ''));
  const token = tokens.get('home manager') ?? '';
  const raw = async (path: string, body: string | undefined, headers: Record<string, string>) => {
    const response = await fetch(new URL(path, url), { method: body ? 'POST' : 'GET', ...(body && { body }), headers });
    told.push(await response.text());
  };
  const json = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
  await raw('/graphql', `{"query": "{ viewer { role } }", "variables": { "name": "${family}", }`, json);
  await raw(
    `/graphql?query=${encodeURIComponent(`{ resident(nhsNumber: "${number}") { "${family}" } }`)}`,
    undefined,
    json,
  );
  await raw(`/${family}/${number}`, undefined, { ...json, 'x-request-id': narrative });
  await raw('/graphql', JSON.stringify({ query: `{ ${family} }` }), {
    ...json,
    authorization: `Bearer ${token}${family}`,
  });
  await raw('/graphql', JSON.stringify({ query: `{ ${family} }` }), { ...json, 'content-type': `text/${family}` });
  const subscription = 'subscription ($since: String) { incidentRecorded(since: $since) { cursor } }';
  const listeners = [
    new Listener(url, `${token}${family}`, subscription),
    new Listener(url, token, subscription, { since: narrative }),
    new Listener(url, token, `subscription { ${family} }`, { number }),
  ];
  for (const listener of listeners) {
    for (let waited = 0; !listener.ended && waited < 10_000; waited += 50) await pause(50);
    told.push(JSON.stringify(listener.ended));
  }
}

/** Files with canaries in wrong places, brought by the command. */
async function bring(): Promise<void> {
  const file = join(place.folder, 'brought.csv');
  const columns = 'NHS number,Home,From,To,Care type,Source,Weekly rate,Paid from,Paid to';
  const line = [spaced, canaries.family, canaries.narrative, '', canaries.given, '', number, '', ''].join();
  await writeFile(file, `${columns}\r\n${line}\r\n${number},${canaries.narrative}\r\n`);
  const environment = { CAREGRAPH_DATA: join(place.folder, 'data'), TMPDIR: join(place.folder, 'tmp') };
  const options = `--organisation E08990001 --as-of ${day(0)}T00:00:00Z --rejects ${file}.rejects.csv`;
  const first = await command(`import placements ${options} ${file}`, environment).ended;
  expect(first.output).toContain('2 not taken');
  told.push(first.output, await readFile(`${file}.rejects.csv`, 'utf8'));
}

/** Statements that fail in the database, that are ended there, and that an administrator gets wrong. */
async function breakDatabase(id: string): Promise<void> {
  const running = await runningEmbedded(join(place.folder, 'data'));
  const admin = new pg.Client(urlAs(running?.adminUrl ?? '', { database: 'caregraph' }));
  admin.on('error', () => undefined);
  await admin.connect();
  try {
    await admin.query('begin; lock table public.incident in access exclusive mode');
    const waiting = asked('home manager', RECORD, {
      input: {
        ...{ idempotencyKey: `ended-${mark}`, resident: id, kind: 'FALL', harm: 'LOW', narrative: canaries.narrative },
        occurredAt: new Date(Date.now() - 7_200_000).toISOString(),
      },
    });
    const blocked = `select pid, query from pg_stat_activity where wait_event_type = 'Lock'`;
    let found: { pid: number; query: string }[] = [];
    for (let waited = 0; found.length === 0 && waited < 10_000; waited += 50) {
      await pause(50);
      found = (await admin.query(blocked)).rows;
    }
    expect(found).not.toEqual([]);
    told.push(JSON.stringify(found));
    for (const { pid } of found) await admin.query('select pg_terminate_backend($1)', [pid]);
    await admin.query('rollback');
    told.push(JSON.stringify((await waiting).errors));
    const twice = 'insert into resident (id, nhs_number, family_name) select id, $1, $2 from resident limit 1';
    await expect(admin.query(twice, [number, canaries.family])).rejects.toThrow();
    await expect(admin.query(`select '${canaries.narrative}'::int`)).rejects.toThrow();
    const activity = await admin.query('select query from pg_stat_activity where pid <> pg_backend_pid()');
    told.push(JSON.stringify(activity.rows));
  } finally {
    await admin.end();
  }
}

/** Files that are no tables of the database, by their names and texts. */
async function filesUnder(folder: string): Promise<string[]> {
  const found: string[] = [];
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    if (['base', 'pg_wal', 'global', 'pg_xact'].includes(name) && folder.endsWith('postgres')) continue;
    if ((await stat(path)).isDirectory()) found.push(name, ...(await filesUnder(path)));
    else found.push(name, (await readFile(path)).toString('latin1'));
  }
  return found;
}

const secrets = () => [...tokens.values()].map((token) => token.split('.')[2] ?? token);
/** Which of the canaries, and of the tokens by which they were planted, stand in a text. */
function canariesIn(text: string): string[] {
  const all = Object.entries({ ...canaries, spaced, mark });
  const names = all.filter(([, value]) => text.includes(value)).map(([name]) => name);
  return [...names, ...secrets().filter((secret) => text.includes(secret))];
}

describe('what was said of somebody', () => {
  it('stands in no answer to whom it does not concern, no log, no list of what runs, no file and no name of one', async () => {
    const id = await plant();
    await blunder(id);
    await bring();
    await breakDatabase(id);
    expect(told.length).toBeGreaterThan(20);
    expect(told.flatMap((text) => canariesIn(text).map((name) => [name, text.slice(0, 500)]))).toEqual([]);
    hub.child.kill('SIGUSR2');
    const { code } = await hub.ended;
    expect(code).toBe(1);
    // The fault was told, without what it was about.
    expect(output).toContain('This is a fault of CareGraph itself.');
    expect(output).toMatch(/"status":|statusCode|"msg":/);
    expect(canariesIn(output)).toEqual([]);
    expect(canariesIn(hub.child.spawnargs.join(' '))).toEqual([]);
    const files = await filesUnder(join(place.folder, 'data'));
    expect(files.length).toBeGreaterThan(20);
    expect(files.filter((text) => canariesIn(text).length > 0).map((text) => text.slice(0, 200))).toEqual([]);
    const temporary = (await filesUnder(join(place.folder, 'tmp'))).filter((text) => !text.includes('PLANTED'));
    expect(temporary.filter((text) => canariesIn(text).length > 0)).toEqual([]);
  });
});
