import type { FieldNode } from 'graphql';
import type { HubContext } from '../../access/context.ts';
import type { RecordRow } from '../../access/reading/projection.ts';
import type { Selection } from '../../access/reading/selection.ts';
import { recordById } from './resident.loaders.ts';

/** Whoever may find a resident by number: the value is not asked for, as it is another by now. */
const byNumber = { field: 'nhsNumber', operator: '>=', value: '', type: 'text' } as const;

/** The resident to whom a superseded NHS number leads; null if none does, or none that the viewer may see by number. */
export async function residentSuperseded(
  { read, records }: HubContext,
  nhsNumber: string,
  selection: Selection,
  place: FieldNode | undefined,
): Promise<RecordRow | null> {
  const [match] = await read.query<{ survivor: string }>(
    `select survivor_resident_id as survivor from hub.person_match
     where nhs_number = $1 and merged_at is not null and split_at is null`,
    [nhsNumber],
  );
  return match ? records.rootOne(recordById('Resident'), [byNumber], selection, place, match.survivor) : null;
}
