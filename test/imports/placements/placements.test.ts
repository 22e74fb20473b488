import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { applyAgreement } from '../../../src/agreement/apply.ts';
import { withClient } from '../../../src/database/client.ts';
import { readMapping } from '../../../src/imports/input/mapping.ts';
import { placements } from '../../../src/imports/placements/placements.ts';
import { contractOf } from '../../../src/server/contract/contract.ts';
import { freshFolder } from '../../support/folder.ts';
import { agreementFile } from '../../support/hub.ts';
import { type Said, table } from '../support/council-file.ts';
import { type Begun, councilFiles } from './setting.ts';

const files = councilFiles();
const { paidFor, line, take, placed, paid, drift, moment } = files;
let hub: Begun['hub'];
let make: Begun['make'];
let council: Begun['council'];
let home: Begun['home'];
let other: Begun['other'];
let edith: Begun['edith'];
beforeEach(async () => {
  ({ hub, make, council, home, other, edith } = await files.begin());
});
/** By the database's calendar. */
let [today, soon] = ['', ''];
beforeAll(async () => {
  const { hub } = await files.begin();
  const [day] = await hub.rows<{ today: string; soon: string }>(
    `select here::text as today, (here + 7)::text as soon from (select (now() at time zone 'Europe/London')::date as here) day`,
  );
  [today, soon] = [day?.today ?? '', day?.soon ?? ''];
});

describe('a file of placements', () => {
  it('leaves what stands as it is, and adds what is paid besides', async () => {
    const taken = await take([
      line(),
      line({ Source: 'Section 117', 'Weekly rate': '£1,100.00', 'Paid from': '01/03/2026' }),
    ]);
    expect(taken).toMatchObject({ state: 'DONE', read: 2, added: 1, changed: 0, ended: 0, unchanged: 2, lines: [] });
    expect(await paid()).toEqual([
      { source: 'COUNCIL', weekly_amount: '812.50', from_on: '2024-01-01', to_on: null },
      { source: 'SECTION_117', weekly_amount: '1100.00', from_on: '2026-03-01', to_on: null },
    ]);
    expect(await drift()).toEqual([]);
    expect(await hub.rows('select line from hub.record_source where resident_id = $1', edith.id)).toEqual([
      { line: 3 },
    ]);
  });

  it('ends one rate where it names the next, and corrects one that is still to begin', async () => {
    await take([line({ 'Weekly rate': '850', 'Paid from': '2098-04-01' })]);
    expect(await paid()).toEqual([
      { source: 'COUNCIL', weekly_amount: '812.50', from_on: '2024-01-01', to_on: '2098-04-01' },
      { source: 'COUNCIL', weekly_amount: '850.00', from_on: '2098-04-01', to_on: null },
    ]);
    const again = await take([line({ 'Weekly rate': '900', 'Paid from': '2098-04-01' })]);
    expect(again).toMatchObject({ added: 0, changed: 1, unchanged: 1, lines: [] });
    expect(await paid()).toMatchObject([{ to_on: '2098-04-01' }, { weekly_amount: '900.00' }]);
    expect(
      await hub.rows('select from funding_component where resident_id = $1 and former_of is not null', edith.id),
    ).toHaveLength(2);
    expect(await drift()).toEqual([]);
  });

  it('changes no amount that was paid, and puts off no end', async () => {
    expect((await take([line({ 'Weekly rate': '5' })])).lines).toEqual(['2 Source PAST_PAID']);
    expect((await take([line({ 'Weekly rate': '5', 'Paid to': '2026-01-01' })])).lines).toEqual(['2 Source PAST_PAID']);
    await take([line({ 'Weekly rate': '850', 'Paid from': '2025-01-01' })]);
    expect((await take([line()])).lines).toEqual(['2 Source END_PUT_OFF']);
    expect((await take([line({ 'Paid to': '2025-02-01' })])).lines).toEqual(['2 Source END_PUT_OFF']);
    expect(await paid()).toMatchObject([
      { weekly_amount: '812.50', to_on: '2025-01-01' },
      { weekly_amount: '850.00', to_on: null },
    ]);
  });

  it('changes a rate from a past day on as changeRate does, and goes on for no longer than the part that it changes', async () => {
    await take([line({ 'Weekly rate': '850', 'Paid from': '2025-01-01', 'Paid to': '2026-01-01' })]);
    const ended = await paid();
    expect(ended).toMatchObject([{ to_on: '2025-01-01' }, { weekly_amount: '850.00', to_on: '2026-01-01' }]);
    const goesOn = line({ 'Weekly rate': '5', 'Paid from': '2024-06-01' });
    expect((await take([goesOn])).lines).toEqual(['2 NOT_SEEN']);
    const again = await paidFor();
    const about = { 'NHS number': again.nhsNumber };
    await take([line({ ...about, 'Paid to': soon })]);
    expect((await take([{ ...goesOn, ...about }])).lines).toEqual(['2 Source END_PUT_OFF']);
    await take([{ ...goesOn, ...about, 'Paid to': soon }]);
    expect(await paid(again)).toMatchObject([{ to_on: '2024-06-01' }, { weekly_amount: '5.00', to_on: soon }]);
    expect(await drift()).toEqual([]);
  });

  it('moves somebody whom the council had placed: the one ends, the other begins, and both are paid', async () => {
    const resident = await paidFor(council);
    const moved = { 'NHS number': resident.nhsNumber, To: '2026-09-01', 'Paid to': '2026-09-01' };
    const there = {
      'NHS number': resident.nhsNumber,
      Home: other.code,
      From: '2026-09-01',
      'Care type': 'NURSING_DEMENTIA',
    };
    const taken = await take([line({ ...there, 'Weekly rate': '1000' }), line(moved)]);
    expect(taken).toMatchObject({ added: 2, changed: 0, ended: 2, lines: [] });
    expect(await placed(resident)).toEqual([
      { home: home.code, care_type: 'RESIDENTIAL', from_on: '2024-01-01', to_on: '2026-09-01', version: 2 },
      { home: other.code, care_type: 'NURSING_DEMENTIA', from_on: '2026-09-01', to_on: null, version: 1 },
    ]);
    expect(await paid(resident)).toMatchObject([
      { to_on: '2026-09-01' },
      { from_on: '2026-09-01', weekly_amount: '1000.00' },
    ]);
    expect(await drift()).toEqual([]);
    const seen = await hub.rows(
      `select kind from hub.relationship where resident_id = $1 and organisation_id = $2 and until is null`,
      ...[resident.id, other.organisation.id],
    );
    expect(seen).toEqual([{ kind: 'home.current' }]);
  });

  it('puts off no end of a placement that the council gave it, whether it has come or not', async () => {
    const resident = await paidFor(council);
    const until = (to: Said) => line({ 'NHS number': resident.nhsNumber, ...to });
    expect(await take([until({ To: soon })])).toMatchObject({ ended: 2, lines: [] });
    expect((await take([until({})])).lines).toEqual(['2 END_PUT_OFF']);
    expect((await take([until({ To: '2098-01-01' })])).lines).toEqual(['2 END_PUT_OFF']);
    await take([until({ To: today })]);
    expect((await take([until({ To: soon })])).lines).toEqual(['2 NOT_SEEN']);
    const stays = await paidFor(council);
    const both = [
      line({ 'NHS number': stays.nhsNumber, To: today, 'Paid to': today }),
      line({ 'NHS number': stays.nhsNumber, From: today, 'Weekly rate': '900' }),
    ];
    expect(await take(both)).toMatchObject({ added: 2, ended: 2, lines: [] });
    expect((await take([line({ 'NHS number': stays.nhsNumber, From: '2024-02-01' })])).lines).toEqual([
      '2 END_PUT_OFF',
    ]);
    expect(await placed(stays)).toMatchObject([
      { from_on: '2024-01-01', to_on: today },
      { from_on: today, to_on: null },
    ]);
    expect(await drift()).toEqual([]);
  });

  it('leaves to the home what the home said, and tells so', async () => {
    const taken = await take([line({ To: '2026-09-01', 'Paid to': '2026-09-01' })]);
    expect(taken).toMatchObject({ ended: 1, lines: ['2 OTHERS_WORD'] });
    expect(await placed()).toMatchObject([{ to_on: null, version: 1 }]);
    expect(await paid()).toMatchObject([{ to_on: '2026-09-01' }]);
  });

  it('tells where another organisation recorded what is paid', async () => {
    await hub.rows(
      'update funding_component set author_id = $2 where resident_id = $1',
      ...[edith.id, home.organisation.id],
    );
    expect((await take([line()])).lines).toEqual([]);
    expect((await take([line({ 'Weekly rate': '5' })])).lines).toEqual(['2 Source OTHERS_WORD']);
    expect((await take([line({ 'Paid to': '2026-01-01' })])).lines).toEqual(['2 Source OTHERS_WORD']);
    expect(await paid()).toMatchObject([{ weekly_amount: '812.50', to_on: null }]);
  });

  it('takes the rest where lines cannot stand, and tells of each why', async () => {
    const unseen = await make.resident({ home });
    const wrong = `${edith.nhsNumber.slice(0, 9)}${(Number(edith.nhsNumber[9]) + 1) % 10}`;
    const closed = await make.home({ columns: { deregistered_on: '2026-01-01' } });
    const resident = { 'NHS number': (await paidFor(council)).nhsNumber };
    const taken = await take([
      line(),
      line({ 'NHS number': wrong }),
      line({ 'NHS number': '9.99001E+09' }),
      line({ 'NHS number': '' }),
      line({ 'NHS number': unseen.nhsNumber }),
      line({ 'NHS number': '9990000018' }),
      line({ ...resident, Home: '1-999999999' }),
      line({ ...resident, Home: closed.code, From: '2026-02-01' }),
      line({ ...resident, Home: other.code, From: '2026-02-01' }),
      line({ ...resident, Home: other.code, From: '2099-02-01' }),
      line({ ...resident, From: '29/02/2025' }),
      line({ ...resident, From: '29/02/2024', To: '2024-01-01' }),
      line({ ...resident, 'Care type': 'Hotel', 'Weekly rate': '8,12.5' }),
      line({ ...resident, Source: 'Self' }),
      line(),
      line({ Source: 'JOINT', 'Paid from': '2023-01-01' }),
      line({ To: '2027-01-01', Source: 'JOINT' }),
    ]);
    expect(taken.lines).toEqual([
      ...[
        '3 NHS number NOT_AN_NHS_NUMBER',
        '4 NHS number NOT_A_CODE',
        '5 NHS number REQUIRED',
        '6 NOT_SEEN',
        '7 NOT_SEEN',
      ],
      ...[
        '8 UNKNOWN_HOME',
        '9 UNKNOWN_HOME',
        '10 NOT_POSSIBLE',
        '11 IN_FUTURE',
        '12 From NOT_A_DAY',
        '13 To NOT_IN_ORDER',
      ],
      ...['14 Care type NOT_A_VALUE', '14 Weekly rate NOT_AN_AMOUNT', '15 Source NOT_A_VALUE', '16 NAMED_TWICE'],
      ...['17 Source OUTSIDE', '18 NAMED_TWICE'],
    ]);
    expect(taken).toMatchObject({ added: 0, changed: 0, unchanged: 2 });
    expect(await drift()).toEqual([]);
  });

  it('does not end what it does not name, unless it is said to be whole', async () => {
    const [left, kept, broken] = [await paidFor(council), await paidFor(council), await paidFor(council)];
    const names = [line(), line({ 'NHS number': kept.nhsNumber })];
    expect(await take(names)).toMatchObject({ ended: 0 });
    const whole = { mapping: readMapping('whole: true', placements.columns ?? []) };
    const unreadable = await take([...names, line({ 'NHS number': 'x' })], whole);
    expect(unreadable).toMatchObject({ ended: 0 });
    const taken = await take([...names, line({ 'NHS number': broken.nhsNumber, From: 'then' })], whole);
    expect(taken).toMatchObject({ ended: 2 });
    const day = new Date(moment()).toISOString().slice(0, 10);
    expect([await placed(left), await paid(left)]).toMatchObject([[{ to_on: day }], [{ to_on: day }]]);
    expect([await placed(kept), await placed(broken)]).toMatchObject([[{ to_on: null }], [{ to_on: null }]]);
    expect(await drift()).toEqual([]);
  });

  it('asks first where it would end more than is usual', async () => {
    for (let n = 0; n < 12; n++) await paidFor(council);
    const whole = readMapping('whole: true', placements.columns ?? []);
    expect(await take([line()], { mapping: whole, allowLargeChange: false })).toMatchObject({
      state: 'ASKING',
      ended: 24,
      stood: 25,
    });
  });

  it('asks also where the little that stands would mostly end', async () => {
    const also = await paidFor(council);
    const whole = readMapping('whole: true', placements.columns ?? []);
    const usual = { mapping: whole, allowLargeChange: false };
    expect(await take([line({ 'NHS number': also.nhsNumber })], usual)).toMatchObject({ state: 'DONE', ended: 1 });
    await paidFor(council);
    expect(await take([line()], usual)).toMatchObject({ state: 'ASKING', ended: 4 });
  });

  it('puts nobody into a home that has no bed left, and leaves her where she is', async () => {
    const small = await make.home({ council, columns: { registered_beds: 1 } });
    const [agnes, doris, rose] = [await paidFor(council), await paidFor(council), await paidFor(council)];
    const moves = ({ nhsNumber }: Begun['edith']): Said[] => [
      line({ 'NHS number': nhsNumber, To: today }),
      line({ 'NHS number': nhsNumber, Home: small.code, From: today }),
    ];
    const taken = await take([...moves(agnes), ...moves(doris), ...moves(rose)]);
    expect(taken).toMatchObject({ added: 2, ended: 2, lines: [4, 5, 6, 7].map((at) => `${at} NO_BED`) });
    expect(await placed(agnes)).toMatchObject([{ to_on: today }, { home: small.code, to_on: null }]);
    expect([await placed(doris), await paid(doris)]).toMatchObject([[{ to_on: null }], [{ to_on: null }]]);
    // Who moves out leaves a bed to whoever moves in, unless she must stay as there is none for her.
    const swaps = [
      line({ 'NHS number': agnes.nhsNumber, To: today }),
      line({ 'NHS number': agnes.nhsNumber, Home: small.code, From: today, To: soon }),
      line({ 'NHS number': agnes.nhsNumber, Home: other.code, From: soon }),
      line({ 'NHS number': doris.nhsNumber, To: soon }),
      line({ 'NHS number': doris.nhsNumber, Home: small.code, From: soon }),
    ];
    await hub.rows('update care_home set registered_beds = 0 where id = $1', other.id);
    expect((await take(swaps)).lines).toEqual([2, 3, 4, 5, 6].map((at) => `${at} NO_BED`));
    await hub.rows('update care_home set registered_beds = 1 where id = $1', other.id);
    expect((await take(swaps)).lines).toEqual([]);
    expect(await placed(doris)).toMatchObject([{ to_on: soon }, { home: small.code, from_on: soon }]);
    expect(await drift()).toEqual([]);
  });

  it('counts nobody twice whom the home itself has told already', async () => {
    const small = await make.home({ council, columns: { registered_beds: 1 } });
    const resident = await paidFor(council);
    const word = await make.resident({ author: small.organisation });
    await make.placement({ resident: word, home: small, from: '2024-01-01' });
    const lines = [
      line({ 'NHS number': resident.nhsNumber, To: today }),
      line({ 'NHS number': resident.nhsNumber, Home: small.code, From: today }),
    ];
    expect((await take(lines)).lines).toEqual(['2 NO_BED', '3 NO_BED']);
    await hub.rows(
      'update resident set nhs_number = $2, admitted_by_id = $3 where id = $1',
      ...[word.id, resident.nhsNumber, small.organisation.id],
    );
    expect(await take(lines)).toMatchObject({ added: 2, ended: 2, lines: [] });
  });

  it('hears of the last bed after whoever decides about it', async () => {
    const small = await make.home({ council, columns: { registered_beds: 1 } });
    const resident = await paidFor(council);
    const moves = [
      line({ 'NHS number': resident.nhsNumber, To: today }),
      line({ 'NHS number': resident.nhsNumber, Home: small.code, From: today }),
    ];
    const { taken } = await withClient(hub.database.ownerUrl, async (rival) => {
      await rival.query('begin');
      await rival.query('select pg_advisory_xact_lock(hashtext($1), hashtext($2))', [
        ...['caregraph statement', `admissions ${small.id}`],
      ]);
      const taken = take(moves);
      for (let waits = 0; !waits; ) {
        const [found] = await hub.rows<{ waits: number }>(
          `select count(*)::int as waits from pg_locks where not granted and locktype = 'advisory'
             and database = (select oid from pg_database where datname = current_database())`,
        );
        waits = found?.waits ?? 0;
      }
      const came = await make.resident({ author: council });
      await make.placement({ resident: came, home: small, from: '2024-01-01' });
      await rival.query('commit');
      return { taken: await taken };
    });
    expect(taken.lines).toEqual(['2 NO_BED', '3 NO_BED']);
  });

  it('waits for nobody of whom it says nothing new', async () => {
    const taken = await withClient(hub.database.ownerUrl, async (rival) => {
      await rival.query('begin');
      await rival.query('select pg_advisory_xact_lock(7201600, n) from generate_series(0, 255) n');
      await rival.query(`select pg_advisory_xact_lock(hashtext('caregraph statement'), hashtext($1))`, [
        `admissions ${home.id}`,
      ]);
      const whole = { mapping: readMapping('whole: true', placements.columns ?? []) };
      const taken = await take([line(), line({ 'NHS number': '9990000018' })], whole);
      await rival.query('rollback');
      return taken;
    });
    expect(taken).toMatchObject({ state: 'DONE', unchanged: 2, ended: 0, lines: ['3 NOT_SEEN'] });
  });

  it('ends what a whole file does not name also of those of whom it says nothing else that is new', async () => {
    const names = [line(), line({ Source: 'JOINT', 'Weekly rate': '5', 'Paid from': '2026-03-01' })];
    await take(names);
    const taken = await take(names.slice(0, 1), { mapping: readMapping('whole: true', placements.columns ?? []) });
    expect(taken).toMatchObject({ unchanged: 2, ended: 1, changed: 0, lines: [] });
    expect(await paid()).toMatchObject([
      { source: 'COUNCIL', to_on: null },
      { source: 'JOINT', to_on: expect.any(String) },
    ]);
  });

  it('is taken once, and an older one changes nothing that a newer one or a person said', async () => {
    const resident = await paidFor(council);
    const says = (rate: string) => [
      line({ 'NHS number': resident.nhsNumber, 'Weekly rate': rate, 'Paid from': '2098-01-01' }),
    ];
    await take(says('800'));
    const asOf = new Date(moment() + 2);
    expect(await take(says('900'), { asOf })).toMatchObject({ changed: 1 });
    expect(await take(says('900'), { asOf })).toMatchObject({ state: 'BEFORE' });
    const older = await take(says('700'), { asOf: new Date('2100-01-01T05:00:00Z') });
    expect(older).toMatchObject({ changed: 0, lines: ['2 Source NEWER_KNOWN'] });
    const typed = await take([line({ 'Paid to': '2026-01-01' })], { asOf: new Date('2020-01-01T05:00:00Z') });
    expect(typed.lines).toEqual(['2 Source NEWER_KNOWN']);
    expect(await paid(resident)).toMatchObject([{ to_on: '2098-01-01' }, { weekly_amount: '900.00' }]);
  });

  it('adds nothing that a newer file had no more, if that one named everything', async () => {
    const names = [line()];
    const joint: Said = { Source: 'JOINT', 'Weekly rate': '5' };
    await take(names, { mapping: readMapping('whole: true', placements.columns ?? []) });
    const wholeAsOf = moment();
    const older = (by = 3_600_000) => ({ asOf: new Date(wholeAsOf - by) });
    const past = { ...joint, 'Paid from': '2024-01-01', 'Paid to': '2024-06-01' };
    const taken = await take([...names, line({ ...joint, 'Paid from': '2025-01-01' }), line(past)], older());
    expect(taken).toMatchObject({ added: 1, lines: ['3 Source NEWER_KNOWN'] });
    const resident = await paidFor(council);
    await hub.rows(`update placement set to_on = '2026-01-01' where resident_id = $1`, resident.id);
    const moved = [line({ 'NHS number': resident.nhsNumber, Home: other.code, From: '2026-01-01', Source: '' })];
    expect((await take(moved, older(1_000))).lines).toEqual(['2 NEWER_KNOWN']);
    expect(await take(moved, older(-1_000))).toMatchObject({ added: 1, lines: [] });
    expect(await drift()).toEqual([]);
  });

  it('reads what each case system calls it, and how it writes days and values', async () => {
    const mapping = readMapping(
      `columns: { NHS number: NHS No., Home: CQC Location, From: Service Start, Care type: Service, Source: Funder, Weekly rate: Cost }
values: { Care type: { RES-STD: Residential }, Source: { LA: Council } }
dates: DD-MMM-YYYY`,
      placements.columns ?? [],
    );
    const file = `\uFEFFClient;"NHS No.";CQC Location;Service Start;Service;Funder;Cost\r\n"Bloggs; Jo";${edith.nhsNumber.replace(/(...)(...)/, '$1 $2 ')};${home.code};01-Jan-2024 00:00;res-std;LA;812.5\r\n7;${edith.nhsNumber};${home.code};01/01/2024;x;LA;1\r\n`;
    const taken = await take(file, { mapping });
    expect(taken).toMatchObject({
      unchanged: 2,
      added: 0,
      lines: ['3 Service NOT_A_VALUE', '3 Service Start NOT_A_DAY'],
    });
    const days = (dates: string, cell: string) => readMapping(`dates: ${dates}`, []).day(cell);
    expect(days('serial', '45351')).toEqual({ value: '2024-02-29' });
    expect(days('MM/DD/YYYY', '2/29/2024 0:00')).toEqual({ value: '2024-02-29' });
    expect(days('MM/DD/YYYY', '29/2/2024')).toEqual({ code: 'NOT_A_DAY' });
    expect(days('serial', '29/02/2024')).toEqual({ code: 'NOT_A_DAY' });
  });

  it('takes what a system calls its columns for names, whatever stands in them', async () => {
    const odd = `Fund'er\\'); drop table hub.import; --`;
    const mapping = readMapping(JSON.stringify({ columns: { Source: odd } }), placements.columns ?? []);
    const file = table([line({ 'Weekly rate': '5' })]).replace('Source', () => odd);
    expect((await take(file, { mapping })).lines).toEqual([`2 ${odd} PAST_PAID`]);
    expect(await paid()).toMatchObject([{ weekly_amount: '812.50' }]);
  });

  it.each([
    ['columns: { Number: NHS }', /stands Number, and the columns of this format are NHS number/],
    ['column: { Home: X }', /stands column, and there can be columns, values, dates, encoding, whole only/],
    ['encoding: klingon', /encoding is no name/],
    ['dates: YY', /dates is YY/],
    ['whole: perhaps', /whole is neither true nor false/],
    ['values: [x]', /values is no list/],
    ['{', /no YAML/],
    ['text', /stands none of/],
  ])('refuses the mapping %s', (text, why) => {
    expect(() => readMapping(text, placements.columns ?? [])).toThrow(why);
  });

  it('is refused whole where nothing of it is certain', async () => {
    await expect(take('NHS number,Home\r\n')).rejects.toThrow('lacks the columns From, Care type');
    await expect(take(Buffer.from(table([line({ Home: 'Zoë' })]), 'latin1'))).rejects.toThrow(/Line 2 is not UTF-8/);
    const mapping = readMapping('encoding: windows-1252', placements.columns ?? []);
    const { lines } = await take(Buffer.from(table([line({ Home: 'Zoë' })]), 'latin1'), { mapping });
    expect(lines).toEqual(['2 Home NOT_A_CODE']);
  });
});

describe('what a file may write', () => {
  const body = readFileSync(agreementFile, 'utf8');
  let folder: Awaited<ReturnType<typeof freshFolder>>;
  beforeAll(async () => {
    folder = await freshFolder();
  });
  afterAll(() => folder?.remove());
  const agreed = async (text: string) => {
    const file = join(folder.folder, 'agreement.yml');
    await writeFile(file, text);
    const { agreement, tables } = await contractOf(file);
    await withClient(hub.database.ownerUrl, (owner) => applyAgreement(owner, agreement, tables));
  };

  it('is said by the organisation whose it is, of the agency that may', async () => {
    await expect(take([line()], { organisation: null })).rejects.toThrow(
      /Say whose placements these are: --organisation/,
    );
    await expect(take([line()], { organisation: home.organisation.id })).rejects.toThrow(
      /is a home: placements files are brought by a council/,
    );
    expect(await hub.rows(`select from hub.import where organisation_id = $1`, home.organisation.id)).toEqual([]);
  });

  it('changes nothing that another council pays, and writes about nobody whom it pays for', async () => {
    const rival = await make.organisation('council');
    const resident = await make.resident({ author: rival });
    const placement = await make.placement({ resident, home, from: '2024-01-01', author: rival });
    await make.funding({ resident, home, placement, source: 'COUNCIL', payer: rival, from: '2024-01-01' });
    const before = [await placed(resident), await paid(resident)];
    const taken = await take([line({ 'NHS number': resident.nhsNumber, To: '2026-01-01', 'Weekly rate': '1' })], {
      mapping: readMapping('whole: true', []),
    });
    expect(taken.lines).toEqual(['2 NOT_SEEN']);
    expect([await placed(resident), await paid(resident)]).toEqual(before);
  });

  it.each([
    [
      'a mutation',
      /( {2}changeRate:(?:.|\n)*?)council: \[finance\]\n/,
      '$1',
      /writes.changeRate \(line \d+ .*\) does not let a council do/,
    ],
    [
      'a field',
      'fields: [home, careType, from, to]',
      'fields: [home, from, to]',
      /writes.recordPlacement \(line \d+ .*\) does not let a council write careType of Placement/,
    ],
    [
      'a role that does all',
      /( {2}changeRate:(?:.|\n)*?)council: \[finance\]\n/,
      '$1council: [broker]\n',
      /No role of a council may do for one purpose all/,
    ],
    ['a signature', /every: council, name/, 'every: trust, name', /has not signed the agreement in force/],
  ])('is nothing at all where the agreement lacks %s', async (_, had, has, says) => {
    const text = body.replace(had, has);
    expect(text).not.toBe(body);
    await agreed(text);
    try {
      await expect(take([line({ 'Weekly rate': '1' })])).rejects.toThrow(says);
      expect(await paid()).toMatchObject([{ weekly_amount: '812.50' }]);
    } finally {
      await agreed(body);
    }
  });
});
