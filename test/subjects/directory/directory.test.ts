import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { londonTime } from '../../../src/shared/dates.ts';
import { thereAt, thereNext } from '../../../src/subjects/directory/contact-hours.ts';
import { contentsOf } from '../../support/contents.ts';
import { type Setting, setting, type Writer } from '../../support/network-setting.ts';

interface Contact {
  id: string;
  name: string;
  organisation: { code: string };
  thereNow: boolean | null;
  until: string | null;
}
interface HomeContacts {
  contacts: { contacts: Contact[]; none: string | null };
}

const nurse = {
  ...{ role: 'CONTINENCE_NURSE', name: 'Ann Weir', telephone: '01632 960900', covers: 'ALL_HOMES', hours: [] },
  ...{ respondsWithinHours: 24, note: 'Have the chart at hand.' },
};
const weekdays = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'];
const always = weekdays.map((weekday) => ({ weekday, from: '00:00', until: '24:00' }));
const shown = 'id name role organisation { code } thereNow until respondsWithinHours hours { weekday from until }';

let s: Setting;
beforeAll(async () => {
  s = await setting();
});
afterAll(() => s.end());

const state = (input: object, writer: Writer = 'trust') =>
  s.tell<Contact>(s.writers[writer], 'stateContact', { ...nurse, ...input }, shown);
const contactsOf = async (code: string, role = 'CONTINENCE_NURSE') =>
  (
    await s.read<HomeContacts>(
      s.writers.home,
      `{ careHome(cqcLocationId: "${code}") { contacts(role: ${role}) { none contacts { ${shown} } } } }`,
    )
  ).contacts;

describe('whom a home may ask', () => {
  it('is named by any agency that looks after residents, homes among them, and read by all of them', async () => {
    for (const writer of Object.keys(s.writers) as Writer[]) {
      const role = 'CARE_HOME_COORDINATOR';
      const { record, problems } = await state({ role, name: `Coordinator of ${writer}` }, writer);
      expect(problems).toEqual([]);
      const contacts = (viewer: Writer) =>
        s.read<{ nodes: Contact[] }>(s.writers[viewer], `{ namedContacts(role: ${role}) { nodes { id } } }`);
      expect((await contacts('home')).nodes).toContainEqual({ id: record?.id });
      expect((await contacts('icb')).nodes).toContainEqual({ id: record?.id });
    }
  });

  it('is by its role found for the home: of all homes, of its network of today, or by its name; or it says why there is none', async () => {
    expect(await contactsOf(s.home.code, 'DENTIST')).toEqual({ contacts: [], none: 'NOBODY_IN_THIS_ROLE' });
    await state({ role: 'DENTIST', covers: 'NETWORK', network: s.network.code, name: 'Of the network' });
    expect(await contactsOf(s.otherHome.code, 'DENTIST')).toEqual({ contacts: [], none: 'HOME_IN_NO_NETWORK' });
    expect(await contactsOf(s.home.code, 'DENTIST')).toMatchObject({
      contacts: [{ name: 'Of the network', organisation: { code: s.trust.code } }],
      none: null,
    });
    await state({ role: 'DENTIST', covers: 'NAMED_HOMES', homes: [s.otherHome.code], name: 'Of the other home' });
    const named = (await contactsOf(s.otherHome.code, 'DENTIST')).contacts.map(({ name }) => name);
    expect(named).toEqual(['Of the other home']);
    await state({ role: 'PODIATRIST', covers: 'NAMED_HOMES', homes: [s.otherHome.code] });
    expect(await contactsOf(s.home.code, 'PODIATRIST')).toEqual({ contacts: [], none: 'NOT_FOR_THIS_HOME' });
  });

  it('is sorted by who is there now, and is read for all homes of a list by one statement for each field', async () => {
    await state({ role: 'PHARMACIST', name: 'A, without hours' });
    await state({ role: 'PHARMACIST', name: 'B, never there now', hours: notNow() });
    await state({ role: 'PHARMACIST', name: 'C, always there', hours: always });
    const { contacts } = await contactsOf(s.home.code, 'PHARMACIST');
    expect(contacts.map(({ name, thereNow }) => [name, thereNow])).toEqual([
      ['C, always there', true],
      ['B, never there now', false],
      ['A, without hours', null],
    ]);
    s.statements.length = 0;
    const homes = await s.read<{ nodes: HomeContacts[] }>(
      s.writers.trust,
      '{ careHomes { nodes { contacts(role: PHARMACIST) { none contacts { name } } } } }',
    );
    expect(homes.nodes.map((home) => home.contacts.contacts.length)).toEqual([3, 3]);
    expect(s.statements.filter((text) => text.includes('named_contact'))).toHaveLength(2);
  });

  it('keeps what it said before for its own organisation when it is stated anew, and leaves the directory when it ends', async () => {
    const first = await state({ role: 'DIETITIAN' });
    const second = await state({ role: 'DIETITIAN', name: 'Bea Fell', replaces: first.record?.id });
    expect((await contactsOf(s.home.code, 'DIETITIAN')).contacts.map(({ name }) => name)).toEqual(['Bea Fell']);
    const before = (writer: Writer) =>
      s.read<Contact | null>(
        s.writers[writer],
        `{ node(id: "${first.record?.id}") { ... on NamedContact { ${shown} } } }`,
      );
    expect(await before('trust')).toMatchObject({ name: 'Ann Weir', until: expect.any(String) });
    // Whom nobody may ask any more, nobody else reads.
    expect(await before('home')).toBeNull();
    expect((await state({ replaces: first.record?.id })).problems).toEqual([['replaces', 'ALREADY_ENDED']]);
    const over = { contact: second.record?.id };
    const { record } = await s.tell<Contact>(s.writers.trust, 'endContact', over, shown);
    expect((await s.tell(s.writers.trust, 'endContact', over)).problems).toEqual([['contact', 'ALREADY_ENDED']]);
    expect(record?.until).toEqual(expect.any(String));
    expect(await contactsOf(s.home.code, 'DIETITIAN')).toEqual({ contacts: [], none: 'NOBODY_IN_THIS_ROLE' });
  });

  it.each<[string, object, [string, string][]]>([
    ['a name', { name: ' ' }, [['name', 'REQUIRED']]],
    ['a way to reach it', { telephone: null }, [['telephone', 'REQUIRED']]],
    ['an address that is one', { email: 'nobody' }, [['email', 'OUT_OF_RANGE']]],
    ['a network where it names one', { covers: 'NETWORK' }, [['network', 'REQUIRED']]],
    ['a network that there is', { covers: 'NETWORK', network: 'none' }, [['network', 'UNKNOWN']]],
    ['homes where it names them', { covers: 'NAMED_HOMES', homes: [] }, [['homes', 'REQUIRED']]],
    ['homes that there are', { covers: 'NAMED_HOMES', homes: ['1-1'] }, [['homes.0', 'UNKNOWN']]],
    ['no home where it is for all', { homes: ['1-1'] }, [['homes', 'NOT_OF_THIS_KIND']]],
    ['a promise that can be kept', { respondsWithinHours: 0 }, [['respondsWithinHours', 'OUT_OF_RANGE']]],
    [
      'hours of a day',
      { hours: [{ weekday: 'MONDAY', from: '25:00', until: '26:00' }] },
      [['hours.0.from', 'OUT_OF_RANGE']],
    ],
  ])('has %s, or nothing is recorded', async (_, input, problems) => {
    const before = await contentsOf(s.database.owner);
    expect((await state(input)).problems).toEqual(problems);
    expect(await contentsOf(s.database.owner)).toEqual(before);
  });

  it('is ended and replaced by its own organisation alone, and stated by nobody for a dashboard', async () => {
    const { record } = await state({ role: 'OPTOMETRIST' });
    const ended = await s.tell(s.writers.council, 'endContact', { contact: record?.id });
    expect(ended.problems).toEqual([['contact', 'UNKNOWN']]);
    const replaced = await state({ role: 'OPTOMETRIST', replaces: record?.id }, 'home');
    expect(replaced.problems).toEqual([['replaces', 'UNKNOWN']]);
    expect(await s.refusalOf(s.dashboard, 'stateContact', nurse)).toBe('NOT_SHARED');
    const analyst = await s.hub.as(s.trust.code, 'analyst', 'PLANNING');
    expect(await s.refusalOf(analyst, 'stateContact', nurse)).toBe('FORBIDDEN');
  });
});

/** Hours of every day that are not now. */
function notNow() {
  const { hour } = londonTime(new Date());
  const from = hour < 12 ? '15:00' : '02:00';
  return weekdays.map((weekday) => ({ weekday, from, until: hour < 12 ? '20:00' : '08:00' }));
}

describe('the hours of a contact', () => {
  const friday = [{ weekday: 'FRIDAY', from: '09:00', until: '18:00' }];
  const sunday = [{ weekday: 'SUNDAY', from: '08:00', until: '12:00' }];

  it('hold in London, in summer as in winter, from the first moment and before the last', () => {
    expect(thereAt(friday, new Date('2026-07-03T08:00:00Z'))).toBe(true);
    expect(thereAt(friday, new Date('2026-07-03T17:00:00Z'))).toBe(false);
    expect(thereAt(friday, new Date('2026-12-04T08:59:00Z'))).toBe(false);
    expect(thereAt([], new Date())).toBeNull();
  });

  it('tell when somebody is there next, also on the day when clocks change', () => {
    expect(thereNext(friday, new Date('2026-07-03T17:00:00Z'))).toEqual(new Date('2026-07-10T08:00:00Z'));
    expect(thereNext(friday, new Date('2026-07-03T06:00:00Z'))).toEqual(new Date('2026-07-03T08:00:00Z'));
    expect(thereNext(friday, new Date('2026-07-03T09:00:00Z'))).toBeNull();
    expect(thereNext(sunday, new Date('2026-03-28T12:00:00Z'))).toEqual(new Date('2026-03-29T07:00:00Z'));
    expect(thereNext(sunday, new Date('2026-10-24T12:00:00Z'))).toEqual(new Date('2026-10-25T08:00:00Z'));
  });
});
