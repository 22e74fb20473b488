import type { ClientBase } from 'pg';
import type { RejectCode } from '../../shared/reject-catalogue.ts';
import type { Outcome, Reading } from '../engine/format.ts';
import { fates, noteSources } from '../engine/merging.ts';
import { nameIn } from '../input/mapping.ts';

/** The cells of a figure, in the order in which `monthly-return.ts` gives them; its kind is which figure it is. */
const waiting = `
  select line, kind as figure, cells[1] as location, cells[2]::date as month, cells[3]::int as value, cells[4] as reason,
    cells[5] as value_column, cells[6] as reason_column
  from hub.import_row where import_id =`;

/**
 * Figures of a home's returns, each as if somebody of the home had stated it by hand (`correctReturn`): nothing is said of
 * what is as the hub counts it, and nothing is submitted.
 */
export async function mergeReturns(client: ClientBase, importId: string, { mapping }: Reading): Promise<Outcome> {
  await client.query(`create temporary table waiting on commit drop as ${waiting} '${importId}'`);
  await client.query(`alter table waiting add fate text, add stood boolean, add figure_id uuid; analyze waiting`);
  const refuse = async (where: string, code: RejectCode, column: string, using = '') => {
    await client.query(
      `with refused as (delete from waiting w ${using} where ${where} returning w.*),
         named as (select distinct w.line, ${column} as name from refused w)
       insert into hub.import_reject (import_id, line, column_name, code) select $1, line, name, $2 from named`,
      [importId, code],
    );
  };
  const called = (column: string) => client.escapeLiteral(nameIn(mapping, column));
  const own = `select h.cqc_location_id from care_home h join hub.import own on own.organisation_id = h.organisation_id
    where own.id = '${importId}' and h.deregistered_on is null and h.cqc_location_id = coalesce(w.location, h.cqc_location_id)`;
  await refuse(`not exists (${own})`, 'OTHER_HOME', called('CQC location ID'));
  await refuse(`w.month > (now() at time zone 'Europe/London')::date`, 'IN_FUTURE', called('Month'));
  const inOrder =
    'select line, figure, row_number() over (partition by month, figure order by line) as place from waiting';
  const again = 'one.place > 1 and (one.line, one.figure) = (w.line, w.figure)';
  await refuse(again, 'NAMED_TWICE', 'w.value_column', `using (${inOrder}) one`);
  await state(client, importId);
  for (const code of ['RETURN_SUBMITTED', 'NEWER_KNOWN'] as const)
    await refuse(`w.fate = '${code}'`, code, 'w.value_column');
  await refuse(`w.fate = 'REQUIRED'`, 'REQUIRED', 'w.reason_column');
  const { added, changed, unchanged } = await fates(client);
  const { rows } = await client.query<{ stood: number }>(
    'select count(*) filter (where stood)::int as stood from waiting',
  );
  // What was submitted so has no statement that waits.
  await client.query('delete from waiting where figure_id is null');
  await noteSources(client, importId, 'figure_id');
  return { added, changed, unchanged, ended: 0, stood: rows[0]?.stood ?? 0 };
}

/** By the same function as by hand, month after month. */
async function state(client: ClientBase, importId: string): Promise<void> {
  await client.query(
    `with months as (
       select w.month, jsonb_agg(jsonb_build_object('figure', w.figure, 'value', w.value, 'reason', w.reason)) as said
       from waiting w group by w.month order by w.month
     ), came as (
       select months.month, one.* from months, hub.import own,
         lateral hub.correct_return_by_file(months.month, months.said, own.as_of) one
       where own.id = $1
     )
     update waiting w set fate = came.fate, stood = came.stood, figure_id = came.id
     from came where (came.month, came.figure) = (w.month, w.figure)`,
    [importId],
  );
}
