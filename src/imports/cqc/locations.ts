import type { Fact, Format } from '../engine/format.ts';
import { type Cells, count, day, degrees, lineOf, matching, oneOf, postcode, telephone } from '../input/cells.ts';
import { tableRows } from '../input/table.ts';
import { mergeLocations } from './merge.ts';

/** The columns without which nothing can be made of the directory; all others may be missing, and any may be added. */
const wanted = [
  ...['Location ID', 'Location HSCA start date', 'Care home?', 'Location Name', 'Care homes beds'],
  ...['Location Local Authority', 'Location Street Address', 'Location City', 'Location Postal Code'],
  ...['Location Latitude', 'Location Longitude', 'Provider ID', 'Provider Name'],
  ...['Service type - Care home service with nursing', 'Service type - Care home service without nursing'],
];

const yes = oneOf(
  new Map([
    ...['y', 'yes', 'true'].map((cell) => [cell, 'true'] as const),
    ['n', 'false'],
    ['no', 'false'],
    ['false', 'false'],
  ]),
);
const cqcId = matching(/^1-\d{6,14}$|^[A-Z0-9]{3,10}$/);
const ratings = new Map(
  ['Outstanding', 'Good', 'Requires improvement', 'Inadequate'].map(
    (rating) => [rating.toLowerCase(), rating.toUpperCase().replace(' ', '_')] as const,
  ),
);
const rating = oneOf(
  new Map([
    ...ratings,
    ...['no published rating', 'not rated', 'insufficient evidence to rate', 'inspected but not rated'].map(
      (cell) => [cell, 'NOT_RATED'] as const,
    ),
  ]),
);

/**
 * The CQC's directory of active locations, "care directory with filters" (HSCA_Active_Locations), of which care homes are
 * taken. Columns are known by their header.
 */
export const cqc: Format = {
  name: 'cqc',
  description: "the CQC's directory of active locations (CSV or XLSX)",
  agencies: [],
  writes: [],
  async *read(content, how) {
    for await (const row of tableRows(content, { ...how, wanted })) {
      const line = lineOf(row, locationOf);
      if (line) yield line;
    }
  },
  merge: mergeLocations,
};

/** Null of a location that is no care home. */
function locationOf(cells: Cells): Fact[] | null {
  const isHome = cells.needed('Care home?', yes);
  if (isHome === 'false') return null;
  cells.about = cells.needed('Location ID', cqcId);
  if (!isHome) return [];
  const says = (column: string) => cells.given(column, yes) === 'true';
  const [nursing, residential] = ['with', 'without'].map((how) =>
    says(`Service type - Care home service ${how} nursing`),
  );
  const address = ['Location Street Address', 'Location Address Line 2', 'Location City']
    .map((column) => cells.given(column))
    .filter(Boolean);
  const location = [
    cells.about,
    cells.needed('Provider ID', cqcId),
    cells.needed('Provider Name'),
    cells.given('Location ODS Code', matching(/^[A-Z0-9]{3,8}$/)),
    cells.given('Location UPRN ID', matching(/^\d{1,12}$/)),
    cells.needed('Location Name'),
    address.join(', ') || null,
    cells.needed('Location Postal Code', postcode),
    cells.needed('Location Latitude', degrees(90)),
    cells.needed('Location Longitude', degrees(180)),
    cells.given('Location Telephone Number', telephone),
    cells.needed('Location Local Authority'),
    cells.needed('Location HSCA start date', day),
    String(nursing),
    cells.needed('Care homes beds', count),
    `{${careTypesOf({ nursing, residential }, says)}}`,
    String(says('Dormant (Y/N)')),
    cells.given('Primary ID (Dual registration locations)', cqcId),
    cells.given('Location Latest Overall Rating', rating),
    cells.given('Publication Date', day),
    String(says('Inherited Rating (Y/N)')),
  ];
  if (!address.length) cells.refuse('Location Street Address', 'REQUIRED');
  return [{ kind: 'location', cells: location }];
}

/** The kinds of care by what the CQC registered: its services, and the people for whom they are. */
function careTypesOf(
  { nursing, residential }: { nursing?: boolean; residential?: boolean },
  says: (column: string) => boolean,
): string[] {
  const serves = (band: string) => says(`Service user band - ${band}`);
  const dementia = serves('Dementia');
  return [
    ...(residential ? ['RESIDENTIAL', ...(dementia ? ['RESIDENTIAL_DEMENTIA'] : [])] : []),
    ...(nursing ? ['NURSING', ...(dementia ? ['NURSING_DEMENTIA'] : [])] : []),
    ...(serves('Learning disabilities or autistic spectrum disorder') ? ['LEARNING_DISABILITY'] : []),
    ...(serves('Mental Health') ? ['MENTAL_HEALTH'] : []),
    ...(serves('Physical Disability') ? ['PHYSICAL_DISABILITY'] : []),
  ];
}
