import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { withClient } from '../../../src/database/client.ts';
import { openPools } from '../../../src/database/pools.ts';
import { databaseOfOwn, type TestDatabase } from '../../support/database.ts';
import { type Factories, factoriesOn, type MadePlace, type MadeResident } from '../../support/factories.ts';
import { Listener } from '../../support/hear.ts';
import { type HubUnderTest, startHub } from '../../support/hub.ts';

const INCIDENTS = `subscription ($since: String) {
  incidentRecorded(since: $since) { cursor at node { id kind occurredAt resident { familyName } withheld { field } } }
}`;
interface Incidents {
  incidentRecorded: { cursor: string; at: string; node: { id: string; resident: { familyName: string } | null } };
}

let database: TestDatabase;
let make: Factories;
let hub: HubUnderTest;
let other: HubUnderTest;
let home: MadePlace;
let practice: MadePlace;
let person: MadeResident;
const open: Listener<Incidents>[] = [];

beforeAll(async () => {
  database = await databaseOfOwn('empty');
  make = factoriesOn(database.owner);
  home = await make.home();
  practice = await make.practice();
  person = await make.resident({ home, registeredWith: practice });
  hub = await startHub({ database });
  // As another process on the same database: connections, and what it has heard, of its own.
  other = await startHub({ database: { ...database, pools: openPools(database.hubUrl, { read: 2, write: 2 }) } });
});
afterEach(async () => {
  for (const listener of open.splice(0)) await listener.close();
});
afterAll(async () => {
  await hub?.close();
  await other?.close();
  await other?.database.pools.close();
  await database?.drop();
});

async function listens(
  organisation: MadePlace['organisation'],
  role: string,
  { at = hub, since, retries = 0 }: { at?: HubUnderTest; since?: string; retries?: number } = {},
): Promise<Listener<Incidents>> {
  const { token } = await at.as(organisation.code, role, 'DIRECT_CARE');
  const listener = new Listener<Incidents>(at.url, token, INCIDENTS, { since }, { retries });
  open.push(listener);
  return listener.opened();
}

const readsOf = async (kind = 'READ') =>
  (
    await database.owner.query<{ many: number }>(
      'select count(*)::int as many from hub.access_entry where kind = $1 and operation = $2',
      [kind, 'incidentRecorded'],
    )
  ).rows[0]?.many ?? 0;

describe('an incident that is recorded', () => {
  it('is told to those who see the resident, on every hub, and to nobody else', async () => {
    const stranger = await make.practice();
    const [gp, onOther, outsider] = [
      await listens(practice.organisation, 'clinician'),
      await listens(practice.organisation, 'clinician', { at: other }),
      await listens(stranger.organisation, 'clinician'),
    ];
    const incident = await make.incident({ resident: person, home });
    for (const listener of [gp, onOther]) {
      const [told] = await listener.heard(1);
      expect(told?.errors).toBeUndefined();
      expect(told?.data.incidentRecorded.node.resident).toEqual({ familyName: 'Example' });
    }
    expect(incident.id).not.toBe(gp.told[0]?.data.incidentRecorded.node.id);
    await pause(200);
    expect([outsider.told, outsider.ended]).toEqual([[], undefined]);
  });

  it('is on record for each who was told, before he is, and for nobody else', async () => {
    const before = await readsOf();
    const stranger = await make.practice();
    const [gp] = [await listens(practice.organisation, 'clinician'), await listens(stranger.organisation, 'clinician')];
    await make.incident({ resident: person, home });
    await gp.heard(1);
    await pause(200);
    expect(await readsOf()).toBe(before + 1);
    const { rows } = await database.owner.query(
      `select outcome, residents, purpose from hub.access_entry
       where operation = 'incidentRecorded' and kind = 'READ' order by number desc limit 1`,
    );
    expect(rows[0]).toMatchObject({ outcome: 'ANSWERED', residents: [person.id], purpose: 'DIRECT_CARE' });
  });

  it('is told no more once the relationship has ended, though the subscription is still open', async () => {
    const leaving = await make.resident({ home });
    const registration = await make.registration({ resident: leaving, practice, from: '2020-01-01' });
    const gp = await listens(practice.organisation, 'clinician');
    await make.incident({ resident: leaving, home });
    expect(await gp.heard(1)).toHaveLength(1);
    await make.withdraw('gp_registration', registration);
    await make.incident({ resident: leaving, home });
    await make.incident({ resident: person, home });
    await gp.heard(2);
    await pause(200);
    expect(gp.told).toHaveLength(2);
    expect(gp.ended).toBeUndefined();
  });

  it('is told once it is committed, and never if it is not', async () => {
    const gp = await listens(practice.organisation, 'clinician');
    await withClient(database.ownerUrl, async (client) => {
      const spoilt = factoriesOn(client as never);
      await client.query('begin');
      await spoilt.incident({ resident: person, home }).catch(() => undefined);
      await client.query('rollback');
    });
    await pause(200);
    expect(gp.told).toEqual([]);
  });
});

describe('who was away', () => {
  it('hears by "since" what came meanwhile, in order and once, on another hub too', async () => {
    const gp = await listens(practice.organisation, 'clinician');
    await make.incident({ resident: person, home });
    const [first] = await gp.heard(1);
    await gp.close();
    for (let missed = 0; missed < 3; missed++) await make.incident({ resident: person, home });
    const again = await listens(practice.organisation, 'clinician', {
      at: other,
      since: first?.data.incidentRecorded.cursor ?? '',
    });
    expect(await again.heard(3)).toHaveLength(3);
    await make.incident({ resident: person, home });
    const told = await again.heard(4);
    const ids = told.map(({ data }) => data.incidentRecorded.node.id);
    expect(new Set(ids).size).toBe(4);
    expect(ids).not.toContain(first?.data.incidentRecorded.node.id);
  });

  it('cannot use the cursor of another organisation, nor one of another subscription', async () => {
    const gp = await listens(practice.organisation, 'clinician');
    await make.incident({ resident: person, home });
    const [first] = await gp.heard(1);
    const since = first?.data.incidentRecorded.cursor ?? '';
    const nurse = await listens(home.organisation, 'care-worker', { since });
    expect(await nurse.over()).toEqual({ codes: ['CURSOR_INVALID'] });
    const { token } = await hub.as(practice.organisation.code, 'clinician', 'DIRECT_CARE');
    const beds = new Listener(hub.url, token, `subscription { capacityChanged(since: "${since}") { cursor } }`);
    expect(await beds.over()).toEqual({ codes: ['CURSOR_INVALID'] });
    await beds.close();
  });

  it('hears everything once although every connection to the database was lost', async () => {
    const gp = await listens(practice.organisation, 'clinician');
    await make.incident({ resident: person, home });
    await gp.heard(1);
    await withClient(database.adminUrl, (admin) =>
      admin.query(
        `select pg_terminate_backend(pid) from pg_stat_activity
         where datname = current_database() and usename = 'caregraph_hub'`,
      ),
    );
    await make.incident({ resident: person, home });
    await make.incident({ resident: person, home });
    const told = await gp.heard(3, 10_000);
    expect(new Set(told.map(({ data }) => data.incidentRecorded.node.id)).size).toBe(3);
    await pause(300);
    expect(gp.told).toHaveLength(3);
  });
});
