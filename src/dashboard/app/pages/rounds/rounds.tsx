import { Link } from '../../frame/link.tsx';
import { useLocation } from '../../frame/location.ts';
import { RoundHomesDocument, type RoundHomesQuery } from '../../graph/documents.ts';
import { useAsked } from '../../graph/use-asked.ts';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { Empty, Shown } from '../../parts/states.tsx';
import { dayInWords } from '../../parts/words.ts';
import { Round } from './round.tsx';

type Home = RoundHomesQuery['alignedHomes']['nodes'][number];

const lastOf = ({ homeRounds }: Home) => homeRounds?.nodes[0];

const columns: readonly Column<Home>[] = [
  {
    name: 'Home',
    value: ({ name }) => name,
    show: ({ name, cqcLocationId }) => <Link to={`/rounds/${cqcLocationId}`}>{name}</Link>,
  },
  { name: 'Postcode', value: ({ postcode }) => postcode },
  {
    name: 'Last or next round',
    value: (home) => lastOf(home)?.plannedFor ?? null,
    show: (home) => {
      const round = lastOf(home);
      return round ? dayInWords(round.plannedFor) : 'None yet';
    },
  },
  { name: 'State', value: (home) => stateOf(home) },
  { name: 'On its list', numeric: true, value: (home) => lastOf(home)?.visits?.totalCount ?? null },
  { name: 'Ring', unsorted: true, value: ({ telephone }) => telephone },
];

function stateOf(home: Home): string {
  const round = lastOf(home);
  if (!round) return 'None yet';
  return round.closedAt ? 'Over' : 'Being prepared or held';
}

/** The homes that the practice leads, each with its newest round; and one home’s list. */
export default function Rounds() {
  const { path } = useLocation();
  const home = path.split('/')[2];
  return home ? <Round key={home} home={decodeURIComponent(home)} /> : <Homes />;
}

function Homes() {
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
              rows={nodes}
              keyOf={({ id }) => id}
              file="home-rounds"
            />
          )
        }
      </Shown>
    </>
  );
}
