import { type Fact, type Format, type Line, UnreadableFile } from '../engine/format.ts';
import { type Cells, lineOf, matching, oneOf, postcode, telephone } from '../input/cells.ts';
import { csvRows, type Row } from '../input/csv.ts';
import { columns } from './columns.ts';
import { compactDay } from './compact-day.ts';
import { mergeOrganisations } from './merge.ts';

const trustCode = /^[RT][A-Z0-9]{2}$/;
const practiceCode = /^[A-Z]\d{5}$/;
/** How many lines that are neither of a practice nor of a trust may come first: a header that somebody has put there. */
const mostUnknown = 20;

/** As the file of practices names what has been opened, closed, not opened yet, or is not used for now. */
const status = oneOf(
  new Map([
    ['a', 'ACTIVE'],
    ['c', 'CLOSED'],
    ['d', 'NOT_OPEN'],
    ['p', 'NOT_OPEN'],
  ]),
);
/** Where it prescribes: 4 is a general practice, that ODS also calls by its role. All else is none. */
const settings = new Set(['4', 'RO76']);
const setting = matching(/^(\d{1,2}|RO\d{1,3})$/);

/** Practices and trusts as the NHS Organisation Data Service publishes them; which of the two a file has is seen from its lines. */
export const ods: Format = {
  name: 'ods',
  description: "the NHS Organisation Data Service's practices (epraccur) and trusts (etr)",
  agencies: [],
  writes: [],
  async *read(content, how) {
    let factsOf: ((cells: Cells) => Fact[]) | undefined;
    let unknown: Row[] = [];
    for await (const row of csvRows(content, { ...how, header: columns, wanted: [] })) {
      factsOf ??= shapeOf(row);
      unknown.push(row);
      if (!factsOf && unknown.length < mostUnknown) continue;
      if (!factsOf) break;
      yield* linesOf(unknown, factsOf);
      unknown = [];
    }
    if (!factsOf) {
      throw new UnreadableFile(
        'This is neither the file of practices (epraccur) nor that of trusts (etr), as they are published.',
      );
    }
  },
  merge: mergeOrganisations,
};

function* linesOf(rows: readonly Row[], factsOf: (cells: Cells) => Fact[]): Generator<Line> {
  for (const row of rows) {
    const line = lineOf(row, factsOf);
    if (line) yield line;
  }
}

/** Only what prescribes has a setting in which it does. */
function shapeOf({ cells }: Row): typeof practiceOf | undefined {
  const code = cells?.get('organisation code') ?? '';
  if (practiceCode.test(code) && cells?.has('prescribing setting')) return practiceOf;
  return trustCode.test(code) && !cells?.has('prescribing setting') ? trustOf : undefined;
}

function practiceOf(cells: Cells): Fact[] {
  const where = cells.needed('Prescribing Setting', setting);
  const state = cells.needed('Status Code', status);
  if (cells.rejects.length) return [];
  if (!settings.has(where ?? '')) cells.refuse(null, 'NOT_A_PRACTICE');
  else if (state === 'NOT_OPEN') cells.refuse(null, 'NOT_OPEN');
  if (cells.rejects.length) return [];
  const address = [1, 2, 3, 4, 5].map((line) => cells.given(`Address Line ${line}`)).filter(Boolean);
  if (!address.length) cells.refuse('Address Line 1', 'REQUIRED');
  const place = [address.join(', '), cells.needed('Postcode', postcode)];
  return [{ kind: 'practice', cells: [...organisationOf(cells, practiceCode, state === 'CLOSED'), ...place] }];
}

/** Of a trust the hub keeps no address: it is in many places. */
function trustOf(cells: Cells): Fact[] {
  return [
    { kind: 'trust', cells: [...organisationOf(cells, trustCode, Boolean(cells.raw('Close Date'))), null, null] },
  ];
}

const organisationOf = (cells: Cells, code: RegExp, closed: boolean) => [
  cells.needed('Organisation Code', matching(code)),
  cells.needed('Name'),
  cells.given('Contact Telephone Number', telephone),
  closed ? cells.needed('Close Date', compactDay) : null,
];
