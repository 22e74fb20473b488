import { Link } from '../../frame/link.tsx';
import { setQuery, useLocation } from '../../frame/location.ts';
import { useSession } from '../../frame/session.ts';
import { type HeldFragment, RoundsInHomeDocument, type RoundsInHomeQuery } from '../../graph/documents.ts';
import { useAsked } from '../../graph/use-asked.ts';
import { Choice } from '../../parts/choice.tsx';
import { Empty, Shown } from '../../parts/states.tsx';
import { dayInWords, momentInWords } from '../../parts/words.ts';
import { MakeList } from './make-list.tsx';
import { Round } from './round.tsx';
import { nextOf, ownOf } from './which.ts';

type Home = NonNullable<RoundsInHomeQuery['careHome']>;

/** The practice’s rounds in one home: the next opens first, and another day can be chosen. */
export function InHome({ home }: { home: string }) {
  const asked = useAsked(RoundsInHomeDocument, { home });
  const name = asked.data?.careHome?.name;
  return (
    <div className="cg-confidential">
      <p className="cg-no-print">
        <Link to="/rounds">All homes</Link>
      </p>
      <h1 className="nhsuk-heading-xl">Home round{name && `: ${name}`}</h1>
      <Shown asked={asked} of="the rounds">
        {({ careHome }) =>
          careHome ? <Rounds home={careHome} again={asked.again} /> : <Empty>No home is registered under {home}.</Empty>
        }
      </Shown>
    </div>
  );
}

function Rounds({ home, again }: { home: Home; again: () => void }) {
  const { code, organisation } = useSession();
  const { query } = useLocation();
  const rounds = ownOf(home.homeRounds?.nodes, code);
  const round = rounds.find(({ id }) => id === query.get('round')) ?? nextOf(rounds);
  const choose = (id: string) => setQuery({ round: id });
  const labels = new Map(rounds.map((one) => [one.id, labelOf(one)]));
  return (
    <>
      <p className="cg-print-only">
        Printed {momentInWords(new Date().toISOString())} for {organisation}.
      </p>
      {home.telephone && <p>The home: {home.telephone}</p>}
      <div className="cg-form cg-no-print">
        {round && (
          <Choice
            id="round"
            label="Round"
            value={round.id}
            options={[...labels.keys()]}
            say={(id) => labels.get(id) ?? id}
            choose={choose}
          />
        )}
        <MakeList
          home={home.id}
          made={(id) => {
            choose(id);
            again();
          }}
        />
      </div>
      {round ? (
        <Round key={round.id} round={round} changed={again} />
      ) : (
        <Empty>Your practice has made no list here yet. A list holds those for whom there is a reason.</Empty>
      )}
    </>
  );
}

const labelOf = ({ plannedFor, closedAt }: HeldFragment) => `${dayInWords(plannedFor)}${closedAt ? ', over' : ''}`;
