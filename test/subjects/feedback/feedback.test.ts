import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { asking } from '../../register/register.ts';
import { day } from '../../support/days.ts';
import type { MadeResident } from '../../support/factories.ts';
import type { Asking } from '../../support/hub.ts';
import {
  begin,
  carer,
  carerOf,
  council,
  database,
  end,
  home,
  hub,
  make,
  month,
  monthGoesBy,
  officer,
  record,
  saidOf,
  see,
  someone,
  unnamed,
  withdraw,
} from './setting.ts';

beforeAll(begin);
afterAll(end);

describe('feedback that its giver lets be named', () => {
  it('is read by the home and by the council that pays, with whom it is about and who gave it', async () => {
    const person = await someone();
    const outcomes = [{ outcome: 'FOOD_AND_DRINK', howItIs: 'SOME_NEEDS' }];
    expect((await record(carer, person, 'NAMED', { outcomes })).problems).toEqual([]);
    for (const viewer of [carer, officer])
      expect(await saidOf(viewer, person)).toEqual([
        {
          ...{
            id: expect.any(String),
            shownAs: 'NAMED',
            givenBy: 'FAMILY',
            givenOn: day(-1),
            words: 'The tea is cold.',
          },
          ...{ foodAndDrink: 'SOME_NEEDS', dignity: null },
          ...(viewer === officer && { recordedBy: { code: home.organisation.code } }),
          resident: { nhsNumber: person.nhsNumber },
        },
      ]);
    // A home is not told who wrote it down: that would tell of a council that enquires.
    const asked = await carer.ask('{ residents { nodes { feedback { nodes { recordedBy { code } } } } } }');
    expect(asked.errors).toMatchObject([{ extensions: { code: 'NOT_SHARED' } }]);
    const finance = await hub.as(council.code, 'finance', 'FUNDING');
    expect((await see(finance, person))?.feedback).toBeNull();
  });

  it('stays the business of the home that it was said of: a home where the resident moves to does not read it', async () => {
    const [person, next] = [await someone(), await make.home({ council })];
    await record(carer, person, 'NAMED');
    await database.owner.query(`update placement set to_on = '2025-01-01' where resident_id = $1`, [person.id]);
    await make.placement({ resident: person, home: next, from: '2025-01-01' });
    expect((await see(await carerOf(next), person))?.feedback).toEqual({ totalCount: 0, nodes: [] });
    expect((await saidOf(officer, person)).length).toBe(1);
  });

  it('is of the home where the resident lived on the day of which it was said', async () => {
    const [person, next] = [await someone(), await make.home({ council })];
    await database.owner.query(`update placement set to_on = '2025-01-01' where resident_id = $1`, [person.id]);
    await make.placement({ resident: person, home: next, from: '2025-01-01' });
    const before = { givenOn: '2024-12-01', words: 'It was cold there.' };
    expect((await record(await carerOf(next), person, 'NAMED', before)).problems).toMatchObject([{ code: 'UNKNOWN' }]);
    expect((await record(officer, person, 'COUNCIL_ONLY', before)).problems).toEqual([]);
    expect((await unnamed(officer))?.map(({ words }) => words)).toContain(before.words);
    expect(await unnamed(officer, next)).toEqual([]);
  });
});

describe('feedback for the council alone', () => {
  it('is never read by the home, though the home wrote it down, and neither is that there is any', async () => {
    const person = await someone();
    const before = await see(carer, person);
    const answer = await record(carer, person, 'COUNCIL_ONLY');
    expect(answer).toEqual({ receipt: expect.stringMatching(/^([0-9A-F]{4}-){4}[0-9A-F]{4}$/), problems: [] });
    expect(await see(carer, person)).toEqual(before);
    const [told] = await saidOf(officer, person);
    expect(told).toMatchObject({ shownAs: 'COUNCIL_ONLY', resident: { nhsNumber: person.nhsNumber } });
    const elsewhere = await hub.as(home.organisation.code, 'manager', 'DISCHARGE');
    expect(await saidOf(elsewhere, person)).toEqual([]);
    // Not by the database either, whatever the hub asks for.
    const rows = await asking(
      database.pools.write,
      { agency: 'home', organisation: home.organisation } as never,
      `select id from feedback where resident_id = '${person.id}'`,
    );
    expect(rows).toEqual([]);
    expect((await unnamed(carer))?.map(({ words }) => words)).not.toContain('The tea is cold.');
  });

  it('reaches the council where the home lies, without of whom, also of those for whom it does not pay', async () => {
    const person = await someone(home, false);
    await record(carer, person, 'COUNCIL_ONLY', { words: 'Nobody comes at night.' });
    expect(await see(officer, person)).toBeNull();
    expect(await unnamed(officer)).toContainEqual({
      ...{ words: 'Nobody comes at night.', outcome: null, howItIs: null, givenIn: day(-1).slice(0, 7) },
      ...{ councilOnly: true, releasedIn: null },
    });
  });
});

describe('feedback without a name', () => {
  it('is read by those alone who answer for the care, for what they answer', async () => {
    const asked = `{ careHome(cqcLocationId: "${home.code}") { unnamedFeedback { nodes { words } } } }`;
    const refused = async (role: string, purpose: string, of: { code: string } = council) =>
      (await (await hub.as(of.code, role, purpose)).ask(asked)).errors?.[0]?.extensions?.code;
    for (const [role, purpose] of [
      ['finance', 'FUNDING'],
      ['social-worker', 'SAFEGUARDING'],
      ['broker', 'DISCHARGE'],
      ['analyst', 'QUALITY_MONITORING'],
      ['privacy-officer', 'INFORMATION_GOVERNANCE'],
    ] as const)
      expect([role, await refused(role, purpose)]).toEqual([role, 'FORBIDDEN']);
    expect(await refused('manager', 'DISCHARGE', home.organisation)).toBe('FORBIDDEN');
    expect(await refused('quality-officer', 'QUALITY_MONITORING')).toBeUndefined();
    expect(await refused('manager', 'DIRECT_CARE', home.organisation)).toBeUndefined();
  });

  it('is in no list of a resident, and is read by the home from the next month on with that of three residents', async () => {
    const other = await make.home({ council });
    const [staff, people] = [await carerOf(other), [await someone(other), await someone(other), await someone(other)]];
    const say = (n: number, more = {}) =>
      record(staff, people[n] as MadeResident, 'UNNAMED', { words: `Word ${n}`, ...more });
    await say(0);
    await say(0, { words: 'Word again', outcomes: [{ outcome: 'DIGNITY', howItIs: 'HIGH_NEEDS' }] });
    await say(1);
    await monthGoesBy();
    expect(await unnamed(staff, other)).toEqual([]);
    await say(2);
    expect(await unnamed(staff, other)).toEqual([]);
    expect((await unnamed(officer, other))?.map(({ words }) => words).sort()).toEqual([
      'Word 0',
      'Word 1',
      'Word 2',
      'Word again',
    ]);
    await monthGoesBy();
    const read = await unnamed(staff, other);
    expect(read?.map(({ words }) => words).sort()).toEqual(['Word 0', 'Word 1', 'Word 2', 'Word again']);
    expect(new Set(read?.map(({ releasedIn }) => releasedIn))).toEqual(new Set([month]));
    const { rows } = await database.owner.query('select id from unnamed_feedback where home_id = $1 limit 1', [
      other.id,
    ]);
    const id = `UnnamedFeedback:${rows[0].id}`;
    const byId = async (viewer: Asking) => (await viewer.ask(`{ node(id: "${id}") { id } }`)).data;
    expect(await byId(officer)).toEqual({ node: { id } });
    expect(await byId(await hub.as(council.code, 'finance', 'FUNDING'))).toEqual({ node: null });
    await say(1, { words: 'One more' });
    await monthGoesBy();
    expect((await unnamed(staff, other))?.length).toBe(4);
    for (const viewer of [staff, officer]) for (const one of people) expect(await saidOf(viewer, one)).toEqual([]);
    expect(await unnamed(carer, other)).toBeNull();
    expect((await staff.ask('{ careHomes { nodes { unnamedFeedback { nodes { givenIn } } } } }')).errors).toMatchObject(
      [{ extensions: { code: 'NOT_SHARED' } }],
    );
  });

  it('told to the council is not freed by what the home says it was told itself', async () => {
    const other = await make.home({ council });
    const staff = await carerOf(other);
    await record(officer, await someone(other), 'UNNAMED', { words: 'In confidence.' });
    for (const words of ['Made up', 'Made up too']) await record(staff, await someone(other), 'UNNAMED', { words });
    await monthGoesBy();
    expect(await unnamed(staff, other)).toEqual([]);
    await record(staff, await someone(other), 'UNNAMED', { words: 'A third' });
    await monthGoesBy();
    const read = (await unnamed(staff, other))?.map(({ words }) => words).sort();
    expect(read).toEqual(['A third', 'Made up', 'Made up too']);
  });

  it('keeps outcomes apart from words and from each other, for what a resident chose is known', async () => {
    const other = await make.home({ council });
    const staff = await carerOf(other);
    for (const outcome of ['DIGNITY', 'DIGNITY', 'OCCUPATION']) {
      const outcomes = [{ outcome, howItIs: 'IDEAL' }];
      await record(staff, await someone(other), 'UNNAMED', { words: 'All is well.', outcomes });
    }
    await monthGoesBy();
    expect((await unnamed(staff, other))?.map(({ outcome }) => outcome)).toEqual([null, null, null]);
    expect((await unnamed(officer, other))?.every(({ outcome }) => outcome === null)).toBe(true);
  });

  it('waits again if one of three takes it back before the month is over', async () => {
    const other = await make.home({ council });
    const staff = await carerOf(other);
    const given = [];
    for (const n of [1, 2, 3]) given.push(await record(staff, await someone(other), 'UNNAMED', { words: `Said ${n}` }));
    expect(await withdraw(staff, { receipt: given[0]?.receipt ?? '' })).toEqual(['UNKNOWN']);
    expect(await withdraw(officer, { receipt: given[0]?.receipt?.toLowerCase().replaceAll('-', ' ') ?? '' })).toEqual(
      [],
    );
    await monthGoesBy();
    expect(await unnamed(staff, other)).toEqual([]);
    expect((await unnamed(officer, other))?.map(({ words }) => words).sort()).toEqual(['Said 2', 'Said 3']);
  });
});
