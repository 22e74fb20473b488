import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { objectionBits } from '../../src/agreement/relationships.ts';
import { type Contract, contractOf } from '../../src/server/contract/contract.ts';
import { agencies } from '../../src/shared/agencies.ts';
import { databaseOfOwn, type TestDatabase } from '../support/database.ts';
import { agreementFile, type HubUnderTest, startHub } from '../support/hub.ts';
import { Oracle } from '../support/oracle.ts';
import { fingerprintOf } from './support/fingerprint.ts';
import { everyoneLooking, everyPair, groundOf } from './support/matrix.ts';
import { expectedVerdict, type Operation, operationMismatches, operationsOf } from './support/operations.ts';
import { type PlantedResident, plantedResidents } from './support/residents.ts';
import { together } from './support/together.ts';
import { write } from './support/write.ts';
import { namingRecords, writeMismatches } from './support/writes-about.ts';

const text = readFileSync(agreementFile, 'utf8');
const oracle = new Oracle(text);

let database: TestDatabase;
let contract: Contract;
let hub: HubUnderTest;
let residents: PlantedResident[];
let operations: Operation[];

beforeAll(async () => {
  database = await databaseOfOwn('empty');
  contract = await contractOf(agreementFile);
  operations = operationsOf(contract.graph);
  const planted = plantedResidents(contract.graph, oracle, Object.keys(objectionBits));
  residents = planted.filter(({ relationships, objections }) => relationships.length < 2 || objections.length === 1);
  await write(database.owner, residents);
  hub = await startHub({ database, contract });
});
afterAll(async () => {
  await hub?.close();
  await database?.drop();
});

describe('every query, mutation and subscription × agency × role × purpose', () => {
  for (const agency of agencies) {
    it(`is allowed or refused to ${agency} as the agreement says, and a call of which nothing comes leaves no trace`, async () => {
      const before = await fingerprintOf(database);
      const callers = everyPair(oracle, agency).map(({ role, purpose }) => ({ agency, role, purpose }));
      const mine = callers.filter(({ role, purpose }) => oracle.mayName(purpose, agency, role));
      expect(await operationMismatches(hub, oracle, mine, operations)).toEqual([]);
      // Whoever may not name the purpose is refused before anything is looked at: one call tells.
      const strangers = callers.filter((caller) => !mine.includes(caller));
      const [viewer] = operations.filter(({ field }) => field.name === 'viewer');
      expect(await operationMismatches(hub, oracle, strangers, viewer ? [viewer] : [])).toEqual([]);
      expect(await fingerprintOf(database)).toEqual(before);
    });
  }

  it('was asked with every verdict', () => {
    const verdicts = everyoneLooking(oracle).flatMap(({ organisation: { agency }, role, purpose }) =>
      operations.map(
        (operation) => `${operation.kind} ${expectedVerdict(oracle, { agency, role, purpose }, operation)}`,
      ),
    );
    const kinds = ['query', 'mutation', 'subscription'].flatMap((kind) =>
      ['allowed', 'refused', 'not shared'].map((one) => `${kind} ${one}`),
    );
    expect(new Set(verdicts)).toEqual(new Set(kinds));
  });
});

describe('a change of a record about a resident', () => {
  it('finds the record exactly where the agreement lets the viewer write about that resident, and leaves no trace if refused', async () => {
    const ground = groundOf(oracle, text, database.key);
    const before = await fingerprintOf(database);
    const named = namingRecords(oracle, operations);
    expect(named.length).toBeGreaterThan(1);
    const mismatches: string[] = [];
    await together(2, everyoneLooking(oracle), async (viewer) => {
      const { organisation, role, purpose } = viewer;
      const caller = { agency: organisation.agency, role, purpose };
      const asking = await hub.as(organisation.code, role, purpose);
      for (const one of named.filter(({ operation }) => expectedVerdict(oracle, caller, operation) === 'allowed'))
        mismatches.push(...(await writeMismatches({ ground, viewer, asking }, residents, one)));
    });
    expect(mismatches).toEqual([]);
    expect(await fingerprintOf(database)).toEqual(before);
  });
});
