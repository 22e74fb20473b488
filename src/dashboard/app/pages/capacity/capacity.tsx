import { type FormEvent, useState } from 'react';
import { useSession } from '../../frame/session.ts';
import { OwnBedsDocument } from '../../graph/documents.ts';
import { useAsked } from '../../graph/use-asked.ts';
import { Empty, Shown } from '../../parts/states.tsx';
import { ago } from '../../parts/words.ts';
import { attemptAt } from './attempt.ts';
import { CareTypeBeds } from './care-type.tsx';
import { bedsIn, type Figures, faultIn, figuresOf, givenUp, type HomeBeds, inputsOf, textsOf } from './figures.ts';
import { GivenUp } from './given-up.tsx';
import { Outcome } from './outcome.tsx';
import { type Telling, useTelling } from './use-telling.ts';

/** One form: it opens with what was told last, and one tap tells that it is still so. */
export default function Capacity() {
  const { code } = useSession();
  const asked = useAsked(OwnBedsDocument, { home: code });
  return (
    <>
      <h1 className="nhsuk-heading-l">Tell free beds</h1>
      <Shown asked={asked} of="what you told last">
        {({ careHome }) =>
          careHome && figuresOf(careHome).length > 0 ? (
            <Form code={code} home={careHome} />
          ) : (
            <Empty>Your home is not in the directory with a kind of care: ask whoever runs the hub.</Empty>
          )
        }
      </Shown>
    </>
  );
}

function Form({ code, home }: { code: string; home: HomeBeds }) {
  const { telling, stands, send, drop } = useTelling(code, home);
  const [figures, setFigures] = useState(() => withTyped(figuresOf(home), telling));
  const [looked, setLooked] = useState(false);
  const ended = givenUp(stands);
  // Of a kind that was given up and told to have none, there is nothing more to say.
  const shown = figures.filter(({ careType }) => stands.careTypes.includes(careType) || ended.includes(careType));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setLooked(true);
    if (inputsOf(shown).length > 0 && shown.every((one) => !faultIn(one))) void send(attemptAt(new Date(), shown));
  };
  const change = (changed: Figures) => {
    drop();
    setFigures(figures.map((one) => (one.careType === changed.careType ? changed : one)));
  };
  return (
    <form className="cg-capacity" onSubmit={submit} noValidate>
      <Outcome telling={telling} send={send} />
      <p className="cg-legend">{lastTold(stands)}</p>
      {shown.map((one) =>
        ended.includes(one.careType) ? (
          <GivenUp key={one.careType} figures={one} stands={stands[one.careType]} change={change} />
        ) : (
          <CareTypeBeds key={one.careType} figures={one} fault={looked ? faultIn(one) : undefined} change={change} />
        ),
      )}
      <button type="submit" className="nhsuk-button cg-tell" aria-disabled={telling.state === 'sending'}>
        {telling.state === 'sending' ? 'Telling …' : `Tell ${freeIn(shown)} free`}
      </button>
    </form>
  );
}

const freeIn = (figures: readonly Figures[]) =>
  figures.reduce((sum, { available }) => sum + (bedsIn(available) ?? 0), 0);

/** What was typed and never answered takes the place of what was told before. */
function withTyped(figures: Figures[], telling: Telling): Figures[] {
  const typed = telling.state === 'kept' ? telling.attempt.careTypes : [];
  return figures.map((one) => {
    const own = typed.find(({ careType }) => careType === one.careType);
    return own ? textsOf(own) : one;
  });
}

function lastTold(home: HomeBeds): string {
  const oldest = home.careTypes
    .flatMap((careType) => home[careType]?.asOf ?? [])
    .sort()
    .at(0);
  return oldest ? `Last told ${ago(oldest)}.` : 'Nothing was told yet.';
}
