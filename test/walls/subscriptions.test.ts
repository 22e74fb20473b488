import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { objectionBits } from '../../src/agreement/relationships.ts';
import { type Contract, contractOf } from '../../src/server/contract/contract.ts';
import { databaseOfOwn, type TestDatabase } from '../support/database.ts';
import { Listener } from '../support/hear.ts';
import { agreementFile, type HubUnderTest, startHub } from '../support/hub.ts';
import { Oracle } from '../support/oracle.ts';
import { Comparison, type Looking } from './support/compare.ts';
import { everyoneLooking, groundOf } from './support/matrix.ts';
import { expectedVerdict, heardOf, operationsOf } from './support/operations.ts';
import { snake } from './support/planting.ts';
import { everythingOf, printed } from './support/question.ts';
import { type PlantedResident, plantedResidents } from './support/residents.ts';
import { write } from './support/write.ts';

const text = readFileSync(agreementFile, 'utf8');
const oracle = new Oracle(text);

let database: TestDatabase;
let contract: Contract;
let hub: HubUnderTest;
let residents: PlantedResident[];

beforeAll(async () => {
  database = await databaseOfOwn('empty');
  contract = await contractOf(agreementFile);
  const planted = plantedResidents(contract.graph, oracle, Object.keys(objectionBits));
  residents = planted.filter(({ relationships, objections }) => relationships.length < 2 && objections.length === 0);
  await write(database.owner, residents);
  hub = await startHub({ database, contract });
});
afterAll(async () => {
  await hub?.close();
  await database?.drop();
});

interface Heard {
  viewer: Looking;
  listener: Listener<Record<string, { node: Record<string, unknown> }>>;
}

async function everyoneHearing(field: string, selection: (viewer: Looking) => string): Promise<Heard[]> {
  const operation = operationsOf(contract.graph).find((one) => one.field.name === field);
  const may = ({ organisation: { agency }, role, purpose }: Looking) =>
    operation && expectedVerdict(oracle, { agency, role, purpose }, operation) === 'allowed';
  return Promise.all(
    everyoneLooking(oracle)
      .filter(may)
      .map(async (viewer) => {
        const { token } = await hub.as(viewer.organisation.code, viewer.role, viewer.purpose, viewer.role);
        const document = `subscription { ${field} { node { ${selection(viewer)} } } }`;
        return { viewer, listener: await new Listener<never>(hub.url, token, document).opened() };
      }),
  );
}

/** What a home answers is news of the referral. To change the referral itself would have relationships worked out anew. */
const saidBy: Record<string, string> = { DischargeReferral: 'referral_request' };

/** Every record of a subject is changed, as far as anybody could tell. */
const touch = (table: string) =>
  database.owner.query(`update ${table} set valid_from = valid_from where valid_until is null`);

describe('what is heard of records about residents', () => {
  it.each([
    ['incidentRecorded', 1],
    // A referral is open to fewer: not to practices, and to homes only those that ask or chose them.
    ['referralChanged', 0.5],
  ])(
    '%s: each cell is as the agreement says, and of what the viewer does not see nothing is heard',
    async (field, share) => {
      const subject = operationsOf(contract.graph)
        .filter((one) => one.field.name === field)
        .map((one) => heardOf(oracle, one.field))[0];
      const personal = new Set(oracle.subjects);
      const askedBy = ({ organisation }: Looking) =>
        everythingOf(subject ?? '', { schema: contract.schemas[organisation.agency], personal, follow: () => false });
      const hearing = await everyoneHearing(field, (viewer) => printed(askedBy(viewer)));
      expect(hearing.length).toBeGreaterThan(5);
      await touch(saidBy[subject ?? ''] ?? snake(subject ?? ''));
      const ground = groundOf(oracle, text, database.key);
      const all = residents.flatMap((of) =>
        of.records.filter((one) => one.subject === subject).map((one) => ({ of, one })),
      );
      expect(all.length).toBeGreaterThan(10);
      let seen = 0;
      for (const { viewer, listener } of hearing) {
        const comparison = new Comparison(ground, viewer);
        const visible = all.filter(({ of, one }) => comparison.sees(of, one));
        await listener.heard(visible.length, 20_000);
        seen += visible.length;
      }
      await pause(1_000);
      for (const { viewer, listener } of hearing) {
        const comparison = new Comparison(ground, viewer);
        const byId = new Map(listener.told.map(({ data }) => [data[field]?.node.id, data[field]?.node]));
        expect([viewer, listener.ended, listener.told.length]).toEqual([viewer, undefined, byId.size]);
        for (const { of, one } of all) {
          const node = byId.get(comparison.idOf(one)) ?? null;
          byId.delete(comparison.idOf(one));
          comparison.one(askedBy(viewer), of, one, node);
        }
        expect([viewer, comparison.mismatches, byId.size]).toEqual([viewer, [], 0]);
        await listener.close();
      }
      expect(seen).toBeGreaterThan(all.length * share);
    },
    120_000,
  );

  it('is all that there are such subscriptions', () => {
    const personal = operationsOf(contract.graph).filter(
      ({ kind, field }) => kind === 'subscription' && heardOf(oracle, field),
    );
    expect(personal.map(({ field }) => field.name).sort()).toEqual(['incidentRecorded', 'referralChanged']);
  });
});
