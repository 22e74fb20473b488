import type { HubContext } from '../../access/context.ts';
import type { Write, Written } from '../../access/writing/writer.ts';
import { problem } from '../../shared/problem-catalogue.ts';
import { problemIn } from '../writing/verdict.ts';
import { type ConfirmMatchInput, candidates, type SplitMatchInput } from './match.types.ts';

const longestReason = 500;

/** Two residents, or a resident and a line of a file. */
interface Pair {
  survivor: string;
  superseded: string | null;
  merged: boolean;
}
type Settling = { named: (pair: Pair) => string[]; ofResidents: string; ofLine: string };

const residentsOf = ({ survivor, superseded }: Pair) => [survivor, ...(superseded ? [superseded] : [])];

/** Whoever settles it stands by right to both; of those who are one by now, to the one. */
async function settle(
  write: Write,
  identifiers: HubContext['identifiers'],
  { match, reason }: ConfirmMatchInput | SplitMatchInput,
  { named, ofResidents, ofLine }: Settling,
): Promise<Written> {
  const said = reason.trim();
  if (!said) return { problems: [problem('REQUIRED', 'reason')] };
  if (said.length > longestReason) return { problems: [problem('TOO_LONG', 'reason')] };
  const unknown = { problems: [problem('UNKNOWN', 'match')] };
  const uuid = write.uuidOf('MatchCandidate', match);
  if (!uuid) return unknown;
  const [pair] = await write.query<Pair>(
    `select survivor, superseded, confirmed_at is not null and split_at is null as merged
     from ${candidates} candidate where id = $1`,
    [uuid],
  );
  if (!pair) return unknown;
  const both = residentsOf(pair);
  // Both at once: who took one after the other might wait for somebody who waits in turn.
  await write.query('select hub.hold_people($1)', [both]);
  const { organisation, user } = write.viewer;
  for (const id of identifiers.encode('Resident', organisation.id, named(pair))) {
    if (!(await write.residentNamed(id))) return unknown;
  }
  const settles = pair.superseded ? ofResidents : ofLine;
  const [row] = await write.query<{ verdict: string }>(`select ${settles} as verdict`, [uuid, user, said]);
  const found = problemIn(row?.verdict, 'match');
  if (found) return { problems: [found] };
  for (const one of both) write.concerns('Resident', one);
  return { record: uuid, problems: [] };
}

export const confirmMatch = (write: Write, identifiers: HubContext['identifiers'], input: ConfirmMatchInput) =>
  settle(write, identifiers, input, {
    named: (pair) => (pair.merged ? [pair.survivor] : residentsOf(pair)),
    ofResidents: 'hub.confirm_match($1, $2, $3)',
    ofLine: 'hub.settle_line($1, $2, $3)',
  });

export const splitMatch = (write: Write, identifiers: HubContext['identifiers'], input: SplitMatchInput) =>
  settle(write, identifiers, input, {
    named: ({ survivor }) => [survivor],
    ofResidents: 'hub.split_match($1, $2, $3)',
    ofLine: 'hub.part_line($1, $2, $3)',
  });
