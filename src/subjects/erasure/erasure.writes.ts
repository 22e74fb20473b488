import type { HubContext } from '../../access/context.ts';
import { publicUuid } from '../../access/identifiers.ts';
import type { Write, Written } from '../../access/writing/writer.ts';
import { problem } from '../../shared/problem-catalogue.ts';
import { tableOf } from '../../shared/table-of.ts';
import { problemIn } from '../writing/verdict.ts';
import type { OrderErasureInput } from './erasure.types.ts';

const unnamed = 'UnnamedFeedback';

/** A piece of feedback without a name is about nobody whom anybody is told of, and bears a public id. */
function pieceNamed(id: string): { type: string; uuid: string } | undefined {
  const uuid = publicUuid(unnamed, id);
  return uuid ? { type: unnamed, uuid } : undefined;
}

/** The id alone tells what kind of record it is; whose it is, and what is in the way, the database says. */
export async function orderErasure(
  write: Write,
  identifiers: HubContext['identifiers'],
  { record, reason }: OrderErasureInput,
): Promise<Written> {
  const { viewer } = write;
  const named = identifiers.decode(record, viewer.organisation.id) ?? pieceNamed(record);
  if (!named) return { problems: [problem('UNKNOWN', 'record')] };
  const [came] = await write.query<{ verdict: string; about: string | null }>(
    'select verdict, about from hub.order_erasure($1, $2, $3, $4)',
    [tableOf(named.type), named.uuid, reason, viewer.user],
  );
  if (came?.about) write.concerns('Resident', came.about);
  // Whose words they were is not told by having them taken away.
  if (named.type === unnamed) write.untold();
  const found = problemIn(came?.verdict, 'record');
  if (found) return { problems: [found] };
  write.because(reason);
  return { order: { type: named.type, reason }, problems: [] };
}
