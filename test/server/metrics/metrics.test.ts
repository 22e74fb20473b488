import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type HubProcess, type Installation, installation } from '../../faults/support/hub-process.ts';
import { freePort } from '../../faults/support/processes.ts';
import { ask } from '../../support/ask.ts';
import { endCommands } from '../../support/command.ts';
import { databaseOfOwn, type TestDatabase } from '../../support/database.ts';
import { type Sample, samplesOf } from './exposition.ts';

const FIND = 'query ($nhsNumber: NhsNumber!) { resident(nhsNumber: $nhsNumber) { familyName } }';
const LIST = '{ residents(first: 100) { nodes { id nhsNumber familyName givenName dateOfBirth previousAddress } } }';

interface Page {
  residents: { nodes: Record<string, string | null>[] };
}

describe('metrics', () => {
  let database: TestDatabase;
  let place: Installation;
  let hub: HubProcess;
  let page: string;
  let home: string;
  let token: string;

  const put = <Data>(document: string, variables: object = {}, signedIn = token) =>
    ask<Data>(`${hub.url}/graphql`, document, variables, { authorization: `Bearer ${signedIn}` });
  const scraped = async (): Promise<{ text: string; samples: Sample[] }> => {
    const answer = await fetch(page);
    expect(answer.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
    const text = await answer.text();
    return { text, samples: samplesOf(text) };
  };
  const sumOf = (samples: readonly Sample[], name: string, labels: object) =>
    samples
      .filter((sample) => sample.name === name && Object.entries(labels).every(([is, of]) => sample.labels[is] === of))
      .reduce((sum, { value }) => sum + value, 0);

  beforeAll(async () => {
    database = await databaseOfOwn();
    place = await installation(database.adminUrl, database.key);
    const port = await freePort();
    page = `http://127.0.0.1:${port}/metrics`;
    hub = await place.hub();
    hub.start({ CAREGRAPH_METRICS_PORT: String(port) });
    await hub.ready();
    home = '1-1000000001';
    token = await place.token(home, 'care-worker');
  });
  afterAll(async () => {
    await hub?.kill();
    endCommands();
    await place?.remove();
    await database?.drop();
  });

  it('count requests by kind of agency, operation and outcome, and how long they took', async () => {
    const { samples: before } = await scraped();
    await put(LIST);
    const { errors } = await put(FIND, { nhsNumber: 'no number at all' });
    const outcome = errors?.[0]?.extensions.code ?? '';
    expect(outcome).not.toBe('');
    await put('{ nothing }', {}, 'no token');
    const { samples } = await scraped();
    const grown = (labels: object) =>
      sumOf(samples, 'caregraph_requests_total', labels) - sumOf(before, 'caregraph_requests_total', labels);
    expect(grown({ agency: 'home', operation: 'query', outcome: 'OK' })).toBe(1);
    expect(grown({ agency: 'home', outcome })).toBe(1);
    expect(grown({ agency: 'nobody', outcome: 'UNAUTHENTICATED' })).toBe(1);
    expect(sumOf(samples, 'caregraph_request_seconds_count', {})).toBe(sumOf(samples, 'caregraph_requests_total', {}));
  });

  it('say nothing of anybody, whatever was asked and refused', async () => {
    const { data } = await put<Page>(LIST);
    const people = data.residents.nodes;
    expect(people.length).toBeGreaterThan(5);
    for (const { nhsNumber, familyName } of people) {
      await put(FIND, { nhsNumber });
      await put(`query ${familyName?.replace(/\W/g, '')} { resident(nhsNumber: "${nhsNumber}") { ${familyName} } }`);
    }
    const { text, samples } = await scraped();
    const told = people.flatMap((person) => Object.values(person)).filter((value) => value !== null);
    expect(told.filter((value) => text.includes(value))).toEqual([]);
    expect([home, token, 'somebody'].filter((value) => text.includes(value))).toEqual([]);
    const words = new Set(samples.flatMap(({ labels }) => Object.values(labels)));
    expect([...words].filter((word) => /\d{6}|\s/.test(word))).toEqual([]);
  });

  it('grow no further, however many documents are asked', async () => {
    const { samples: before } = await scraped();
    for (let n = 0; n < 60; n++) await put(`query Q${n} { viewer { organisation { name } } x${n}: nothing }`);
    expect((await scraped()).samples.length - before.length).toBeLessThan(5);
  });

  it('are told where the hub answers nobody, and nothing else is told there', async () => {
    expect((await fetch(`${hub.url}/metrics`)).status).toBe(404);
    expect((await fetch(new URL('/graphql', page))).status).toBe(404);
    expect((await fetch(page, { method: 'POST' })).status).toBe(404);
  });

  it('are all explained, and nothing is that is not there', async () => {
    const { text } = await scraped();
    const named = (of: string) => [...new Set([...of.matchAll(/\bcaregraph_[a-z_]+/g)].map(([name]) => name))].sort();
    const own = [...text.matchAll(/^# TYPE (caregraph_\w+)/gm)].map(([, name]) => name).sort();
    const parts = /_(bucket|count|sum)$/;
    for (const file of ['docs/metrics.md', 'docs/grafana/caregraph.json', 'docs/grafana/alerts.yml']) {
      const names = named(readFileSync(file, 'utf8')).map((name) => name.replace(parts, ''));
      expect({ file, unknown: names.filter((name) => !own.includes(name)) }).toEqual({ file, unknown: [] });
      if (file === 'docs/metrics.md') expect([...new Set(names)]).toEqual(own);
    }
  });
});
