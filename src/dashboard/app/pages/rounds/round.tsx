import { useMemo } from 'react';
import { Link } from '../../frame/link.tsx';
import { useSession } from '../../frame/session.ts';
import {
  CloseRoundDocument,
  RoundListDocument,
  type RoundListQuery,
  StartRoundDocument,
} from '../../graph/documents.ts';
import { useAsked } from '../../graph/use-asked.ts';
import { useWritten } from '../../graph/use-written.ts';
import { Empty, Problem, Shown } from '../../parts/states.tsx';
import { dayInWords, momentInWords } from '../../parts/words.ts';
import { Person } from './person.tsx';

type Home = NonNullable<RoundListQuery['careHome']>;
type Visits = NonNullable<NonNullable<Home['homeRounds']>['nodes'][number]['visits']>['nodes'];

/** What happened before is on the list of an earlier round. */
const daysBack = 28;

/** The list of the newest round in a home, in the order in which somebody walks through it. */
export function Round({ home }: { home: string }) {
  const since = useMemo(() => new Date(Date.now() - daysBack * 86_400_000).toISOString(), []);
  const asked = useAsked(RoundListDocument, { home, since });
  return (
    <Shown asked={asked} of="the list">
      {({ careHome }) =>
        careHome ? (
          <List home={careHome} again={asked.again} />
        ) : (
          <Empty>
            No home is registered under {home}. <Link to="/rounds">See those that you lead</Link>.
          </Empty>
        )
      }
    </Shown>
  );
}

function List({ home, again }: { home: Home; again: () => void }) {
  const { organisation } = useSession();
  const [round] = home.homeRounds?.nodes ?? [];
  const start = useWritten(StartRoundDocument, ({ startHomeRound }) => startHomeRound);
  const close = useWritten(CloseRoundDocument, ({ closeHomeRound }) => closeHomeRound);
  const problem = start.problem ?? close.problem;
  const open = round && !round.closedAt;
  return (
    <>
      <p className="cg-no-print">
        <Link to="/rounds">All homes</Link>
      </p>
      <h1 className="nhsuk-heading-xl">Home round: {home.name}</h1>
      {problem && <Problem problem={problem} />}
      <p className="cg-print-only">
        Confidential: about named people. Printed {momentInWords(new Date().toISOString())} for {organisation}. Shred
        after the round.
      </p>
      {round && (
        <p>
          {open ? 'Planned for' : 'Held on'} {dayInWords(round.plannedFor)} by {round.practice.name};{' '}
          {round.visits?.totalCount ?? 0} on the list, in the order of their rooms.
          {home.telephone && ` The home: ${home.telephone}.`}
        </p>
      )}
      <div className="cg-actions cg-no-print">
        {round?.visits?.nodes.length ? (
          <button type="button" className="nhsuk-button" onClick={() => print()}>
            Print the list
          </button>
        ) : null}
        {open ? (
          <button
            type="button"
            className="nhsuk-button nhsuk-button--secondary"
            disabled={close.sending}
            onClick={async () => (await close.write({ round: round.id })) && again()}
          >
            The round is over
          </button>
        ) : (
          <button
            type="button"
            className="nhsuk-button nhsuk-button--secondary"
            disabled={start.sending}
            onClick={async () => (await start.write({ home: home.id })) && again()}
          >
            Make a list for today
          </button>
        )}
      </div>
      <People visits={round?.visits?.nodes ?? []} total={round?.visits?.totalCount ?? 0} />
    </>
  );
}

function People({ visits, total }: { visits: Visits; total: number }) {
  if (visits.length === 0)
    return <Empty>Nobody is on a list. A list holds those for whom there is a reason, each with every reason.</Empty>;
  return (
    <>
      {total > visits.length && (
        <p role="status">
          {total} are on the list, of whom the {visits.length} put on it last are shown.
        </p>
      )}
      {inRoomOrder(visits).map((visit) => (
        <Person key={visit.id} listed={visit} />
      ))}
    </>
  );
}

const byRoom = new Intl.Collator('en-GB', { numeric: true });

/** By room, 2 before 10; who has none, or whose room is not shared, comes last. */
function inRoomOrder(visits: Visits): Visits[number][] {
  const roomOf = ({ resident }: Visits[number]) => resident?.currentPlacement?.room ?? '';
  return visits.toSorted((one, other) => {
    const [a, b] = [roomOf(one), roomOf(other)];
    if (!a || !b) return a === b ? 0 : a ? -1 : 1;
    return byRoom.compare(a, b);
  });
}
