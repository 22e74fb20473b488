import type { PersonalType } from '../../access/identifiers.ts';
import type { Write, Written } from '../../access/writing/writer.ts';
import { type Problem, problem } from '../../shared/problem-catalogue.ts';
import { tableOf } from '../../shared/table-of.ts';
import { problemIn } from './verdict.ts';

interface About {
  resident: string;
  version?: number | null;
}

/**
 * Writes the next version of a record of which there is one of each resident, such as the care plan, by a function of the
 * database (`hub.<name>`) that takes what is said by the names of its columns. `problems` are what is wrong with the
 * input; `look` says what is wrong beside what stands, and is given the row with its `columns`, or undefined.
 */
export async function writeOne<Row extends object>(
  write: Write,
  { type, name, columns }: { type: PersonalType; name: string; columns: string },
  { resident: id, version = null }: About,
  said: Readonly<Record<string, unknown>>,
  problems: Problem[],
  look: (before: Row | undefined) => Problem[] = () => [],
): Promise<Written> {
  const resident = await write.residentNamed(id);
  if (!resident) problems.push(problem('UNKNOWN', 'resident'));
  if (problems.length || !resident) return { problems };
  const before = await rowOf<Row>(write, type, resident, columns);
  const found = look(before);
  if (found.length) return { problems: found };
  const [came] = await write.query<{ verdict: string }>(`select hub.${name}($1, $2, $3) as verdict`, [
    resident,
    version,
    JSON.stringify(said),
  ]);
  const wrong = problemIn(came?.verdict, 'resident');
  if (wrong) return { problems: [wrong] };
  const after = await rowOf<{ id: string }>(write, type, resident, 'id');
  return { ...(after && { record: after.id }), problems };
}

/** The one that stands, as far as the caller's agency reads it. */
async function rowOf<Row extends object>(write: Write, type: PersonalType, resident: string, columns: string) {
  const [row] = await write.query<Row>(
    `select ${columns} from public.${tableOf(type)} where resident_id = $1 and valid_until is null`,
    [resident],
  );
  return row;
}
