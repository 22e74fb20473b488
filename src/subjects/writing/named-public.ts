import type { Rows } from '../../access/context.ts';
import { publicUuid, readPublicId } from '../../access/identifiers.ts';
import type { Write } from '../../access/writing/writer.ts';
import { problem } from '../../shared/problem-catalogue.ts';
import { tableOf } from '../../shared/table-of.ts';
import { codes } from '../codes.ts';
import type { Standing } from './standing.ts';

type Named<Row extends object> = Row & { id: string; authorId: string };

/** The row of a public record that an id such as `Offer:5f0c…` names, with these columns of it, if `where` is so of it. */
async function publicRow<Row extends object>(
  { query }: Pick<Write, 'query'>,
  type: string,
  id: string,
  columns: readonly (string | undefined)[],
  where = 'true',
): Promise<Named<Row> | undefined> {
  const uuid = publicUuid(type, id);
  if (!uuid) return undefined;
  const asked = ['t.id', 't.author_id as "authorId"', ...columns].filter(Boolean).join(', ');
  const [row] = await query<Named<Row>>(`select ${asked} from public.${tableOf(type)} t where t.id = $1 and ${where}`, [
    uuid,
  ]);
  return row;
}

/** What of a public record is asked besides its being there: `columns` are given back, `where` is what else must be so of `t`. */
interface Wanted {
  columns?: string;
  where?: string;
}

/** Such a row, while it stands. */
export const publicNamed = <Row extends object = object>(
  write: Pick<Write, 'query'>,
  type: string,
  id: string,
  { columns, where = 'true' }: Wanted = {},
): Promise<Named<Row> | undefined> => publicRow<Row>(write, type, id, [columns], `t.valid_until is null and ${where}`);

/**
 * Such a row if the own organisation stated it, or what is wrong: of another's the answer is the same as of nothing. `field`
 * is the input's field that holds the id.
 */
export async function ownNamed<Row extends object = object>(
  write: Write,
  type: string,
  field: string,
  id: string,
  columns?: string,
): Promise<Standing<Named<Row>>> {
  const row = await publicRow<Row & { ended: boolean }>(write, type, id, [
    columns,
    't.valid_until is not null as ended',
  ]);
  if (row?.authorId !== write.viewer.organisation.id) return { problems: [problem('UNKNOWN', field)] };
  return row.ended ? { problems: [problem('ALREADY_ENDED', field)] } : { row, problems: [] };
}

/**
 * The uuid of what an id such as `Practice:Y00001`, or its code alone, means. `where` is SQL of what else must be so of `t`.
 */
export async function codedNamed(
  rows: Rows,
  type: keyof typeof codes,
  id: string,
  where = 'true',
): Promise<string | undefined> {
  const said = readPublicId(id) ?? { type, code: id };
  if (said.type !== type) return undefined;
  const [found] = await rows.query<{ id: string }>(
    `select t.id from public.${tableOf(type)} t where t.${codes[type]} = $1 and ${where}`,
    [said.code],
  );
  return found?.id;
}

/** Ends a public record of the own organisation: what was said stays, and stands no more. */
export async function endPublic({ query }: Pick<Write, 'query'>, type: string, id: string, at: string): Promise<void> {
  await query(
    `update public.${tableOf(type)} set valid_until = $2::timestamptz where id = $1 and valid_until is null`,
    [id, at],
  );
}
