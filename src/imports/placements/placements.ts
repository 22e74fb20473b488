import { fileFormats } from '../../shared/file-formats.ts';
import { CareType } from '../../subjects/care-home/care-type.ts';
import { FundingSource } from '../../subjects/funding/funding-source.ts';
import type { Fact, Format } from '../engine/format.ts';
import { type Cells, oneOf } from '../input/cells.ts';
import { type Mapping, mappedLines } from '../input/mapping.ts';
import { locationId, namesOf, nhsNumber, pounds } from '../input/personal.ts';
import { described, describing } from '../people/described.ts';
import { mergePlacements } from './merge.ts';

const careType = oneOf(namesOf(CareType));
const source = oneOf(namesOf(FundingSource));
/** What a council pays itself; as `hub.opened_by` has it. */
const paidByCouncils: ReadonlySet<string> = new Set([
  ...['COUNCIL', 'JOINT', 'SECTION_117', 'DISCHARGE_TO_ASSESS', 'DEFERRED_PAYMENT'],
]);

/**
 * A council's placements and what it pays for them, as its case system lists them: a line for each part that is paid, and
 * what is said of the placement again on each.
 */
export const placements: Format = {
  name: 'placements',
  description: "a council's placements and what it pays for them (CSV or XLSX, with --mapping)",
  ...fileFormats.placements,
  fills: {
    recordPlacement: ['home', 'careType', 'from', 'to'],
    recordFundingComponent: ['source', 'weeklyAmount', 'from', 'to'],
    changeRate: ['weeklyAmount', 'from'],
    endFundingComponent: ['to'],
  },
  columns: [
    ...['NHS number', 'Home', 'From', 'To', 'Care type', 'Source', 'Weekly rate', 'Paid from', 'Paid to'],
    ...describing,
  ],
  read(content, how) {
    const isWhole = how.mapping?.whole ?? false;
    // Of a file that names everything, what it does not say is paid would be paid no more.
    const paid = isWhole ? ['Source', 'Weekly rate'] : [];
    const wanted = ['NHS number', 'Home', 'From', 'Care type', ...paid];
    return mappedLines(content, how, wanted, (cells, day) => placementOf(cells, day, isWhole));
  },
  merge: mergePlacements,
};

function placementOf(cells: Cells, day: Mapping['day'], isWhole: boolean): Fact[] {
  const isDescribed = !cells.raw('NHS number') && cells.raw('Person') !== undefined;
  const person = isDescribed ? [described(cells, day)] : [];
  cells.about = isDescribed ? null : cells.needed('NHS number', nhsNumber);
  const home = cells.needed('Home', locationId);
  const period = (first: string, last: string, needed: boolean) => {
    const from = needed ? cells.needed(first, day) : cells.given(first, day);
    const to = cells.given(last, day);
    if (from && to && to < from) cells.refuse(last, 'NOT_IN_ORDER');
    return [from, to] as const;
  };
  const [from, to] = period('From', 'To', true);
  const care = cells.needed('Care type', careType);
  const paid = isWhole ? cells.needed('Source', source) : cells.given('Source', source);
  if (paid && !paidByCouncils.has(paid)) cells.refuse('Source', 'NOT_A_VALUE');
  const rate = paid ? cells.needed('Weekly rate', pounds) : null;
  const [paidFrom, paidTo] = paid ? period('Paid from', 'Paid to', false) : [null, null];
  return [...person, { kind: 'placement', cells: [cells.about, home, from, to, care, paid, rate, paidFrom, paidTo] }];
}
