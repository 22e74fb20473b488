import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createLocalJWKSet } from 'jose';
import { usualClaims } from '../../../src/access/issuers.ts';
import { applyAgreement } from '../../../src/agreement/apply.ts';
import { openPools, type Pools } from '../../../src/database/pools.ts';
import { type Contract, contractOf } from '../../../src/server/contract/contract.ts';
import { createHub } from '../../../src/server/hub.ts';
import { hearingLimits } from '../../../src/server/subscriptions/places.ts';
import { databaseOfOwn, type TestDatabase } from '../../support/database.ts';
import { type Factories, factoriesOn, type MadePlace, type MadeResident } from '../../support/factories.ts';
import { Listener } from '../../support/hear.ts';
import { agreementFile } from '../../support/hub.ts';
import { audience, keySetOf, makeKey, type SigningKey, startIssuer } from '../../support/issuer.ts';
import { apply, changed } from '../support/changing.ts';
import { RawSocket } from './raw.ts';

const signature = '  - { every: practice, name: The Caldicott leads of the practices, on: 2026-03-16 }';
const INCIDENTS = 'subscription { incidentRecorded { cursor node { kind narrative resident { familyName } } } }';

let database: TestDatabase;
let contract: Contract;
let key: SigningKey;
let issuer: Awaited<ReturnType<typeof startIssuer>>;
let make: Factories;
let home: MadePlace;
let practice: MadePlace;
let person: MadeResident;

beforeAll(async () => {
  database = await databaseOfOwn('empty');
  contract = await contractOf(agreementFile);
  issuer = await startIssuer('https://issuer.example/lasting');
  key = await makeKey('lasting');
  issuer.rotate(key);
  make = factoriesOn(database.owner);
  home = await make.home();
  practice = await make.practice();
  person = await make.resident({ home, registeredWith: practice, familyName: 'Secretname' });
  await putInForce(contract);
});
afterAll(async () => {
  await issuer?.close();
  await database?.drop();
});

async function putInForce({ agreement, tables }: Contract): Promise<void> {
  const client = await database.owner.connect();
  await applyAgreement(client, agreement, tables).finally(() => client.release());
}

async function running(hearing: Partial<typeof hearingLimits> = {}, pools: Pools = openPools(database.hubUrl)) {
  const lines: string[] = [];
  const http = await createHub({
    contract,
    pools,
    key: database.key,
    issuers: [
      {
        issuer: issuer.name,
        audience,
        algorithms: ['ES256'] as const,
        claims: usualClaims,
        keyOf: createLocalJWKSet(await keySetOf(key)),
        speaksFor: () => true,
      },
    ],
    log: { level: 'info', stream: { write: (line) => void lines.push(line) } },
    limits: { newShapes: Number.POSITIVE_INFINITY, hearing: { ...hearingLimits, ...hearing } },
  });
  const url = `${await http.listen({ port: 0, host: '127.0.0.1' })}/graphql`;
  const token = (seconds = 300) => {
    const now = Math.floor(Date.now() / 1000);
    const claims = { organisation: practice.organisation.code, purpose: 'DIRECT_CARE', sub: 'a.user.of.ours' };
    return issuer.token({ ...claims, iat: now, exp: now + seconds }, key);
  };
  return {
    url,
    lines,
    token,
    listens: async (seconds?: number) => new Listener(url, await token(seconds), INCIDENTS).opened(),
    async close() {
      await http.close();
      await pools.close();
    },
  };
}

describe('who hears', () => {
  it('hears nothing any more once his token has expired: the connection is closed then', async () => {
    const hub = await running();
    const gp = await hub.listens(2);
    await make.incident({ resident: person, home });
    expect(await gp.heard(1)).toHaveLength(1);
    // graphql-ws connects again after this code, with a token that its user gets anew.
    expect(await gp.over()).toEqual({ close: 4403, reason: 'TOKEN_EXPIRED' });
    await make.incident({ resident: person, home });
    await pause(300);
    expect(gp.told).toHaveLength(1);
    await gp.close();
    await hub.close();
  });

  it('hears nothing any more once his organisation is no party, and is told so without waiting for an event', async () => {
    const hub = await running({ ping: 1_000 });
    const gp = await hub.listens();
    await apply(database, await changed(`${signature}\n`, ''));
    expect(await gp.over()).toEqual({ close: 4403, reason: 'NOT_SIGNED' });
    expect(gp.told).toEqual([]);
    await gp.close();
    await apply(database, contract);
    await hub.close();
  });

  it('hears under an agreement that was changed meanwhile what that one shows', async () => {
    const hub = await running();
    const gp = await hub.listens();
    await make.incident({ resident: person, home, narrative: 'Found beside the bed.' });
    expect((await gp.heard(1))[0]?.data).toMatchObject({
      incidentRecorded: { node: { narrative: expect.any(String) } },
    });
    await apply(
      database,
      await changed(
        'clear: [home.current & author, home.past & author, home.admitting & author, gp, hospital, council.safeguarding]',
        'clear: [home.current & author, hospital, council.safeguarding]',
      ),
    );
    await make.incident({ resident: person, home });
    // Its field is no longer in the schema: nothing of the document is answered any more.
    expect(await gp.over()).toEqual({ codes: ['NOT_SHARED'] });
    expect(gp.told).toHaveLength(1);
    await gp.close();
    await apply(database, contract);
    await hub.close();
  });

  it('is told nothing that cannot be put on record, and hears it when that can be done again', async () => {
    const hub = await running();
    const gp = await hub.listens();
    const columns = await database.owner.query<{ list: string }>(
      `select string_agg(quote_ident(attname), ', ') as list from pg_attribute
       where attrelid = 'hub.access_entry'::regclass and attnum > 0
         and has_column_privilege('caregraph_recorder', attrelid, attnum, 'insert')`,
    );
    const list = columns.rows[0]?.list ?? '';
    await database.owner.query(`revoke insert (${list}) on hub.access_entry from caregraph_recorder`);
    await make.incident({ resident: person, home });
    await pause(1_500);
    expect([gp.told, gp.ended]).toEqual([[], undefined]);
    await database.owner.query(`grant insert (${list}) on hub.access_entry to caregraph_recorder`);
    expect(await gp.heard(1)).toHaveLength(1);
    await gp.close();
    await hub.close();
  });

  it('is closed with 1013 if he does not take what he is sent, and others go on', async () => {
    const hub = await running({ taking: 300, ping: 60_000 });
    const slow = await new RawSocket(hub.url).init(await hub.token());
    const many = Array.from({ length: 40 }, (_, n) => `a${n}: narrative`).join(' ');
    slow.subscribe('1', `subscription { incidentRecorded { cursor node { ${many} } } }`);
    const good = await hub.listens();
    slow.socket.pause();
    const narrative = 'x'.repeat(9_000);
    for (let n = 0; n < 40; n++) await make.incident({ resident: person, home, narrative });
    expect(await good.heard(40, 20_000)).toHaveLength(40);
    await pause(500);
    slow.socket.resume();
    await slow.end();
    expect([1013, 1006]).toContain(slow.closed?.code);
    expect(slow.messages.filter(({ type }) => type === 'next').length).toBeLessThan(40);
    await good.close();
    await hub.close();
  });

  it('is told with 1001 that the hub stops, and the hub does not wait for him', async () => {
    const hub = await running();
    const [gp, silent] = [new RawSocket(hub.url), new RawSocket(hub.url)];
    await gp.init(await hub.token());
    await silent.init(await hub.token());
    gp.subscribe('1', INCIDENTS);
    await pause(200);
    silent.socket.pause();
    const began = Date.now();
    await hub.close();
    expect(Date.now() - began).toBeLessThan(4_000);
    expect((await gp.end())?.code).toBe(1001);
    silent.socket.terminate();
  });

  it('leaves nothing in the log but who, when, how long and how it ended', async () => {
    const hub = await running();
    const gp = await hub.listens();
    await make.incident({ resident: person, home, narrative: 'Slipped on a wet floor.' });
    await gp.heard(1);
    await gp.close();
    await pause(100);
    await hub.close();
    const log = hub.lines.join('');
    const own = hub.lines
      .map((line) => JSON.parse(line) as { msg: string })
      .filter(({ msg }) => /subscription/.test(msg));
    expect(own.map(({ msg }) => msg)).toEqual(['subscription', 'subscription ended']);
    expect(own[1]).toMatchObject({ agency: 'practice', told: 1, codes: [], purpose: 'DIRECT_CARE' });
    for (const said of ['Secretname', 'wet floor', 'a.user.of.ours', 'incidentRecorded', person.id])
      expect(log).not.toContain(said);
  });
});
