import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ods } from '../../src/imports/ods/organisations.ts';
import { practice, registered, trust } from './support/ods-file.ts';
import { type Taking, takingFiles } from './support/taking.ts';

let taking: Taking;
beforeEach(async () => {
  taking = await takingFiles();
});
afterEach(() => taking?.database.drop());

const practices = () =>
  taking.rows(
    `select p.ods_code as code, o.agency, o.name, p.address, p.postcode, p.telephone, p.latitude, o.closed_on::text as closed
     from practice p join organisation o on o.id = p.organisation_id
     where (o.code, o.name, o.ods_code) = (p.ods_code, p.name, p.ods_code)
       and o.telephone is not distinct from p.telephone order by 1`,
  );
const asOf = (day: string) => ({ asOf: new Date(`${day}T06:00:00Z`) });
const closed = { 'Status Code': 'C', 'Close Date': '20260131' };
const twenty = () => Array.from({ length: 20 }, (_, n) => practice(n + 1));

describe('the files of the NHS Organisation Data Service', () => {
  it('make practices of the general practices, where their postcodes are, and of nothing else that prescribes', async () => {
    await taking.rows(`insert into postcode_location values ('ZZ99 3VZ', 53.5, -2.4)`);
    const file = registered(
      practice(1, { Name: 'THE "OLD" MILL, FELLBRIDGE', 'Contact Telephone Number': '1632960001' }),
      practice(2, { 'Contact Telephone Number': '', Postcode: 'ZZ99 3WZ', 'Prescribing Setting': 'RO76' }),
      practice(3, { 'Prescribing Setting': '1' }),
      practice(4, { 'Status Code': 'D' }),
      practice(5, { 'Status Code': 'P' }),
      practice(6, closed),
    );
    expect(await taking.take(ods, `\uFEFF${file}`)).toMatchObject({
      ...{ state: 'DONE', read: 6, added: 2, changed: 0, ended: 0 },
      lines: ['3 NOT_A_PRACTICE', '4 NOT_OPEN', '5 NOT_OPEN', '6 CLOSED'],
    });
    const [address, postcode] = ['MILL LANE, FELLBRIDGE', 'ZZ99 3VZ'];
    const first = { code: 'Y90001', agency: 'practice', name: 'THE "OLD" MILL, FELLBRIDGE', closed: null };
    expect(await practices()).toEqual([
      { ...first, address: `1 ${address}`, postcode, telephone: '01632960001', latitude: 53.5 },
      {
        ...first,
        ...{ code: 'Y90002', name: 'THE 2. SURGERY', address: `2 ${address}`, postcode: 'ZZ99 3WZ' },
        ...{ telephone: null, latitude: null },
      },
    ]);
  });

  it('know an organisation by the code that the NHS has for it, whatever else it is called by here', async () => {
    await taking.rows(
      `insert into organisation (agency, code, name, ods_code) values ('practice', 'Y90001', 'Elsewhere', 'Y90002')`,
    );
    expect(await taking.take(ods, registered(practice(1), practice(2), practice(3)))).toMatchObject({
      ...{ state: 'DONE', added: 1, changed: 1, lines: ['1 NOT_POSSIBLE'] },
    });
    expect(await taking.rows(`select code, ods_code, name from organisation where code = 'Y90001'`)).toEqual([
      { code: 'Y90001', ods_code: 'Y90002', name: 'THE 2. SURGERY' },
    ]);
  });

  it('make trusts of the trusts', async () => {
    const file = registered(trust('RZ1'), trust('RZ2', { 'Close Date': '20200331' }), trust('RZ 3'), trust('TZ1'));
    expect(await taking.take(ods, file)).toMatchObject({
      added: 2,
      lines: ['2 CLOSED', '3 Organisation Code NOT_A_CODE'],
    });
    expect(
      await taking.rows(`select agency, code, ods_code, name from organisation where agency = 'trust' order by 2`),
    ).toEqual(
      ['RZ1', 'TZ1'].map((code) => ({ agency: 'trust', code, ods_code: code, name: `${code} HOSPITALS NHS TRUST` })),
    );
    expect(await taking.rows('select from practice')).toEqual([]);
  });

  it('let a new organisation see nothing before it has signed', async () => {
    await taking.take(ods, registered(practice(1)));
    expect(await taking.rows(`select code from hub.signed_organisation where code = 'Y90001'`)).toEqual([]);
  });

  it('change what they say otherwise, say which have closed and which are open again, and leave those that they do not name', async () => {
    await taking.take(ods, registered(...twenty()), asOf('2026-01-01'));
    const moved = practice(2, { Postcode: 'ZZ99 3WZ', Name: 'NEW SURGERY' });
    expect(
      await taking.take(ods, registered(practice(1, closed), moved, practice(3)), asOf('2026-02-01')),
    ).toMatchObject({
      ...{ added: 0, changed: 1, ended: 1, unchanged: 1, stood: 20, lines: [] },
    });
    const known = async () =>
      (await practices()).slice(0, 3).map((one) => {
        const { name, postcode, closed } = one as Record<string, unknown>;
        return [name, postcode, closed];
      });
    expect(await practices()).toHaveLength(20);
    expect(await known()).toEqual([
      ['THE 1. SURGERY', 'ZZ99 3VZ', '2026-01-31'],
      ['NEW SURGERY', 'ZZ99 3WZ', null],
      ['THE 3. SURGERY', 'ZZ99 3VZ', null],
    ]);
    const older = registered(practice(1), practice(2), practice(3));
    expect(await taking.take(ods, older, asOf('2026-01-15'))).toMatchObject({
      ...{ changed: 0, unchanged: 0, lines: ['1 NEWER_KNOWN', '2 NEWER_KNOWN', '3 NEWER_KNOWN'] },
    });
    expect(await taking.take(ods, registered(practice(1)), asOf('2026-03-01'))).toMatchObject({ changed: 1 });
    expect((await known())[0]).toEqual(['THE 1. SURGERY', 'ZZ99 3VZ', null]);
    expect(await taking.take(ods, registered(practice(1)), asOf('2026-03-01'))).toMatchObject({ state: 'BEFORE' });
    const [source] = await taking.rows(
      `select count(*)::int from hub.record_source said join organisation o on o.id = said.record_id where o.code = 'Y90001'`,
    );
    expect(source).toEqual({ count: 3 });
  });

  it('ask before they close or change more than is usual', async () => {
    const many = Array.from({ length: 60 }, (_, n) => practice(n + 1));
    await taking.take(ods, registered(...many), asOf('2026-01-01'));
    const half = registered(...many.slice(0, 30).map((one) => ({ ...one, ...closed })));
    expect(await taking.take(ods, half, asOf('2026-02-01'))).toMatchObject({ state: 'ASKING', ended: 30, stood: 60 });
    expect(await taking.rows('select from organisation where closed_on is not null')).toEqual([]);
    expect(await taking.take(ods, half, { ...asOf('2026-02-01'), allowLargeChange: true })).toMatchObject({
      ended: 30,
    });
  });

  it('give no organisation the code of another kind', async () => {
    await taking.rows(`insert into organisation (agency, code, name) values ('home', 'Y90001', 'A home')`);
    expect(await taking.take(ods, registered(practice(1), practice(2)))).toMatchObject({
      added: 1,
      lines: ['1 NOT_POSSIBLE'],
    });
  });

  it('tell each cell that cannot be, and take the lines beside it', async () => {
    const file = registered(
      practice(1, { 'Organisation Code': 'Organisation Code' }),
      practice(2),
      practice(2, { Name: 'AGAIN' }),
      practice(3, { ...closed, 'Close Date': '20260229' }),
      practice(4, { 'Contact Telephone Number': '1.63296E+09', Postcode: '45000' }),
      practice(5, { 'Organisation Code': '9.00E+05' }),
      practice(6, { Name: '', 'Address Line 1': '', 'Address Line 4': '' }),
      practice(7, { 'Status Code': 'X', 'Prescribing Setting': '' }),
      practice(8, { ...closed, 'Close Date': '' }),
      trust('RZ1'),
    );
    const { lines, added } = await taking.take(ods, `${file}"Y90099","TOO SHORT"\r\n`);
    expect(lines).toEqual([
      '1 Organisation Code NOT_A_CODE',
      '3 NAMED_TWICE',
      '4 Close Date NOT_A_DAY',
      '5 Contact Telephone Number NOT_A_CODE',
      '5 Postcode NOT_A_POSTCODE',
      '6 Organisation Code NOT_A_CODE',
      '7 Address Line 1 REQUIRED',
      '7 Name REQUIRED',
      '8 Prescribing Setting REQUIRED',
      '8 Status Code NOT_A_VALUE',
      '9 Close Date REQUIRED',
      '10 Prescribing Setting REQUIRED',
      '10 Status Code REQUIRED',
      '11 COLUMNS',
    ]);
    expect(added).toBe(1);
  });

  it('are refused whole if they are something else, or in another encoding', async () => {
    await expect(taking.take(ods, 'code,name\r\nY90001,A\r\n')).rejects.toThrow('neither the file of practices');
    const latin = Buffer.from(registered(practice(1), practice(2, { Name: 'ZOË' })), 'latin1');
    await expect(taking.take(ods, latin)).rejects.toThrow('Line 2 is not UTF-8');
    expect(await taking.take(ods, latin, { encoding: 'windows-1252' })).toMatchObject({ added: 2 });
    await expect(taking.take(ods, '')).rejects.toThrow('The file is empty.');
  });
});
