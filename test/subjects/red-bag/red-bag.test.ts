import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { databaseOfOwn, type TestDatabase } from '../../support/database.ts';
import { day } from '../../support/days.ts';
import {
  type Factories,
  factoriesOn,
  type MadeOrganisation,
  type MadePlace,
  type MadeResident,
} from '../../support/factories.ts';
import { type Asking, type HubUnderTest, startHub } from '../../support/hub.ts';

const RECORD = `id version items otherItems sentAt receivedAt received sentBackAt sentBack returnedAt returned missing
  receivedBy { code } home { cqcLocationId }`;
const BAGS = `query ($nhsNumber: NhsNumber!) { resident(nhsNumber: $nhsNumber) { id redBags { nodes { ${RECORD} } } } }`;
const mutations = ['sendRedBag', 'receiveRedBag', 'sendRedBagBack', 'checkRedBag'] as const;
type Mutation = (typeof mutations)[number];
interface Bag {
  [field: string]: unknown;
  id: string;
  version: number;
}
interface Outcome {
  record: Bag | null;
  problems: { path: string[]; code: string }[];
}

let database: TestDatabase;
let make: Factories;
let hub: HubUnderTest;
let home: MadePlace;
let practice: MadePlace;
let trust: MadeOrganisation;
let carer: Asking;
let nurse: Asking;
let doctor: Asking;

beforeAll(async () => {
  database = await databaseOfOwn('empty');
  make = factoriesOn(database.owner);
  [practice, home, trust] = [await make.practice(), await make.home(), await make.organisation('trust')];
  hub = await startHub({ database });
  carer = await hub.as(home.organisation.code, 'care-worker', 'DIRECT_CARE');
  nurse = await hub.as(trust.code, 'clinician', 'DIRECT_CARE');
  doctor = await hub.as(practice.organisation.code, 'clinician', 'DIRECT_CARE');
});
afterAll(async () => {
  await hub?.close();
  await database?.drop();
});

const patient = async (at: MadeOrganisation | null = trust) => {
  const resident = await make.resident({ home, registeredWith: practice, since: '2024-02-01' });
  if (at) await make.stay({ resident, trust: at, admittedAt: `${day(-3)}T22:30:00Z` });
  return resident;
};
async function seenBy(viewer: Asking, { nhsNumber }: MadeResident) {
  type Seen = { resident: { id: string; redBags: { nodes: Bag[] } | null } | null };
  return (await viewer.ask<Seen>(BAGS, { nhsNumber })).data.resident;
}
const bagsOf = async (viewer: Asking, of: MadeResident) => (await seenBy(viewer, of))?.redBags?.nodes ?? [];
let keys = 0;
function asked(viewer: Asking, mutation: Mutation, more: object) {
  const type = `${mutation[0]?.toUpperCase()}${mutation.slice(1)}Input`;
  const document = `mutation ($input: ${type}!) { ${mutation}(input: $input) { record { ${RECORD} } problems { path code } } }`;
  return viewer.ask<Record<Mutation, Outcome>>(document, { input: { idempotencyKey: `red-bag-${++keys}`, ...more } });
}
const write = async (viewer: Asking, mutation: Mutation, more: object) =>
  (await asked(viewer, mutation, more)).data[mutation];
const codesOf = ({ problems }: Outcome) => problems.map(({ path, code }) => [path.at(-1), code]);

const items = ['ASSESSMENT', 'RESUSCITATION_FORM', 'GLASSES', 'HEARING_AIDS', 'DENTURES'];
const sentAt = `${day(-3)}T21:00:00Z`;
async function sent(of: MadeResident, more: object = {}) {
  const { id = '' } = (await seenBy(carer, of)) ?? {};
  return write(carer, 'sendRedBag', { resident: id, sentAt, items, otherItems: 'A photograph.', ...more });
}
/** The bag as it stands for whoever goes on with it. */
async function bagFor(viewer: Asking, of: MadeResident) {
  const [{ id, version }] = (await bagsOf(viewer, of)) as [Bag];
  return { redBag: id, version };
}
const receivedAt = `${day(-3)}T22:45:00Z`;
const sentBackAt = `${day(-1)}T10:00:00Z`;
const returnedAt = `${day(-1)}T12:30:00Z`;

describe('a red bag', () => {
  it('goes to hospital and comes back, each hand saying what it held; what did not come back is missing', async () => {
    const person = await patient();
    expect((await sent(person)).record).toMatchObject({ version: 1, items, missing: null, receivedAt: null });

    const received = items.filter((item) => item !== 'DENTURES');
    const came = await write(nurse, 'receiveRedBag', { ...(await bagFor(nurse, person)), receivedAt, received });
    expect(came.record).toMatchObject({ version: 2, received, receivedBy: { code: trust.code } });
    const back = ['RESUSCITATION_FORM', 'GLASSES', 'HEARING_AIDS'];
    const left = await write(nurse, 'sendRedBagBack', { ...(await bagFor(nurse, person)), sentBackAt, sentBack: back });
    expect(left.record).toMatchObject({ version: 3, sentBack: back });

    const again = { ...(await bagFor(nurse, person)), receivedAt, received: [] };
    expect(codesOf(await write(nurse, 'receiveRedBag', again))).toEqual([['redBag', 'ALREADY_ENDED']]);

    const returned = ['RESUSCITATION_FORM', 'GLASSES'];
    const looked = await write(carer, 'checkRedBag', { ...(await bagFor(carer, person)), returnedAt, returned });
    const missing = ['ASSESSMENT', 'HEARING_AIDS', 'DENTURES'];
    expect(looked.record).toMatchObject({ version: 4, returned, missing, received, sentBack: back });
    expect(await bagsOf(doctor, person)).toMatchObject([{ missing, received, home: { cqcLocationId: home.code } }]);

    const found = { ...(await bagFor(carer, person)), returnedAt, returned: [...returned, 'HEARING_AIDS'] };
    expect((await write(carer, 'checkRedBag', found)).record).toMatchObject({ missing: ['ASSESSMENT', 'DENTURES'] });
    const { rows } = await database.owner.query(
      'select version, missing from red_bag where former_of is not null and resident_id = $1 order by version',
      [person.id],
    );
    expect(rows.map(({ version }) => version)).toEqual([1, 2, 3, 4]);
    expect(rows[3]).toEqual({ version: 4, missing });
  });

  it('is read on by the trust that received it for thirty days, which may still give it back, and by no other', async () => {
    const person = await patient(null);
    await sent(person);
    const other = await make.organisation('trust');
    await make.stay({
      resident: person,
      trust: other,
      admittedAt: `${day(-3)}T20:00:00Z`,
      dischargedAt: `${day(-3)}T22:00:00Z`,
    });
    await make.stay({ resident: person, trust, admittedAt: `${day(-3)}T22:30:00Z` });
    await write(nurse, 'receiveRedBag', { ...(await bagFor(nurse, person)), receivedAt, received: items });
    await database.owner.query('update hospital_stay set discharged_at = $2 where resident_id = $1 and trust_id = $3', [
      ...[person.id, `${day(-1)}T09:00:00Z`, trust.id],
    ]);
    const stranger = await hub.as(other.code, 'clinician', 'DIRECT_CARE');
    expect(await bagsOf(stranger, person)).toEqual([]);
    const bag = await bagFor(nurse, person);
    expect((await write(nurse, 'sendRedBagBack', { ...bag, sentBackAt, sentBack: ['GLASSES'] })).problems).toEqual([]);
    const again = { ...(await bagFor(nurse, person)), receivedAt, received: [] };
    expect(codesOf(await write(nurse, 'receiveRedBag', again))).toEqual([['redBag', 'UNKNOWN']]);
    expect(await seenBy(await hub.as(home.organisation.code, 'manager', 'DISCHARGE'), person)).not.toBeNull();
  });

  it('is one at a time, of its own moments, and says nothing twice', async () => {
    const person = await patient();
    expect(codesOf(await sent(person, { items: ['GLASSES', 'GLASSES'] }))).toEqual([['items', 'NAMED_TWICE']]);
    expect(codesOf(await sent(person, { items: [], otherItems: ' ' }))).toEqual([['items', 'REQUIRED']]);
    expect(codesOf(await sent(person, { sentAt: '2099-01-01T00:00:00Z' }))).toEqual([['sentAt', 'IN_FUTURE']]);
    expect(codesOf(await sent(person, { otherItems: 'x'.repeat(501) }))).toEqual([['otherItems', 'TOO_LONG']]);
    expect(codesOf(await sent(person))).toEqual([]);
    expect(codesOf(await sent(person))).toEqual([['resident', 'ALREADY_RECORDED']]);

    const bag = await bagFor(nurse, person);
    const receives = (more: object) => write(nurse, 'receiveRedBag', { ...bag, receivedAt, received: [], ...more });
    expect(codesOf(await receives({ receivedAt: `${day(-3)}T20:00:00Z` }))).toEqual([['receivedAt', 'TOO_EARLY']]);
    expect(codesOf(await receives({ receivedAt: '2099-01-01T00:00:00Z' }))).toEqual([['receivedAt', 'IN_FUTURE']]);
    expect(codesOf(await receives({ version: 7 }))).toEqual([['version', 'STALE_VERSION']]);
    const back = { ...bag, sentBackAt, sentBack: [] };
    expect(codesOf(await write(nurse, 'sendRedBagBack', back))).toEqual([['redBag', 'UNKNOWN']]);
    expect(codesOf(await receives({}))).toEqual([]);
    const early = { ...(await bagFor(nurse, person)), sentBack: [], sentBackAt: `${day(-3)}T22:00:00Z` };
    expect(codesOf(await write(nurse, 'sendRedBagBack', early))).toEqual([['sentBackAt', 'TOO_EARLY']]);

    const own = await bagFor(carer, person);
    const checks = (more: object) => write(carer, 'checkRedBag', { ...own, returnedAt, returned: [], ...more });
    expect(codesOf(await checks({ returnedAt: `${day(-3)}T20:00:00Z` }))).toEqual([['returnedAt', 'TOO_EARLY']]);
    expect(codesOf(await checks({ returned: ['GLASSES', 'GLASSES'] }))).toEqual([['returned', 'NAMED_TWICE']]);
    expect((await checks({})).record).toMatchObject({ missing: items, returned: [] });
    expect(codesOf(await sent(person, { sentAt: `${day(-1)}T13:00:00Z` }))).toEqual([]);
  });

  it('is nobody’s to write but those through whose hands it goes', async () => {
    const person = await patient();
    const here = await bagFor(carer, person).catch(() => ({ redBag: '', version: 1 }));
    expect(here.redBag).toBe('');
    await sent(person);
    const bag = await bagFor(nurse, person);
    const refusal = async (viewer: Asking, mutation: Mutation, more: object) =>
      (await asked(viewer, mutation, more)).errors?.[0]?.extensions.code;
    const received = { ...bag, receivedAt, received: [] };
    expect(await refusal(carer, 'receiveRedBag', received)).toBe('NOT_SHARED');
    expect(await refusal(doctor, 'sendRedBag', { resident: person.id, sentAt, items })).toBe('NOT_SHARED');
    const analyst = await hub.as(trust.code, 'analyst', 'PLANNING');
    expect(await refusal(analyst, 'receiveRedBag', received)).toBe('FORBIDDEN');

    const unknown = [['redBag', 'UNKNOWN']];
    const elsewhere = await hub.as((await make.organisation('trust')).code, 'clinician', 'DIRECT_CARE');
    expect(codesOf(await write(elsewhere, 'receiveRedBag', received))).toEqual(unknown);
    const otherHome = await make.home();
    const neighbour = await hub.as(otherHome.organisation.code, 'care-worker', 'DIRECT_CARE');
    const own = await bagFor(carer, person);
    expect(codesOf(await write(neighbour, 'checkRedBag', { ...own, returnedAt, returned: [] }))).toEqual(unknown);
    const { id = '' } = (await seenBy(carer, person)) ?? {};
    expect(codesOf(await write(neighbour, 'sendRedBag', { resident: id, sentAt, items }))).toEqual([
      ['resident', 'UNKNOWN'],
    ]);
    const { rows } = await database.owner.query(
      `select operation from hub.access_entry where kind = 'WRITE' and operation = 'sendRedBag' and $1 = any (residents)`,
      [person.id],
    );
    expect(rows).toHaveLength(1);
  });
});
