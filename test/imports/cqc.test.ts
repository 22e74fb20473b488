import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { cqc } from '../../src/imports/cqc/locations.ts';
import { directory, headers, type Location, location } from './support/cqc-file.ts';
import { type Taking, takingFiles } from './support/taking.ts';

let taking: Taking;
beforeEach(async () => {
  taking = await takingFiles();
});
afterEach(() => taking?.database.drop());

const homes = () =>
  taking.rows<{ id: string; name: string; beds: number; types: string[]; ended: string | null; council: string }>(
    `select h.cqc_location_id as id, h.name, h.registered_beds as beds, h.care_types as types,
       h.deregistered_on::text as ended, c.name as council
     from care_home h join organisation c on c.id = h.council_id order by 1`,
  );
const twenty = (from = 1) => Array.from({ length: 20 }, (_, n) => location(from + n));
const asOf = (day: string) => ({ asOf: new Date(`${day}T06:00:00Z`) });

describe("the CQC's directory of locations", () => {
  it('makes homes of the care homes in it, by the names of its columns in whatever order, and of nothing else', async () => {
    const shop = location(2, { 'Care home?': 'N', 'Care homes beds': '' });
    const nursing = location(3, {
      'Service type - Care home service with nursing': 'Y',
      'Service user band - Learning disabilities or autistic spectrum disorder': 'Y',
      'Care homes beds': '1,024.0',
      'Location Name': 'The "Old" Mill, Fellbridge',
    });
    const columns = [...headers].reverse().map((header, n) => (n % 2 ? header.toUpperCase() : ` ${header} `));
    const renamed = (one: Location) =>
      Object.fromEntries(
        columns.map((column, n) => [column, [...headers].reverse().map((header) => one[header])[n] ?? '']),
      );
    const file = `\uFEFF${directory([location(1), shop, nursing].map(renamed), [...columns, 'A column of next year'])}`;
    expect(await taking.take(cqc, file)).toMatchObject({ state: 'DONE', read: 2, rejected: 0, added: 2, lines: [] });
    expect(await homes()).toEqual([
      {
        id: '1-900000001',
        name: 'The 1. Elms',
        beds: 38,
        types: ['RESIDENTIAL', 'RESIDENTIAL_DEMENTIA'],
        ended: null,
        council: 'Fellbridge',
      },
      {
        id: '1-900000003',
        name: 'The "Old" Mill, Fellbridge',
        beds: 1024,
        types: ['LEARNING_DISABILITY', 'NURSING', 'NURSING_DEMENTIA', 'RESIDENTIAL', 'RESIDENTIAL_DEMENTIA'],
        ended: null,
        council: 'Fellbridge',
      },
    ]);
  });

  it('makes no home of a location of which it cannot be read whether it is one, and ends none by it', async () => {
    await taking.take(cqc, directory([location(1), location(2)]), asOf('2026-01-01'));
    const told = ['', '#N/A', 'FALSE', 'TRUE'].map((said, n) => location(n + 2, { 'Care home?': said }));
    expect(await taking.take(cqc, directory([location(1), ...told]), asOf('2026-02-01'))).toMatchObject({
      ...{ added: 1, ended: 0, lines: ['3 Care home? REQUIRED', '4 Care home? BROKEN_FORMULA'] },
    });
    expect((await homes()).map(({ id }) => id)).toEqual(['1-900000001', '1-900000002', '1-900000005']);
  });

  it('knows a council by its name however it is styled', async () => {
    await taking.rows(
      `insert into organisation (agency, code, name) values ('council', '999', 'City of Weirside Metropolitan Borough Council')`,
    );
    await taking.take(cqc, directory([location(1, { 'Location Local Authority': 'Weirside' }), location(2)]));
    expect((await homes()).map(({ council }) => council)).toEqual([
      'City of Weirside Metropolitan Borough Council',
      'Fellbridge',
    ]);
    expect(await taking.rows(`select code from organisation where agency = 'council' order by 1`)).toEqual([
      { code: '999' },
      { code: 'LA-FELLBRIDGE' },
    ]);
  });

  it('knows a council by other spellings of its name, and by the code that it was given by a former one', async () => {
    await taking.rows(
      `insert into organisation (agency, code, name) values ('council', 'LA-FELLBRIDGE', 'Greater Fell'),
         ('council', '998', 'Weir & Mill London Borough Council'), ('trust', 'RXX', 'A trust')`,
    );
    const under = (authority: string, place: number) => location(place, { 'Location Local Authority': authority });
    const said = ['Weir and Mill', 'Hill-on-Weir', 'Hill on Weir', 'City of London', 'Fellbridge'].map(under);
    const nameless = [under('City Council', 8), location(9, { 'Location ID': 'RXX' })];
    expect((await taking.take(cqc, directory([...said, ...nameless]))).lines).toEqual([
      '7 Location Local Authority NOT_A_VALUE',
      '8 NOT_POSSIBLE',
    ]);
    expect((await homes()).map(({ council }) => council)).toEqual([
      ...['Weir & Mill London Borough Council', 'Hill-on-Weir', 'Hill-on-Weir', 'City of London', 'Greater Fell'],
    ]);
    const codes = await taking.rows<{ code: string }>(
      `select code from organisation where agency = 'council' order by 1`,
    );
    expect(codes.map(({ code }) => code)).toEqual(['998', 'LA-FELLBRIDGE', 'LA-HILL-ON-WEIR', 'LA-LONDON']);
  });

  it('is taken once: the very same file does nothing again, and one that says the same changes nothing', async () => {
    const file = directory([location(1), location(2)]);
    const asOf = new Date();
    await taking.take(cqc, file, { asOf });
    expect(await taking.take(cqc, file, { asOf })).toMatchObject({ state: 'BEFORE' });
    // Read in another encoding it may say something else.
    expect(await taking.take(cqc, file, { asOf, encoding: 'windows-1252' })).toMatchObject({ unchanged: 2 });
    const later = new Date(asOf.getTime() + 2_000);
    expect(await taking.take(cqc, file, { asOf: later })).toMatchObject({
      state: 'DONE',
      added: 0,
      changed: 0,
      unchanged: 2,
    });
    // Of a moment between the two: the newer file has said that they are so.
    const between = directory([location(1, { 'Location Name': 'Another' }), location(2)]);
    expect(await taking.take(cqc, between, { asOf: new Date(asOf.getTime() + 1_000) })).toMatchObject({
      ...{ state: 'DONE', changed: 0, ended: 0, lines: ['2 NEWER_KNOWN', '3 NEWER_KNOWN'] },
    });
    const last = new Date(asOf.getTime() + 3_000);
    expect(await taking.take(cqc, `${file}\r\n`, { asOf: last })).toMatchObject({
      state: 'DONE',
      added: 0,
      changed: 0,
      ended: 0,
      unchanged: 2,
    });
    // What made each, and what was the latest to say so.
    expect(await taking.rows('select from hub.record_source')).toHaveLength(4);
  });

  it('ends the homes that are in it no more, but not one whose line could not be taken', async () => {
    await taking.take(cqc, directory(twenty()), asOf('2026-01-01'));
    const later = twenty()
      .slice(1)
      .map((one, n) => (n === 0 ? { ...one, 'Location Postal Code': 'none' } : one));
    expect(await taking.take(cqc, directory(later), asOf('2026-02-01'))).toMatchObject({
      ended: 1,
      rejected: 1,
      lines: ['2 Location Postal Code NOT_A_POSTCODE'],
    });
    const unread = `${directory(twenty().slice(1, 10))}a line, that is, broken\r\n`;
    expect(await taking.take(cqc, unread, { ...asOf('2026-03-01'), allowLargeChange: true })).toMatchObject({
      ...{ state: 'DONE', ended: 0, lines: ['11 COLUMNS'] },
    });
    expect((await homes()).filter(({ ended }) => ended).map(({ id, ended }) => [id, ended])).toEqual([
      ['1-900000001', '2026-02-01'],
    ]);
  });

  it('asks before it ends or changes more than is usual', async () => {
    const many = Array.from({ length: 60 }, (_, n) => location(n + 1));
    await taking.take(cqc, directory(many), asOf('2026-01-01'));
    const half = directory(many.slice(0, 30));
    expect(await taking.take(cqc, half, asOf('2026-02-01'))).toMatchObject({ state: 'ASKING', ended: 30, stood: 60 });
    expect((await homes()).filter(({ ended }) => ended)).toEqual([]);
    expect(await taking.take(cqc, half, { ...asOf('2026-02-01'), allowLargeChange: true })).toMatchObject({
      state: 'DONE',
      ended: 30,
    });
  });

  it('makes no home of what a newer file has no more', async () => {
    await taking.take(cqc, directory(twenty()), asOf('2026-01-01'));
    await taking.take(cqc, directory(twenty().slice(1)), asOf('2026-03-01'));
    const older = directory([...twenty(), location(21)]);
    expect(await taking.take(cqc, older, asOf('2026-02-01'))).toMatchObject({
      ...{
        state: 'DONE',
        added: 0,
        changed: 0,
        ended: 0,
        lines: expect.arrayContaining(['2 NEWER_KNOWN', '22 NEWER_KNOWN']),
      },
    });
    expect((await homes()).map(({ id, ended }) => [id, ended])).toEqual(
      twenty().map((one, n) => [one['Location ID'], n ? null : '2026-03-01']),
    );
    expect(await taking.take(cqc, older, asOf('2026-04-01'))).toMatchObject({ added: 1, changed: 1, rejected: 0 });
  });

  it('undoes nothing that a newer file says', async () => {
    await taking.take(cqc, directory([location(1, { 'Location Name': 'New Elms' }), location(2)]), asOf('2026-02-01'));
    const older = directory([location(1, { 'Location Name': 'Old Elms' })]);
    expect(await taking.take(cqc, older, asOf('2026-01-01'))).toMatchObject({
      changed: 0,
      ended: 0,
      lines: ['2 NEWER_KNOWN'],
    });
    expect((await homes()).map(({ name, ended }) => [name, ended])).toEqual([
      ['New Elms', null],
      ['The 2. Elms', null],
    ]);
  });

  it('lets a new registration of the same premises follow the one before, with the rating that it inherits', async () => {
    await taking.take(cqc, directory([location(1), ...twenty(2)]), asOf('2026-01-01'));
    const again = location(30, {
      'Location UPRN ID': '10000000001',
      'Location HSCA start date': '2026-01-20',
      'Inherited Rating (Y/N)': 'Y',
    });
    await taking.take(cqc, directory([again, ...twenty(2)]), asOf('2026-02-01'));
    expect(
      await taking.rows(`select before.cqc_location_id as before, heir.cqc_location_id as heir, r.rating
        from care_home h join care_home before on before.id = h.predecessor_id
        join rating r on r.home_id = h.id join care_home heir on heir.id = r.inherited_from_id`),
    ).toEqual([{ before: '1-900000001', heir: '1-900000001', rating: 'GOOD' }]);
  });

  it('takes no dormant location, and a place that is registered twice once', async () => {
    const second = location(2, {
      'Location Dual Registered': 'Y',
      'Primary ID (Dual registration locations)': '1-900000001',
    });
    const first = location(1, {
      'Location Dual Registered': 'Y',
      'Primary ID (Dual registration locations)': '1-900000001',
    });
    const file = directory([first, second, location(3, { 'Dormant (Y/N)': 'Y' }), location(1)]);
    expect((await taking.take(cqc, file)).lines).toEqual(['3 DUAL_REGISTERED', '4 DORMANT', '5 NAMED_TWICE']);
    expect((await homes()).map(({ id }) => id)).toEqual(['1-900000001']);
  });

  it('tells each cell that cannot be, and takes the lines beside it', async () => {
    const wrong = location(2, {
      'Location ID': '1.9E+08',
      'Location HSCA start date': '29/02/2023',
      'Care homes beds': 'thirty',
      'Location Latitude': '',
      'Location Name': 'x'.repeat(301),
      'Location Latest Overall Rating': 'Splendid',
    });
    const { lines, added } = await taking.take(
      cqc,
      directory([
        location(1, { 'Location HSCA start date': '29/02/2024' }),
        wrong,
        location(3),
        location(4, { 'Care homes beds': '9,999,999,999', 'Location Latitude': '91' }),
      ]),
    );
    expect(lines).toEqual([
      '3 Care homes beds NOT_A_NUMBER',
      '3 Location HSCA start date NOT_A_DAY',
      '3 Location ID NOT_A_CODE',
      '3 Location Latest Overall Rating NOT_A_VALUE',
      '3 Location Latitude REQUIRED',
      '3 Location Name TOO_LONG',
      '5 Care homes beds TOO_LARGE',
      '5 Location Latitude NOT_A_COORDINATE',
    ]);
    expect(added).toBe(2);
  });
});
