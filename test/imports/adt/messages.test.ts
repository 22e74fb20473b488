import { describe, expect, it } from '@jest/globals';
import { adt } from '../../../src/imports/adt/events.ts';
import type { Line } from '../../../src/imports/engine/format.ts';
import { event, type Fields, file, message } from '../support/adt-file.ts';

const patient = { nhsNumber: '9990000018' };
const admission = (more: Fields = {}) => event('A01', '202603010930', patient, more);

async function lines(
  content: string | Buffer,
  { piece = 7, encoding = undefined as string | undefined } = {},
): Promise<Line[]> {
  const bytes = Buffer.from(content);
  async function* pieces() {
    for (let at = 0; at < bytes.length; at += piece) yield bytes.subarray(at, at + piece);
  }
  const found: Line[] = [];
  for await (const line of adt.read(pieces(), { ...(encoding && { encoding }) })) found.push(line);
  return found;
}
/** What is wrong with a file: `1 PV1-2 REQUIRED`. */
const wrong = async (content: string | Buffer, how = {}) =>
  (await lines(content, how)).flatMap(({ line, rejects }) =>
    rejects.map(({ column, code }) => [line, column, code].filter(Boolean).join(' ')),
  );
const names = [
  'number',
  'born',
  'name',
  'source',
  'control',
  'event',
  'class',
  'visit',
  'said',
  'written',
  'began',
  'ended',
  'method',
  'destination',
  'outcome',
];
const cells = async (content: string | Buffer, how = {}) =>
  (await lines(content, how)).map(({ facts }) =>
    Object.fromEntries((facts[0]?.cells ?? []).map((cell, place) => [names[place], cell])),
  );

describe('a file of messages', () => {
  it('holds one or many, with lines as any system ends them, in an envelope or in frames', async () => {
    const two = [admission(), event('A03', '202603020930', patient)];
    for (const end of ['\r', '\n', '\r\n']) {
      for (const piece of [1, 7, 10_000]) {
        const told = two.map((one) => message(one, { end }));
        const found = await lines(`\uFEFFFHS|^~\\&${end}BHS|^~\\&${end}${told.join(end)}BTS|2${end}FTS|1${end}`, {
          piece,
        });
        expect(found.map(({ line, rejects }) => [line, rejects])).toEqual([
          [3, []],
          [8, []],
        ]);
        const framed = await lines(told.map((one) => `\x0b${one}\x1c\r`).join(''), { piece });
        expect(framed.map(({ line, rejects }) => [line, rejects])).toEqual([
          [1, []],
          [6, []],
        ]);
      }
    }
    expect(await wrong(file(admission(), admission()).replaceAll('\r', '\r\r\n'))).toEqual([]);
  });

  it('has separators, escapes and repetitions as each message says', async () => {
    const other = message({ ...admission(), 'PID-5': 'O"S"BRIEN^EDITH' }, { marks: '#*+"@' });
    const escaped = file(
      admission({ 'PID-5': 'SM\\T\\TH\\F\\\\S\\\\R\\\\E\\^A~SMITH^A^^^^^L' }),
      admission({ 'PID-5': 'ZO\\XC3AB\\', 'MSH-18': 'UNICODE UTF-8' }),
      admission({ 'PID-5': 'VAN DAMME&VAN&DAMME^A' }),
      admission({ 'PID-5': 'A\\.br\\B\\H\\C^A' }),
      admission({ 'PID-5': 'BACK\\SLASH^A' }),
    );
    expect((await cells(other + escaped)).map(({ name }) => name)).toEqual([
      ...['O*BRIEN', 'SMITH', 'ZOë', 'VAN DAMME', 'ABC', 'BACK\\SLASH'],
    ]);
    const [first] = await cells(file(admission({ 'PID-5': 'SM\\T\\TH\\F\\\\S\\\\R\\\\E\\^A' })));
    expect(first?.name).toBe('SM&TH|^~\\');
    expect(await wrong(`MSH|^~|\rEVN||1\r`)).toEqual(['1 MSH-2 NOT_HL7']);
    expect(await wrong(`MSH|^^\\&|\r`)).toEqual(['1 MSH-2 NOT_HL7']);
    expect(await wrong(`MSHA^~\\&A\r`)).toEqual(['1 MSH-2 NOT_HL7']);
    expect(await wrong(`MSH\r`)).toEqual(['1 MSH-2 NOT_HL7']);
  });

  it('is in the character set that MSH-18 names, or else in UTF-8, or what is said', async () => {
    const zoe = (set: string) => file(admission({ 'PID-5': 'ZOË', 'MSH-18': set }));
    const of = async (content: Buffer | string, encoding?: string) => (await cells(content, { encoding }))[0]?.name;
    expect(await of(zoe(''))).toBe('ZOË');
    expect(await of(zoe('UNICODE UTF-8'))).toBe('ZOË');
    expect(await of(Buffer.from(zoe('8859/1'), 'latin1'))).toBe('ZOË');
    expect(await of(Buffer.from(zoe(''), 'latin1'), 'windows-1252')).toBe('ZOË');
    expect(await wrong(Buffer.from(zoe(''), 'latin1'))).toEqual(['1 PID WRONG_ENCODING']);
    expect(await wrong(zoe('ASCII'))).toEqual(['1 PID WRONG_ENCODING']);
    expect(await wrong(zoe('GB 18030-2000'))).toEqual(['1 MSH-18 NOT_A_VALUE']);
    await expect(lines(Buffer.from(`\uFEFF${zoe('')}`, 'utf16le'))).rejects.toThrow('UTF-16');
  });

  it('says moments with or without a zone: in London, and of the hour that comes twice the first', async () => {
    const began = async (at: string) => {
      const [line] = await lines(file(admission({ 'PV1-44': at })));
      return line?.rejects[0]?.code ?? line?.facts[0]?.cells[10];
    };
    expect(await began('202603010930')).toBe('2026-03-01T09:30:00.000Z');
    expect(await began('20260701093015.1234')).toBe('2026-07-01T08:30:15.000Z');
    expect(await began('20260701093015+0000')).toBe('2026-07-01T09:30:15.000Z');
    expect(await began('202607010930-0530')).toBe('2026-07-01T15:00:00.000Z');
    expect(await began('202510260130')).toBe('2025-10-26T00:30:00.000Z');
    expect(await began('202510260130+0000')).toBe('2025-10-26T01:30:00.000Z');
    expect(await began('202510260230')).toBe('2025-10-26T02:30:00.000Z');
    expect(await began('202402291200')).toBe('2024-02-29T12:00:00.000Z');
    for (const none of [
      '202603290130',
      '202502291200',
      '20260301',
      '202603012400',
      '202603010960',
      '2026-03-01T09:30',
      '000003010930',
      '202603010930+9900',
    ])
      expect([none, await began(none)]).toEqual([none, 'NOT_A_MOMENT']);
    expect(await began('""')).toBe('2026-03-01T09:30:00.000Z');
    expect(await wrong(file(admission({ 'PID-7': '19370229' })))).toEqual(['1 PID-7 NOT_A_DAY']);
    expect(await wrong(file(admission({ 'PID-7': '19360229000000' })))).toEqual([]);
  });

  it('says moments in the zone of its header, where they name none of their own, and when it was recorded if nothing else does', async () => {
    const zoned = (more: Fields) => cells(file(admission({ 'MSH-7': '202607010930+0000', ...more })));
    expect(await zoned({ 'EVN-2': '202607010925', 'PV1-44': '202607010900' })).toMatchObject([
      { written: '2026-07-01T09:30:00.000Z', said: '2026-07-01T09:25:00.000Z', began: '2026-07-01T09:00:00.000Z' },
    ]);
    expect(await zoned({ 'EVN-2': '202607011025+0100', 'PV1-44': '', 'EVN-6': '202607010910' })).toMatchObject([
      { said: '2026-07-01T09:25:00.000Z', began: '2026-07-01T09:10:00.000Z' },
    ]);
    expect(await zoned({ 'EVN-2': '' })).toMatchObject([{ said: '2026-07-01T09:30:00.000Z' }]);
    expect(await wrong(file(admission({ 'MSH-7': '202607010930+9900' })))).toContain('1 MSH-7 NOT_A_MOMENT');
  });

  it('needs neither name nor birthday where it ends what was begun, and says in any case about whom it is', async () => {
    const closing = ['A03', 'A11', 'A13'].map((kind) =>
      event(kind, '202603010930', patient, { 'PID-5': '', 'PID-7': '19370229', 'PV1-2': 'O' }),
    );
    const read = await lines(file(...closing));
    expect(read.map(({ about, rejects }) => [about, rejects])).toEqual(closing.map(() => [patient.nhsNumber, []]));
    expect((await lines(file(admission())))[0]?.about).toBe(patient.nhsNumber);
  });

  it('tells every field that a message lacks or has wrong', async () => {
    expect(
      await wrong(
        file(
          admission({ 'PV1-4': 'EMER', 'PV1-19': '', 'EVN-2': 'now' }),
          admission({ 'MSH-10': '', 'MSH-11': 'T', 'MSH-12': '2.8' }),
          admission({ 'PV1-2': 'X' }),
          admission({ 'PV1-2': 'E' }),
          event('A04', '202603010930', patient),
          event('A17', '202603010930', patient),
          admission({ 'MSH-9': 'ORU^R01' }),
          admission({ 'MSH-9': '' }),
          admission({ 'PID-5': 'A\\X00\\B' }),
        ),
      ),
    ).toEqual([
      ...['1 EVN-2 NOT_A_MOMENT', '1 PV1-19 REQUIRED', '1 PV1-4 NOT_A_CODE'],
      ...['5 MSH-11 NOT_A_VALUE', '5 MSH-12 NOT_A_VALUE', '5 MSH-10 REQUIRED'],
      ...['9 PV1-2 NOT_A_VALUE', '13 PV1-2 NOT_A_VALUE', '17 PV1-2 NOT_A_VALUE'],
      ...['21 MSH-9 NOT_TAKEN', '25 MSH-9 NOT_TAKEN', '29 MSH-9 REQUIRED', '33 PID-5 NOT_HL7'],
    ]);
  });

  it('passes outpatients over', async () => {
    expect(await lines(file(event('A04', '202603010930', patient, { 'PV1-2': 'O' })))).toEqual([]);
  });

  it('is refused where it is broken, and no further', async () => {
    const good = file(admission());
    await expect(lines('')).rejects.toThrow('none begins with MSH');
    await expect(lines('PID|1\rEVN|A01\r')).rejects.toThrow('none begins with MSH');
    expect(await wrong(`PID|1\r${good}`)).toEqual(['1 NOT_HL7']);
    // Cut in a message, which might end with half a moment; in a frame; and between the messages of a batch.
    expect(await wrong(good + good.slice(0, -1))).toEqual(['5 CUT_OFF']);
    expect(await wrong(`\x0b${good}\x0b${good}\x1c\r`)).toEqual(['1 CUT_OFF']);
    expect(await wrong(`\x0b${good}`)).toEqual(['1 CUT_OFF']);
    expect(await wrong(`BHS|^~\\&\r${good}`)).toEqual(['6 CUT_OFF']);
    expect(await wrong(`BHS|^~\\&\r${good}BTS|2\r`)).toEqual(['6 COUNT_DIFFERS']);
    expect(await wrong(`${good}PID|1\r${good}`)).toEqual(['1 NOT_HL7']);
    expect(await wrong(`${good}??\r${good}`)).toEqual(['1 NOT_HL7']);
    expect(await wrong(good.replace('PID|', 'PIDX'))).toEqual(['1 PID NOT_HL7']);
    expect(await wrong(`${good}NTE|${'x'.repeat(200_000)}\r${good}`, { piece: 4_096 })).toEqual([]);
    expect(await wrong(good.replace('EXAMPLE', 'x'.repeat(70_000)), { piece: 4_096 })).toEqual(['1 TOO_LONG']);
  });
});
