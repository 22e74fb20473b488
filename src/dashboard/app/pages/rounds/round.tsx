import { useMemo } from 'react';
import {
  CloseRoundDocument,
  type HeldFragment,
  type ListedFragment,
  RenewRoundDocument,
  RoundListDocument,
} from '../../graph/documents.ts';
import { useAsked } from '../../graph/use-asked.ts';
import { useWritten } from '../../graph/use-written.ts';
import { Empty, Problem, Shown } from '../../parts/states.tsx';
import { dayInWords } from '../../parts/words.ts';
import { Person } from './person.tsx';

/** What happened before is on the list of an earlier round. */
const daysBack = 28;

/** The list of one round, in the order in which somebody walks through the home. */
export function Round({ round, changed }: { round: HeldFragment; changed: () => void }) {
  const since = useMemo(() => new Date(Date.now() - daysBack * 86_400_000).toISOString(), []);
  const asked = useAsked(RoundListDocument, { round: round.id, since });
  return (
    <Shown asked={asked} of="the list">
      {({ node }) => {
        const visits = (node?.__typename === 'HomeRound' && node.visits) || { totalCount: 0, nodes: [] };
        return (
          <>
            <p>
              {round.closedAt ? 'Held on' : 'Planned for'} {dayInWords(round.plannedFor)}; {visits.totalCount} on the
              list, in the order of their rooms.
            </p>
            <Actions round={round} some={visits.nodes.length > 0} renewed={asked.again} changed={changed} />
            <People visits={visits.nodes} total={visits.totalCount} since={since} />
          </>
        );
      }}
    </Shown>
  );
}

function Actions({
  round: { id, closedAt },
  some,
  renewed,
  changed,
}: {
  round: HeldFragment;
  some: boolean;
  renewed: () => void;
  changed: () => void;
}) {
  const renew = useWritten(RenewRoundDocument, ({ renewRoundList }) => renewRoundList);
  const close = useWritten(CloseRoundDocument, ({ closeHomeRound }) => closeHomeRound);
  const problem = renew.problem ?? close.problem;
  const second = 'nhsuk-button nhsuk-button--secondary';
  return (
    <>
      {problem && <Problem problem={problem} />}
      <div className="cg-actions cg-no-print">
        {some && (
          <button type="button" className="nhsuk-button" onClick={() => print()}>
            Print the list
          </button>
        )}
        {!closedAt && (
          <>
            <button
              type="button"
              className={second}
              disabled={renew.sending}
              onClick={async () => (await renew.write({ round: id })) && renewed()}
            >
              Look for new reasons
            </button>
            <button
              type="button"
              className={second}
              disabled={close.sending}
              onClick={async () => (await close.write({ round: id })) && changed()}
            >
              The round is over
            </button>
          </>
        )}
      </div>
    </>
  );
}

function People({ visits, total, since }: { visits: readonly ListedFragment[]; total: number; since: string }) {
  if (visits.length === 0) return <Empty>Nobody is on it. A list holds those for whom there is a reason.</Empty>;
  return (
    <>
      {total > visits.length && (
        <p role="status">
          {total} are on the list, of whom the {visits.length} put on it last are shown.
        </p>
      )}
      {inRoomOrder(visits).map((visit) => (
        <Person key={visit.id} listed={visit} since={since} />
      ))}
    </>
  );
}

const byRoom = new Intl.Collator('en-GB', { numeric: true });

/** By room, 2 before 10; who has none, or whose room is not shared, comes last. */
function inRoomOrder(visits: readonly ListedFragment[]): ListedFragment[] {
  const roomOf = ({ resident }: ListedFragment) => resident?.currentPlacement?.room ?? '';
  return visits.toSorted((one, other) => {
    const [a, b] = [roomOf(one), roomOf(other)];
    if (!a || !b) return a === b ? 0 : a ? -1 : 1;
    return byRoom.compare(a, b);
  });
}
