import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { withClient } from '../../../src/database/client.ts';
import { expireBrought } from '../../../src/imports/brought/settle.ts';
import { type Candidate, type Setting, setting } from './setting.ts';

let s: Setting;
let persons = 0;
beforeAll(async () => {
  s = await setting();
});
afterAll(() => s?.end());

const key = () => `P${++persons}`;
/** A birthday that nobody else has here. */
const birthday = () => `19${20 + (++persons % 40)}-${String((persons % 9) + 1).padStart(2, '0')}-2${persons % 9}`;
const said = (person: string, more: Record<string, string> = {}) => ({
  ...{ 'NHS number': '', Home: s.home.code, From: '2024-01-01', 'Care type': 'Residential', Source: 'Council' },
  ...{ 'Weekly rate': '812.50', 'Paid from': '2024-01-01', Person: person, 'Family name': 'Example' },
  ...{ 'Given name': 'Edith', 'Date of birth': '04/03/1938', Sex: 'F', ...more },
});
const of = (person: string, found: readonly Candidate[]) => found.filter(({ line }) => line?.person === person);
const points = async (person: string) =>
  of(person, await s.candidates()).map(({ score, survivor }) => [score, survivor?.nhsNumber]);
const idOf = async (person: string) => of(person, await s.candidates())[0]?.id ?? 'none';
const kept = (person: string) => s.rows('select from hub.line_match where person_key = $1', person);

describe('a line of a council without an NHS number', () => {
  it('is about nobody until somebody says about whom, and then about that resident as long as the council sees her', async () => {
    const unlike = { familyName: 'Weaver', givenName: 'Edith', bornOn: '1941-05-06' };
    const [edith, person] = [await s.paidFor(unlike), key()];
    const line = said(person, { 'Family name': 'Weaver', 'Date of birth': '06/05/1941' });
    expect((await s.take([line])).lines).toEqual(['2 MATCH_WANTED']);
    const [candidate] = of(person, await s.candidates());
    expect(candidate).toEqual({
      ...{ id: expect.any(String), state: 'WAITING', score: 85, superseded: null },
      survivor: { id: expect.any(String), nhsNumber: edith.nhsNumber },
      line: {
        ...{ person, format: 'placements', line: 2, familyName: 'Weaver', givenName: 'Edith' },
        ...{ dateOfBirth: '1941-05-06', sex: 'FEMALE', postcode: null },
      },
    });
    expect(await s.settle('confirmMatch', candidate?.id ?? '')).toEqual({
      record: { state: 'CONFIRMED', survivor: { nhsNumber: edith.nhsNumber }, line: { person } },
      problems: [],
    });
    expect(await s.take([{ ...line, To: '2024-06-01' }])).toMatchObject({ lines: [], ended: 2 });
    expect(
      await s.rows(`select to_on::text from placement where resident_id = $1 and valid_until is null`, edith.id),
    ).toEqual([{ to_on: '2024-06-01' }]);
    // The council pays no more, and sees her no more.
    expect((await s.take([line])).lines).toEqual(['2 NOT_SEEN']);
    expect(of(person, await s.candidates())).toEqual([]);
  });

  it('is never about her again of whom somebody has said that she is not meant', async () => {
    const [bornOn, person] = [birthday(), key()];
    await s.paidFor({ familyName: 'Thatcher', bornOn });
    const line = said(person, { 'Family name': 'Thatcher', 'Date of birth': bornOn });
    await s.take([line]);
    const match = await idOf(person);
    await s.settle('confirmMatch', match);
    expect((await s.take([line])).lines).toEqual([]);
    expect((await s.settle('splitMatch', match)).record?.state).toBe('SPLIT');
    expect((await s.take([line])).lines).toEqual(['2 NOBODY_ALIKE']);
    // Unless that was the mistake.
    expect((await s.settle('confirmMatch', match)).record?.state).toBe('CONFIRMED');
    expect((await s.take([line])).lines).toEqual([]);
    expect((await s.settle('confirmMatch', match)).problems).toEqual([
      { path: ['input', 'match'], code: 'ALREADY_ENDED' },
    ]);
  });

  it('has for candidates whoever is likely to be meant, the likeliest first, and links nobody however alike', async () => {
    const twins = [
      await s.paidFor({ familyName: 'Fuller-Smith', givenName: 'Ann', bornOn: '1940-02-11' }),
      await s.paidFor({ familyName: 'Fuller-Smith', givenName: 'Joan', bornOn: '1940-02-11' }),
    ];
    const person = key();
    const line = {
      'Family name': 'FULLER SMITH',
      'Given name': 'Ann',
      'Date of birth': '11/02/1940',
      Postcode: 'zz94ab',
    };
    expect((await s.take([said(person, line)])).lines).toEqual(['2 MATCH_WANTED']);
    expect(await points(person)).toEqual(
      expect.arrayContaining([
        [100, twins[0]?.nhsNumber],
        [85, twins[1]?.nhsNumber],
      ]),
    );
    const cases: [Record<string, string>, number | undefined][] = [
      // Day and month exchanged; one digit another; a part of the double name; a letter; the other sex.
      [{ 'Date of birth': '02/11/1940' }, 85],
      [{ 'Date of birth': '11/02/1941' }, 85],
      [{ 'Family name': 'Smith' }, 90],
      [{ 'Date of birth': '11/02/1941', 'Family name': 'Smith' }, 75],
      [{ 'Family name': 'Füller-Smith' }, 100],
      [{ 'Given name': 'Anne' }, 93],
      [{ Sex: 'M' }, 80],
      [{ 'Date of birth': '', Postcode: '' }, undefined],
      [{ 'Date of birth': '17/09/1933', 'Family name': 'Smith' }, undefined],
    ];
    for (const [more, score] of cases) {
      await s.take([said(person, { ...line, ...more })]);
      const found = await points(person);
      expect([more, found.find(([, number]) => number === twins[0]?.nhsNumber)?.[0]]).toEqual([more, score]);
    }
  });

  it('of which the council sees nobody who may be meant leaves nothing behind', async () => {
    const [person, again] = [key(), key()];
    const bornOn = birthday();
    await s.paidFor({ familyName: 'Cooper', bornOn }, s.otherCouncil);
    await s.make.resident({ familyName: 'Cooper', home: s.home, bornOn });
    const line = { 'Family name': 'Cooper', 'Date of birth': bornOn };
    expect((await s.take([said(person, line)])).lines).toEqual(['2 NOBODY_ALIKE']);
    expect(await kept(person)).toEqual([]);
    await s.paidFor({ familyName: 'Cooper', bornOn });
    expect((await s.take([said(again, line)], s.council, { dryRun: true })).rejected).toBe(1);
    expect(await kept(again)).toEqual([]);
  });

  it('is settled by nobody but the council whose file it is, and for each key of its own once', async () => {
    const [bornOn, person] = [birthday(), key()];
    for (const familyName of ['Sadler', 'Saddler']) await s.paidFor({ familyName, bornOn });
    await s.paidFor({ familyName: 'Sadler', bornOn }, s.otherCouncil);
    const line = said(person, { 'Family name': 'Sadler', 'Date of birth': bornOn });
    await s.take([line]);
    await s.take([line], s.otherCouncil);
    const other = await s.hub.as(s.otherCouncil.code, 'finance', 'FUNDING');
    const [mine, theirs] = [of(person, await s.candidates()), of(person, await s.candidates(other))];
    expect([mine.length, theirs.length]).toEqual([2, 1]);
    const unknown = { record: null, problems: [{ path: ['input', 'match'], code: 'UNKNOWN' }] };
    expect(await s.settle('confirmMatch', mine[0]?.id ?? '', other)).toEqual(unknown);
    expect((await s.settle('confirmMatch', mine[0]?.id ?? '')).problems).toEqual([]);
    expect((await s.settle('confirmMatch', mine[1]?.id ?? '')).problems).toEqual([
      { path: ['input', 'match'], code: 'ALREADY_RECORDED' },
    ]);
    // What one council means by a key the other does not.
    expect((await s.take([line], s.otherCouncil)).lines).toEqual(['2 MATCH_WANTED']);
    const broker = await s.hub.as(s.council.code, 'broker', 'DISCHARGE');
    await expect(s.settle('splitMatch', mine[0]?.id ?? '', broker)).rejects.toThrow('FORBIDDEN');
    await expect(s.candidates(broker)).rejects.toThrow('PURPOSE_NOT_ALLOWED');
  });

  it('lets a whole file end nobody, since anybody may be meant, and ends who is not named once it is settled', async () => {
    const [bornOn, person] = [birthday(), key()];
    const [named, gone] = [
      await s.paidFor({ familyName: 'Wright', bornOn }),
      await s.paidFor({ familyName: 'Potter' }),
    ];
    const everybody = await s.rows<{ number: string }>(
      `select distinct r.nhs_number as number from resident r join placement p on p.resident_id = r.id
       where p.author_id = $1 and p.valid_until is null and p.to_on is null and r.id <> all ($2)`,
      s.council.id,
      [named.id, gone.id],
    );
    const lines = [
      said(person, { 'Family name': 'Wright', 'Date of birth': bornOn }),
      ...everybody.map(({ number }) => ({ ...said(''), 'NHS number': number })),
    ];
    const ends = () => s.rows('select to_on from placement where resident_id = $1 and valid_until is null', gone.id);
    await s.take(lines, s.council, { whole: true });
    expect(await ends()).toEqual([{ to_on: null }]);
    await s.settle('confirmMatch', await idOf(person));
    const taken = await s.take(lines, s.council, { whole: true });
    expect(taken.lines).toEqual([]);
    expect(await ends()).toEqual([{ to_on: expect.anything() }]);
  });

  it('is forgotten if nobody settles it within 90 days', async () => {
    const [bornOn, person] = [birthday(), key()];
    await s.paidFor({ familyName: 'Glover', bornOn });
    await s.take([said(person, { 'Family name': 'Glover', 'Date of birth': bornOn })]);
    await s.rows(`update hub.line_match set recorded_at = now() - interval '89 days' where person_key = $1`, person);
    await withClient(s.database.ownerUrl, expireBrought);
    expect(await kept(person)).toHaveLength(1);
    await s.rows(`update hub.line_match set recorded_at = now() - interval '91 days' where person_key = $1`, person);
    await withClient(s.database.ownerUrl, expireBrought);
    expect(await kept(person)).toEqual([]);
  });

  it('says what is wrong with what it says of the person', async () => {
    const lines = [
      said(key(), { 'Family name': '', 'Date of birth': '30/02/1938', Sex: 'Z', Postcode: 'nowhere' }),
      said('x'.repeat(101)),
      said(''),
    ];
    expect((await s.take(lines)).lines).toEqual([
      ...['2 Date of birth NOT_A_DAY', '2 Family name REQUIRED', '2 Postcode NOT_A_POSTCODE', '2 Sex NOT_A_VALUE'],
      ...['3 Person NOT_A_CODE', '4 NHS number REQUIRED'],
    ]);
  });
});
