import { type FormEvent, useState } from 'react';
import { useSession } from '../../frame/session.ts';
import { OwnBedsDocument } from '../../graph/documents.ts';
import { useAsked } from '../../graph/use-asked.ts';
import { Empty, Shown } from '../../parts/states.tsx';
import { ago } from '../../parts/words.ts';
import { attemptAt, kept } from './attempt.ts';
import { CareTypeBeds } from './care-type.tsx';
import { bedsIn, type Figures, faultIn, figuresOf, type HomeBeds, inputsOf } from './figures.ts';
import { Outcome } from './outcome.tsx';
import { useTelling } from './use-telling.ts';

/** One form: it opens with what was told last, and one tap tells that it is still so. */
export default function Capacity() {
  const { code } = useSession();
  const asked = useAsked(OwnBedsDocument, { home: code });
  return (
    <>
      <h1 className="nhsuk-heading-l">Tell free beds</h1>
      <Shown asked={asked} of="what you told last">
        {({ careHome }) =>
          careHome?.careTypes.length ? (
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
  const [figures, setFigures] = useState(() => withKept(figuresOf(home), code));
  const [looked, setLooked] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setLooked(true);
    if (inputsOf(figures).length > 0 && figures.every((one) => !faultIn(one)))
      void send(attemptAt(new Date(), figures));
  };
  const change = (changed: Figures) => {
    drop();
    setFigures(figures.map((one) => (one.careType === changed.careType ? changed : one)));
  };
  return (
    <form className="cg-capacity" onSubmit={submit} noValidate>
      <Outcome telling={telling} send={send} />
      <p className="cg-legend">{lastTold(stands)}</p>
      {figures.map((one) => (
        <CareTypeBeds key={one.careType} figures={one} fault={looked ? faultIn(one) : undefined} change={change} />
      ))}
      <button type="submit" className="nhsuk-button cg-tell" aria-disabled={telling.state === 'sending'}>
        {telling.state === 'sending' ? 'Telling …' : `Tell ${freeIn(figures)} free`}
      </button>
    </form>
  );
}

const freeIn = (figures: readonly Figures[]) =>
  figures.reduce((sum, { available }) => sum + (bedsIn(available) ?? 0), 0);

/** What was typed and never answered takes the place of what was told before. */
function withKept(figures: Figures[], home: string): Figures[] {
  const careTypes = kept(home)?.careTypes ?? [];
  return figures.map((one) => {
    const typed = careTypes.find(({ careType }) => careType === one.careType);
    if (!typed) return one;
    const { available, occupied, reserved, maximum } = typed;
    return {
      ...one,
      available: `${available}`,
      occupied: `${occupied}`,
      reserved: `${reserved}`,
      maximum: `${maximum}`,
    };
  });
}

function lastTold(home: HomeBeds): string {
  const oldest = home.careTypes
    .flatMap((careType) => home[careType]?.asOf ?? [])
    .sort()
    .at(0);
  return oldest ? `Last told ${ago(oldest)}.` : 'Nothing was told yet.';
}
