import type { PersonalType } from '../../access/identifiers.ts';
import type { Write } from '../../access/writing/writer.ts';
import { type Problem, problem } from '../../shared/problem-catalogue.ts';
import { tableOf } from '../../shared/table-of.ts';

/** The record that is to be changed, as the caller names it: `field` is the input's field that holds its id. */
interface Named {
  type: PersonalType;
  field: string;
  id: string;
  version: number;
}

/** A row that may be changed, or why it may not. */
export type Standing<Row extends object> = { row: Row; problems: Problem[] } | { row?: undefined; problems: Problem[] };

/**
 * The row of a record as it stands, locked until the transaction ends: of two who change the same version at once, the
 * second is told that it is stale. Only what the row policies let the caller's organisation change is found; any other
 * record is unknown, seen or not. `columns` is a list of SQL for the table's own columns.
 */
export async function standing<Row extends object>(
  write: Write,
  { type, field, id, version }: Named,
  columns: string,
): Promise<Standing<Row>> {
  const unknown = { problems: [problem('UNKNOWN', field)] };
  const record = await write.recordNamed(type, id);
  if (!record) return unknown;
  const [row] = await write.query<Row & { _version: number }>(
    `select version as _version, ${columns} from public.${tableOf(type)}
     where id = $1 and author_id = $2 and valid_until is null for update`,
    [record, write.viewer.organisation.id],
  );
  if (!row) return unknown;
  const { _version: stands } = row;
  return stands === version ? { row, problems: [] } : { problems: [problem('STALE_VERSION', 'version')] };
}
