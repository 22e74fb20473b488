import type { ClientBase } from 'pg';

/** Rows of the hub as a file would have them, beside those that stand: two temporary tables. */
export interface Beside {
  /**
   * With `line`, `id` of the row that stands or null, `stood` and `lasts` (dateranges: its days now, and then), and `fate`:
   * ADDED, CHANGED and ENDED rows are written, UNCHANGED and OTHERS stay as they are.
   */
  would: string;
  /** With `id` and `period`, those of the same people that stand now. */
  stands: string;
  /** The columns within which no two rows may have a day in common. */
  within: readonly string[];
  /** SQL that takes lines of `would` away and gives them as `line` and `column_name`, from `bad`. */
  takeAway: string;
}

/**
 * Takes away what would have a day in common with something that stays, or with an earlier line of the file: until
 * nothing does, since what is taken away leaves standing what it would have ended.
 */
export async function refuseOverlaps(
  client: ClientBase,
  importId: string,
  { would, stands, within, takeAway }: Beside,
): Promise<void> {
  const same = (other: string) => within.map((column) => `${other}.${column} = g.${column}`).join(' and ');
  const grows = (row: string) => `${row}.fate in ('CHANGED', 'ENDED') and not ${row}.lasts <@ ${row}.stood`;
  for (let refused: number | null = 1; refused; ) {
    const { rowCount } = await client.query(
      `with bad as (
         select g.line from ${would} g join ${stands} s on ${same('s')} and s.period && g.lasts
         where g.fate in ('ADDED', 'CHANGED', 'ENDED') and not exists (select from ${would} m where m.id = s.id)
         union
         select g.line from ${would} g join ${would} o on ${same('o')} and o.lasts && g.lasts
         where g.fate in ('ADDED', 'CHANGED', 'ENDED') and o.ctid <> g.ctid
           and (o.line < g.line or o.fate in ('UNCHANGED', 'OTHERS'))
         union
         -- Both are changed by one statement, in whatever order.
         select g.line from ${would} g join ${would} o on ${same('o')} and o.stood && g.lasts
         where ${grows('g')} and ${grows('o')} and o.ctid <> g.ctid
       ), ${takeAway}
       insert into hub.import_reject (import_id, line, column_name, code)
       select $1, line, column_name, 'NOT_POSSIBLE' from taken on conflict do nothing`,
      [importId],
    );
    refused = rowCount;
  }
}

/** SQL: somebody has said since the moment of the file how a row is, by hand or by a newer file. `own` is the import. */
export const saidSince = (row: string): string => `(
  ${row}.recorded_at > own.as_of and not exists (
    select from hub.record_source said join hub.import by_file on by_file.id = said.import_id
    where said.record_id = ${row}.id and said.recorded_at = ${row}.recorded_at and by_file.as_of <= own.as_of)
  or exists (
    select from hub.import newer where newer.organisation_id = own.organisation_id and newer.format = own.format
      and newer.state = 'DONE' and newer.as_of > own.as_of))`;
