import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { stringify } from 'csv-stringify';
import type { Look } from './look.ts';
import { agencyWords, deedWords, fieldWords, localTime, spaced, typeWords, whoWords } from './words.ts';

/** The columns, which keep their names and their meaning. `user` is there only if names of staff were asked for. */
export const columns = [
  'look',
  'date',
  'time',
  'time_zone',
  'organisation',
  'kind_of_organisation',
  'role',
  'user',
  'purpose',
  'relationship',
  'what_happened',
  'kind_of_record',
  'records',
  'what_was_shown',
] as const;
type Cells = Record<(typeof columns)[number], string | number>;

/**
 * As RFC 4180 has it, for spreadsheets: with a byte order mark, without which Excel takes UTF-8 for something else, and with
 * an apostrophe before what a spreadsheet would take for a formula. Writes as it reads, and holds nothing.
 */
export function writeCsv(
  looks: AsyncIterable<Look>,
  out: Writable,
  { users = false }: { users?: boolean } = {},
): Promise<void> {
  const form = stringify({
    columns: columns.filter((name) => users || name !== 'user'),
    header: true,
    bom: true,
    record_delimiter: 'windows',
    escape_formulas: true,
  });
  return pipeline(Readable.from(rowsOf(looks)), form, out);
}

/** One row for each look and type of record; one for a look that showed none, such as a write. */
async function* rowsOf(looks: AsyncIterable<Look>): AsyncGenerator<Cells> {
  let number = 0;
  for await (const look of looks) {
    number += 1;
    const { shown } = look;
    const cells = cellsOf(look, number);
    if (shown === null) yield { ...cells, what_was_shown: 'can no longer be told' };
    else if (!shown.length) yield cells;
    for (const of of shown ?? []) {
      const kind_of_record = typeWords(of.type, null);
      yield { ...cells, kind_of_record, records: of.records ?? '', what_was_shown: fieldWords(of) };
    }
  }
}

function cellsOf(look: Look, number: number): Cells {
  const { date, time, zone } = localTime(look.at);
  return {
    look: number,
    date,
    time,
    time_zone: zone,
    organisation: whoWords(look),
    kind_of_organisation: agencyWords(look.agency),
    role: spaced(look.role ?? ''),
    user: look.user ?? '',
    purpose: spaced(look.purpose ?? ''),
    relationship: look.means.join(' '),
    what_happened: deedWords(look),
    kind_of_record: '',
    records: '',
    what_was_shown: '',
  };
}
