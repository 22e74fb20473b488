import { Link } from '../../frame/link.tsx';
import { useLocation } from '../../frame/location.ts';
import { useSession } from '../../frame/session.ts';
import { RoundHomesDocument, type RoundHomesQuery } from '../../graph/documents.ts';
import { useAsked } from '../../graph/use-asked.ts';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { Empty, Shown } from '../../parts/states.tsx';
import { dayInWords } from '../../parts/words.ts';
import { AnotherHome } from './another-home.tsx';
import { InHome } from './in-home.tsx';
import { nextOf, ownOf } from './which.ts';

type Led = RoundHomesQuery['alignedHomes']['nodes'][number];
type Home = Led & { readonly round: NonNullable<Led['homeRounds']>['nodes'][number] | undefined };

const columns: readonly Column<Home>[] = [
  {
    name: 'Home',
    value: ({ name }) => name,
    show: ({ name, cqcLocationId }) => <Link to={`/rounds/${cqcLocationId}`}>{name}</Link>,
  },
  { name: 'Postcode', value: ({ postcode }) => postcode },
  {
    name: 'Last or next round',
    value: ({ round }) => round?.plannedFor ?? null,
    show: ({ round }) => (round ? dayInWords(round.plannedFor) : 'None yet'),
  },
  { name: 'State', value: stateOf },
  { name: 'On its list', numeric: true, value: ({ round }) => round?.visits?.totalCount ?? null },
  { name: 'Ring', unsorted: true, value: ({ telephone }) => telephone },
];

function stateOf({ round }: Home): string {
  if (!round) return 'None yet';
  return round.closedAt ? 'Over' : 'Being prepared or held';
}

/** The homes that the practice leads, each with its next round or its last; and the lists of one home. */
export default function Rounds() {
  const { path } = useLocation();
  const home = path.split('/')[2];
  return home ? <InHome key={home} home={decodeURIComponent(home)} /> : <Homes />;
}

function Homes() {
  const { code } = useSession();
  const asked = useAsked(RoundHomesDocument, {});
  return (
    <>
      <h1 className="nhsuk-heading-xl">Home rounds</h1>
      <Shown asked={asked} of="homes">
        {({ alignedHomes: { nodes } }) =>
          nodes.length === 0 ? (
            <Empty>Your practice leads for no home today. The commissioner says which practice leads for which.</Empty>
          ) : (
            <DataTable
              caption="Homes that your practice leads"
              columns={columns}
              rows={nodes.map((home) => ({ ...home, round: nextOf(ownOf(home.homeRounds?.nodes, code)) }))}
              keyOf={({ id }) => id}
              file="home-rounds"
            />
          )
        }
      </Shown>
      <AnotherHome />
    </>
  );
}
