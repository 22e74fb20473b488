import { fileFormats } from '../../shared/file-formats.ts';
import { AdmissionStatus } from '../../subjects/care-home/admission-status.ts';
import { CareType } from '../../subjects/care-home/care-type.ts';
import type { Fact, Format } from '../engine/format.ts';
import { type Cells, count, oneOf, text } from '../input/cells.ts';
import { instant } from '../input/instant.ts';
import { mappedLines } from '../input/mapping.ts';
import { locationId, namesOf } from '../input/personal.ts';
import { mergeCapacity } from './merge.ts';

/** The Capacity Tracker's words for kinds of beds, beside the hub's own. */
const careType = oneOf(
  new Map([
    ...namesOf(CareType),
    ...Object.entries({
      'general residential': CareType.RESIDENTIAL,
      'dementia residential': CareType.RESIDENTIAL_DEMENTIA,
      'general nursing': CareType.NURSING,
      'dementia nursing': CareType.NURSING_DEMENTIA,
    }),
  ]),
);
/** An embargo is the council's to say. */
const { CLOSED_BY_COMMISSIONER: _embargo, ...ofHomes } = AdmissionStatus;
const beds = ['Maximum capacity', 'Occupied', 'Vacant reserved', 'Vacant accepting'];
const columns = ['CQC location ID', 'Bed type', ...beds, 'Admission status', 'Restrictions', 'Last updated (UTC)'];

/** A home's beds as it has told the Capacity Tracker: a line for each kind of bed. */
export const capacityTracker: Format = {
  name: 'capacity-tracker',
  description: "a home's beds, as exported from the Capacity Tracker (CSV or XLSX, with --mapping)",
  ...fileFormats['capacity-tracker'],
  fills: {
    updateCapacity: ['careType', 'maximum', 'occupied', 'reserved', 'available', 'asOf'],
    setAdmissionStatus: ['status', 'restrictions', 'asOf'],
  },
  columns,
  read: (content, how) =>
    mappedLines(content, how, ['CQC location ID', 'Bed type', ...beds, 'Last updated (UTC)'], capacityOf),
  merge: mergeCapacity,
};

function capacityOf(cells: Cells): Fact[] {
  cells.about = cells.needed('CQC location ID', locationId);
  const figures = [cells.needed('Bed type', careType), ...beds.map((column) => cells.needed(column, count))];
  const status = cells.given('Admission status', oneOf(namesOf(ofHomes)));
  const restrictions = cells.given('Restrictions', text(500));
  const restricted = status === AdmissionStatus.OPEN_WITH_RESTRICTIONS;
  if (restricted && !restrictions) cells.refuse('Restrictions', 'REQUIRED');
  const asOf = cells.needed('Last updated (UTC)', instant);
  return [{ kind: 'beds', cells: [cells.about, ...figures, status, restricted ? restrictions : null, asOf] }];
}
