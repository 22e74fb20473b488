import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { type Borough, boroughOfOwn } from './support/borough.ts';
import { measured } from './support/figures.ts';

const RECORD = `mutation ($input: RecordIncidentInput!) { recordIncident(input: $input) { record { id } problems { code } } }`;
const many = 200;
const atOnce = 5;

let borough: Borough;
let resident: string;
const ask = async (query: string, variables: object) => {
  const answer = await fetch(`${borough.hub.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${borough.homes[0]?.token}` },
    body: JSON.stringify({ query, variables }),
  });
  return answer.json();
};
beforeAll(async () => {
  borough = await boroughOfOwn();
  const { nhsNumber } = borough.homes[0] ?? {};
  const known = await ask('query ($nhsNumber: NhsNumber!) { resident(nhsNumber: $nhsNumber) { id } }', { nhsNumber });
  resident = known.data.resident.id;
});
afterAll(() => borough?.close());

it('a change that is sent again with its key has one effect and the same answer; with another content it is refused', async () => {
  const said = { resident, kind: 'FALL', harm: 'LOW', occurredAt: '2026-05-04T06:30:00Z' };
  const inputs = Array.from({ length: many }, () => {
    const idempotencyKey = randomUUID();
    return { ...said, idempotencyKey, narrative: idempotencyKey };
  });
  const answers = new Map<string, Set<string>>();
  const send = async (input: (typeof inputs)[number]) => {
    const { data } = await ask(RECORD, { input });
    const { record, problems } = data.recordIncident;
    const key = input.idempotencyKey;
    answers.set(key, (answers.get(key) ?? new Set()).add(record?.id ?? JSON.stringify(problems)));
  };
  for (const input of inputs) await Promise.all(Array.from({ length: atOnce }, () => send(input)));
  await borough.hub.kill();
  borough.hub.start();
  await borough.hub.ready();
  for (const input of inputs) await send(input);
  let refused = 0;
  for (const input of inputs) {
    const { data, errors } = await ask(RECORD, { input: { ...input, harm: 'SEVERE' } });
    const codes = [...(errors ?? []).map((error: { extensions: { code: string } }) => error.extensions.code)];
    expect(data?.recordIncident?.record ?? null).toBeNull();
    if (codes.includes('IDEMPOTENCY_KEY_REUSED')) refused += 1;
  }
  const { rows } = await borough.database.owner.query<{ many: number }>(
    'select count(*)::int as many from incident where narrative = any ($1) group by narrative',
    [inputs.map(({ narrative }) => narrative)],
  );
  const once = rows.length === many && rows.every((row) => row.many === 1);
  const same = [...answers.values()].every((ids) => ids.size === 1);
  await measured({
    repeated: {
      measured: `${many} changes, each ${atOnce} times at once and again after the hub was killed: ${rows.length} effects; ${refused} refused with another content`,
      holds: once && same && refused === many,
    },
  });
});
