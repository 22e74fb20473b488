import type { ClientBase } from 'pg';
import { type RecordKeys, signed } from '../record/sealing/keys.ts';

/** What is kept of the NHS number of somebody who was erased: without the key nobody tells of which number it is. */
const markOf = ({ erased }: RecordKeys, number: string): Buffer => signed(erased, number);

/** How many residents are here whose numbers bear one of these marks. As the owner, by every number there is. */
export async function countMarked(owner: ClientBase, keys: RecordKeys, marks: readonly Buffer[]): Promise<number> {
  const wanted = new Set(marks.map((mark) => mark.toString('hex')));
  if (!wanted.size) return 0;
  const { rows } = await owner.query<{ number: string }>(
    'select distinct nhs_number as number from public.resident where former_of is null',
  );
  return rows.filter(({ number }) => wanted.has(markOf(keys, number).toString('hex'))).length;
}

/** Keeps by a mark alone that people with these numbers were erased. In the role that erases. */
export async function markErased(client: ClientBase, keys: RecordKeys, numbers: readonly string[]): Promise<void> {
  await client.query('insert into hub.erased_number (mark) select unnest($1::bytea[]) on conflict do nothing', [
    numbers.map((number) => markOf(keys, number)),
  ]);
}

/** Which of these numbers are those of people who were erased. In the importer's role. */
export async function erasedAmong(
  client: ClientBase,
  keys: RecordKeys,
  numbers: readonly string[],
): Promise<ReadonlySet<string>> {
  if (!numbers.length) return new Set();
  const { rows } = await client.query<{ number: string }>(
    `select said.number from unnest($1::text[], $2::bytea[]) said (number, mark) join hub.erased_number using (mark)`,
    [numbers, numbers.map((number) => markOf(keys, number))],
  );
  return new Set(rows.map(({ number }) => number));
}
