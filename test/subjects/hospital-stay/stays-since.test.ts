import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parseAgreement } from '../../../src/agreement/read.ts';
import { contractFrom, groundOf } from '../../../src/server/contract/contract.ts';
import { databaseOfOwn, type TestDatabase } from '../../support/database.ts';
import { factoriesOn } from '../../support/factories.ts';
import { agreementFile, startHub } from '../../support/hub.ts';

const STAYS = `query ($nhsNumber: NhsNumber!, $since: DateTime) { resident(nhsNumber: $nhsNumber) {
  hospitalStays(since: $since) { totalCount nodes { admittedAt } }
  incidents(since: $since) { nodes { occurredAt } }
} }`;
interface Answered {
  resident: {
    hospitalStays: { totalCount: number; nodes: { admittedAt: string }[] };
    incidents: { nodes: { occurredAt: string }[] };
  };
}
const since = '2026-11-10T08:00:00.000Z';

describe('a round that asks what has happened since the last', () => {
  let database: TestDatabase;
  let nhsNumber: string;
  let home: string;
  beforeAll(async () => {
    database = await databaseOfOwn('empty');
    const make = factoriesOn(database.owner);
    const place = await make.home();
    home = place.organisation.code;
    const resident = await make.resident({ home: place });
    nhsNumber = resident.nhsNumber;
    const trusts = [await make.organisation('trust'), await make.organisation('trust')] as const;
    const stay = (n: 0 | 1, admittedAt: string, dischargedAt?: string) =>
      make.stay({ resident, trust: trusts[n], admittedAt, ...(dischargedAt && { dischargedAt }) });
    await stay(0, '2026-10-01T08:00:00Z', '2026-10-20T08:00:00Z');
    await stay(0, '2026-11-01T08:00:00Z', since);
    await stay(1, '2026-11-02T08:00:00Z', '2026-11-10T08:00:01Z');
    await stay(1, '2026-11-12T08:00:00Z', '2026-11-13T08:00:00Z');
    await stay(0, '2026-11-11T08:00:00Z');
    for (const occurredAt of ['2026-11-10T07:59:59Z', since])
      await make.incident({ resident, home: place, occurredAt });
  });
  afterAll(() => database.drop());

  async function answered(instant: string | null, contract?: Awaited<ReturnType<typeof contractFrom>>) {
    const hub = await startHub({ database, ...(contract && { contract }) });
    try {
      const manager = await hub.as(home, 'manager', 'DIRECT_CARE');
      const { data, errors } = await manager.ask<Answered>(STAYS, { nhsNumber, since: instant });
      expect(errors).toBeUndefined();
      return data.resident;
    } finally {
      await hub.close();
    }
  }
  const days = ({ hospitalStays: { nodes } }: Answered['resident']) =>
    nodes.map(({ admittedAt }) => admittedAt.slice(0, 10));

  it('finds the stays that were not over by then, also those that began before', async () => {
    const found = await answered(since);
    expect(days(found)).toEqual(['2026-11-12', '2026-11-11', '2026-11-02']);
    expect(found.hospitalStays.totalCount).toBe(3);
    expect(days(await answered(null))).toHaveLength(5);
  });

  it('finds the incidents of that instant and later', async () => {
    expect((await answered(since)).incidents.nodes).toEqual([{ occurredAt: since }]);
  });

  it('finds what may last still where its end is withheld, and tells nothing by leaving others out', async () => {
    const text = readFileSync(agreementFile, 'utf8');
    const ends = '        - dischargedAt\n';
    const own = `    - { fields: [dischargedAt], clear: [hospital], because: the trust's own }\n    - fields: [primaryDiagnosis`;
    const narrower = text.replace(ends, '').replace('    - fields: [primaryDiagnosis', own);
    const ground = await groundOf();
    const contract = await contractFrom(parseAgreement(narrower, 'narrower.yml', { shape: ground.shape }), ground);
    expect(days(await answered(since, contract))).toHaveLength(5);
  });
});
