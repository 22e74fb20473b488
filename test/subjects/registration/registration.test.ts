import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { asking, driftOf, relationsOf } from '../../register/register.ts';
import { databaseOfOwn, type TestDatabase } from '../../support/database.ts';
import { type Factories, factoriesOn, type MadePlace } from '../../support/factories.ts';
import { type Asking, type HubUnderTest, startHub } from '../../support/hub.ts';

const END = `mutation ($input: EndRegistrationInput!) {
  endRegistration(input: $input) { record { id to } problems { path code } } }`;
const PREFER = `mutation ($input: SetPreferredClinicianInput!) {
  setPreferredClinician(input: $input) { record { version preferredClinician } problems { path code } } }`;
const READ = `query ($nhsNumber: NhsNumber!) { resident(nhsNumber: $nhsNumber) { id version preferredClinician
  registeredPractice { odsCode network { code } }
  currentPlacement { home { alignment { leadPractice { odsCode } network { code } } } }
  registrations { nodes { id version from to } } } }`;

interface Read {
  id: string;
  version: number;
  preferredClinician: string | null;
  registeredPractice: { odsCode: string } | null;
  registrations: { nodes: { id: string; version: number }[] };
}

let database: TestDatabase;
let hub: HubUnderTest;
let make: Factories;
let home: MadePlace;
let practice: MadePlace;
let lead: MadePlace;
let network: { id: string; code: string };
let clinician: Asking;
let keys = 0;

beforeAll(async () => {
  database = await databaseOfOwn('empty');
  make = factoriesOn(database.owner);
  network = await make.network();
  [home, practice, lead] = [await make.home(), await make.practice(), await make.practice({ network })];
  await make.alignment({ home, network, leadPractice: lead });
  hub = await startHub({ database });
  clinician = await hub.as(practice.organisation.code, 'clinician', 'DIRECT_CARE');
});
afterAll(async () => {
  await hub?.close();
  await database?.drop();
});

const today = new Date().toISOString().slice(0, 10);
const read = async (nhsNumber: string, viewer = clinician) =>
  (await viewer.ask<{ resident: Read | null }>(READ, { nhsNumber })).data.resident;
const asked = (viewer: Asking, document: string, input: object) =>
  viewer.ask(document, { input: { idempotencyKey: `registration-${++keys}`, ...input } });
async function write(document: string, input: object, viewer = clinician) {
  const { data, errors } = await asked(viewer, document, input);
  expect(errors).toBeUndefined();
  const [came] = Object.values(data) as {
    record: Record<string, unknown>;
    problems: { path: string[]; code: string }[];
  }[];
  return { ...came, said: came?.problems.map(({ path, code }) => [path.at(-1), code]) };
}
async function patient() {
  const resident = await make.resident({ home, registeredWith: practice, since: '2025-03-01' });
  const seen = (await read(resident.nhsNumber)) as Read;
  return { ...resident, seen, registration: seen.registrations.nodes[0] as { id: string; version: number } };
}

describe('a registration that the practice ends', () => {
  it('closes the record at the next question, leaves the home and its practice what they had, and no drift', async () => {
    const { nhsNumber, registration, ...resident } = await patient();
    const { record, said } = await write(END, { gpRegistration: registration.id, version: 1, to: today });
    expect([record, said]).toEqual([null, []]);
    expect(await read(nhsNumber)).toBeNull();
    expect(await relationsOf(database.owner, resident, practice)).toEqual([
      ['practice.registered', '2025-03-01', today],
    ]);
    expect(await driftOf(database.owner)).toEqual([]);
    const worker = await hub.as(home.organisation.code, 'care-worker', 'DIRECT_CARE');
    expect(
      await worker.ask(`{ resident(nhsNumber: "${nhsNumber}") { registeredPractice { odsCode } } }`),
    ).toMatchObject({
      data: { resident: { registeredPractice: null } },
    });
    const { rows } = await database.owner.query(
      'select version, to_on from gp_registration where resident_id = $1 order by version',
      [resident.id],
    );
    expect(rows).toMatchObject([{ version: 1, to_on: null }, { version: 2 }]);
  });

  it('is ended once, in order and not in the future: nobody keeps a door open by ending it later', async () => {
    const { id, registration } = await patient();
    const end = (to: string, version = 1) => write(END, { gpRegistration: registration.id, version, to });
    expect((await end('2999-01-01')).said).toEqual([['to', 'IN_FUTURE']]);
    expect((await end('2025-02-28')).said).toEqual([['to', 'TOO_EARLY']]);
    expect((await end(today, 7)).said).toEqual([['version', 'STALE_VERSION']]);
    await make.change(
      'gp_registration',
      (await database.owner.query('select id from gp_registration where resident_id = $1', [id])).rows[0],
      { to_on: '2999-06-01' },
    );
    expect((await end('2999-07-01')).said).toEqual([['to', 'IN_FUTURE']]);
    expect((await end(today)).said).toEqual([]);
    expect((await end(today, 2)).said).toEqual([['gpRegistration', 'UNKNOWN']]);
  });

  it('is the own one: not that of another practice, nor is it ended by who pays or gives care', async () => {
    const { nhsNumber, registration } = await patient();
    const other = await hub.as(lead.organisation.code, 'clinician', 'DIRECT_CARE');
    const { data } = await other.ask<{ residents: { nodes: { registrations: { nodes: { id: string }[] } }[] } }>(
      '{ residents(first: 50) { nodes { registrations { nodes { id } } } } }',
    );
    const seen = data.residents.nodes.flatMap(({ registrations }) => registrations.nodes.map(({ id }) => id));
    expect(seen.length).toBeGreaterThan(0);
    for (const id of [...seen, registration.id])
      expect((await write(END, { gpRegistration: id, version: 1, to: today }, other)).said).toEqual([
        ['gpRegistration', 'UNKNOWN'],
      ]);
    const manager = await hub.as(home.organisation.code, 'manager', 'DIRECT_CARE');
    const analyst = await hub.as(practice.organisation.code, 'analyst', 'PLANNING');
    for (const [viewer, code] of [
      [manager, 'NOT_SHARED'],
      [analyst, 'FORBIDDEN'],
    ] as const) {
      const { errors } = await asked(viewer, END, { gpRegistration: registration.id, version: 1, to: today });
      expect(errors?.[0]?.extensions.code).toBe(code);
    }
    expect(await read(nhsNumber)).not.toBeNull();
  });

  it('is begun and changed in the database by no agency itself', async () => {
    const { id } = await patient();
    const as = (sql: string) =>
      asking(database.pools.write, { agency: 'practice', organisation: practice.organisation }, sql, [id]);
    await expect(as('update gp_registration set to_on = null where resident_id = $1')).rejects.toThrow(
      'permission denied',
    );
    await expect(as(`update resident set preferred_clinician = 'x' where id = $1`)).rejects.toThrow(
      'permission denied',
    );
    await expect(
      as(`insert into gp_registration (author_id, resident_id, practice_id, from_on)
        values ('${practice.organisation.id}', $1, '${practice.id}', '2026-01-01')`),
    ).rejects.toThrow('permission denied');
  });
});

describe('the clinician whom a resident prefers', () => {
  it('is stated by the practice of the resident, kept in versions, and read beside the alignment, from which it differs', async () => {
    const { id, nhsNumber, seen } = await patient();
    const { record } = await write(PREFER, {
      resident: seen.id,
      version: seen.version,
      preferredClinician: ' Dr Amis, GP ',
    });
    expect(record).toEqual({ version: seen.version + 1, preferredClinician: 'Dr Amis, GP' });
    expect(await read(nhsNumber)).toMatchObject({
      preferredClinician: 'Dr Amis, GP',
      registeredPractice: { odsCode: practice.code, network: null },
      currentPlacement: {
        home: { alignment: { leadPractice: { odsCode: lead.code }, network: { code: network.code } } },
      },
    });
    const other = await hub.as(lead.organisation.code, 'clinician', 'DIRECT_CARE');
    const { data } = await other.ask<{ residents: { nodes: object[] } }>(
      '{ residents(first: 50) { nodes { familyName preferredClinician registeredPractice { odsCode } } } }',
    );
    expect(data.residents.nodes).toContainEqual({
      familyName: null,
      preferredClinician: 'Dr Amis, GP',
      registeredPractice: { odsCode: practice.code },
    });
    const again = await write(PREFER, { resident: seen.id, version: seen.version, preferredClinician: null });
    expect(again.said).toEqual([['version', 'STALE_VERSION']]);
    const none = await write(PREFER, { resident: seen.id, version: seen.version + 1, preferredClinician: null });
    expect(none.record).toMatchObject({ preferredClinician: null });
    const { rows } = await database.owner.query(
      'select preferred_clinician as said from resident where former_of = $1 order by version',
      [id],
    );
    expect(rows).toEqual([{ said: null }, { said: 'Dr Amis, GP' }]);
  });

  it('is stated by no practice that merely leads for the home, and by nobody else', async () => {
    const { seen } = await patient();
    const other = await hub.as(lead.organisation.code, 'clinician', 'DIRECT_CARE');
    const { data } = await other.ask<{ residents: { nodes: { id: string }[] } }>(
      '{ residents(first: 50) { nodes { id } } }',
    );
    for (const { id } of data.residents.nodes.slice(0, 2))
      expect((await write(PREFER, { resident: id, version: 1, preferredClinician: 'Dr Own' }, other)).said).toEqual([
        ['resident', 'UNKNOWN'],
      ]);
    const long = await write(PREFER, { resident: seen.id, version: 1, preferredClinician: 'x'.repeat(201) });
    expect(long.said).toEqual([['preferredClinician', 'TOO_LONG']]);
    // Left out, it would take back what stands without anybody having said so.
    expect((await write(PREFER, { resident: seen.id, version: 1 })).said).toEqual([['preferredClinician', 'REQUIRED']]);
    const worker = await hub.as(home.organisation.code, 'care-worker', 'DIRECT_CARE');
    const { errors } = await asked(worker, PREFER, { resident: seen.id, version: 1, preferredClinician: 'Dr Own' });
    expect(errors?.[0]?.extensions.code).toBe('NOT_SHARED');
  });
});
