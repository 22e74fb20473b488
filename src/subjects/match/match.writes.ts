import type { HubContext } from '../../access/context.ts';
import type { Write, Written } from '../../access/writing/writer.ts';
import { problem } from '../../shared/problem-catalogue.ts';
import { problemIn } from '../writing/verdict.ts';
import type { ConfirmMatchInput, SplitMatchInput } from './match.types.ts';

const longestReason = 500;

interface Pair {
  survivor: string;
  superseded: string;
  merged: boolean;
}

/** Whoever settles it stands by right to both; of those who are one by now, to the one. */
async function settle(
  write: Write,
  identifiers: HubContext['identifiers'],
  { match, reason }: ConfirmMatchInput | SplitMatchInput,
  { named, text }: { named: (pair: Pair) => string[]; text: string },
): Promise<Written> {
  const said = reason.trim();
  if (!said) return { problems: [problem('REQUIRED', 'reason')] };
  if (said.length > longestReason) return { problems: [problem('TOO_LONG', 'reason')] };
  const unknown = { problems: [problem('UNKNOWN', 'match')] };
  const uuid = write.uuidOf('MatchCandidate', match);
  if (!uuid) return unknown;
  const [pair] = await write.query<Pair>(
    `select survivor_resident_id as survivor, superseded_resident_id as superseded, merged_at is not null and split_at is null as merged
     from hub.person_match where id = $1`,
    [uuid],
  );
  if (!pair) return unknown;
  const both = [pair.survivor, pair.superseded];
  // Both at once: who took one after the other might wait for somebody who waits in turn.
  await write.query('select hub.hold_people($1)', [both]);
  const { organisation, user } = write.viewer;
  for (const id of identifiers.encode('Resident', organisation.id, named(pair))) {
    if (!(await write.residentNamed(id))) return unknown;
  }
  const [row] = await write.query<{ verdict: string }>(text, [uuid, user, said]);
  const found = problemIn(row?.verdict, 'match');
  if (found) return { problems: [found] };
  for (const one of both) write.concerns('Resident', one);
  return { record: uuid, problems: [] };
}

export const confirmMatch = (write: Write, identifiers: HubContext['identifiers'], input: ConfirmMatchInput) =>
  settle(write, identifiers, input, {
    named: ({ survivor, superseded, merged }) => (merged ? [survivor] : [survivor, superseded]),
    text: 'select hub.confirm_match($1, $2, $3) as verdict',
  });

export const splitMatch = (write: Write, identifiers: HubContext['identifiers'], input: SplitMatchInput) =>
  settle(write, identifiers, input, {
    named: ({ survivor }) => [survivor],
    text: 'select hub.split_match($1, $2, $3) as verdict',
  });
