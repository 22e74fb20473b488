import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { SlowOperation } from '../../src/server/slow.ts';
import { type Asking, type HubUnderTest, startHub } from '../support/hub.ts';

const PEOPLE = `{ residents(first: 20) { nodes { id nhsNumber givenName familyName dateOfBirth
  incidents(first: 5) { nodes { narrative } } } } }`;
const FIND = 'query ($nhsNumber: NhsNumber!) { resident(nhsNumber: $nhsNumber) { id familyName } }';
const TELL = `mutation ($input: RecordIncidentInput!) { recordIncident(input: $input) { problems { code } } }`;

interface People {
  residents: { nodes: (Record<string, string> & { incidents: { nodes: { narrative: string }[] } })[] };
}

describe('an operation that takes long', () => {
  const told: SlowOperation[] = [];
  const slow = { milliseconds: 0, tell: (operation: SlowOperation) => void told.push(operation) };
  let hub: HubUnderTest;
  let worker: Asking;

  beforeAll(async () => {
    hub = await startHub({ slow });
    worker = await hub.as('1-1000000001', 'care-worker', 'DIRECT_CARE');
  });
  afterAll(() => hub?.close());

  it('is told with the statements that took long, and how long each did', async () => {
    told.length = 0;
    slow.milliseconds = 250;
    await worker.ask('{ viewer { organisation { name } } }');
    expect(told).toEqual([]);
    const locking = await hub.database.owner.connect();
    await locking.query('begin; lock table incident in access exclusive mode');
    const answer = worker.ask<People>(PEOPLE);
    await pause(400);
    await locking.query('commit');
    locking.release();
    const { errors } = await answer;
    expect(errors).toBeUndefined();
    expect(told).toHaveLength(1);
    const [{ operation, agency, purpose, milliseconds, statements }] = told as [SlowOperation];
    expect({ operation, agency, purpose }).toEqual({ operation: 'residents', agency: 'home', purpose: 'DIRECT_CARE' });
    expect(milliseconds).toBeGreaterThanOrEqual(250);
    expect(statements[0]?.sql).toMatch(/public\.incident\b/);
    expect(statements[0]?.milliseconds).toBeGreaterThanOrEqual(250);
  });

  it('is told without a word of anybody, whatever it reads, finds or writes', async () => {
    told.length = 0;
    slow.milliseconds = 0;
    const { data } = await worker.ask<People>(PEOPLE);
    const people = data.residents.nodes;
    const [someone] = people;
    await worker.ask(FIND, { nhsNumber: someone?.nhsNumber });
    await worker.ask(`{ resident(nhsNumber: "${someone?.nhsNumber}") { familyName } }`);
    const narrative = 'Slipped beside the blue chair.';
    const input = { idempotencyKey: 'slow-writes-1', resident: someone?.id, kind: 'FALL', harm: 'LOW', narrative };
    const written = await worker.ask(TELL, { input: { ...input, occurredAt: '2026-05-04T06:30:00Z' } });
    expect(written.errors).toBeUndefined();
    expect(told.map(({ operation }) => operation)).toEqual(['residents', 'resident', 'resident', 'recordIncident']);
    expect(told.at(-1)?.statements.some(({ sql }) => /insert into/i.test(sql))).toBe(true);
    const said = JSON.stringify(told);
    const secrets = people.flatMap(({ incidents, ...person }) => [
      ...Object.values(person),
      ...incidents.nodes.map(({ narrative }) => narrative),
    ]);
    expect([narrative, input.idempotencyKey, ...secrets].filter((secret) => secret && said.includes(secret))).toEqual(
      [],
    );
  });
});
