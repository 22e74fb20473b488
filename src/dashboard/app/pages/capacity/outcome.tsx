import { useEffect, useRef } from 'react';
import type { CareType } from '../../graph/documents.ts';
import { hasRunOut, Problem } from '../../parts/states.tsx';
import { inWords, momentInWords } from '../../parts/words.ts';
import type { Attempt } from './attempt.ts';
import type { HomeBeds } from './figures.ts';
import type { Telling } from './use-telling.ts';

/** What became of it: told and when, kept because no answer came, or refused and why. */
export function Outcome({ telling, send }: { telling: Telling; send: (attempt: Attempt) => void }) {
  const place = useRef<HTMLDivElement>(null);
  const { state } = telling;
  // On a phone the button is below what it brings about.
  useEffect(() => {
    if (state !== 'untold' && state !== 'sending') place.current?.scrollIntoView({ block: 'nearest' });
  }, [state]);
  return (
    <div ref={place}>
      {state === 'told' && <Told telling={telling} />}
      {state === 'kept' && <Kept telling={telling} send={send} />}
      {state === 'refused' && <Refused telling={telling} send={send} />}
    </div>
  );
}

function Told({ telling: { attempt, home } }: { telling: Extract<Telling, { state: 'told' }> }) {
  const told = attempt.careTypes.flatMap(({ careType }) => home[careType] ?? []);
  const latest = told
    .map(({ asOf }) => asOf)
    .sort()
    .at(-1);
  return (
    <section className="nhsuk-notification-banner nhsuk-notification-banner--success" role="alert" aria-label="Told">
      <div className="nhsuk-notification-banner__header">
        <p className="nhsuk-notification-banner__title">Told</p>
      </div>
      <div className="nhsuk-notification-banner__content">
        <p className="nhsuk-notification-banner__heading">Told: {told.map(inSentence).join(', ')}</p>
        {latest && <p>As of {momentInWords(latest)}. Who looks for a bed finds it so from now on.</p>}
      </div>
    </section>
  );
}

const inSentence = ({ careType, available, maximum }: NonNullable<HomeBeds[CareType]>) =>
  `${maximum === 0 ? 'no beds for' : `${available} free`} ${inWords(careType).toLowerCase()}`;

function Kept({ telling, send }: { telling: Extract<Telling, { state: 'kept' }>; send: (attempt: Attempt) => void }) {
  const { attempt, problem } = telling;
  const expired = problem && hasRunOut(problem);
  const title = expired ? 'Not told yet' : 'Not told for certain';
  return (
    <section className="nhsuk-warning-callout" role="alert" aria-label={title}>
      <h2 className="nhsuk-warning-callout__label">{title}</h2>
      <p>
        {!expired && 'No answer came. '}The figures of {momentInWords(attempt.asOf)} are kept on this device
        {expired ? '.' : ' and are sent again when the connection is back. '}
        {!expired && 'If the hub has them already, sending them again changes nothing.'}
      </p>
      {problem && problem.code !== 'UNREACHABLE' && <Problem problem={problem} />}
      <button type="button" className="nhsuk-button nhsuk-button--secondary" onClick={() => send(attempt)}>
        Send them again
      </button>
    </section>
  );
}

function Refused({
  telling: { attempt, problems },
  send,
}: {
  telling: Extract<Telling, { state: 'refused' }>;
  send: (attempt: Attempt) => void;
}) {
  const onlyUnusual = problems.every(({ code }) => code === 'CONFIRM');
  return (
    <section className="nhsuk-error-summary" role="alert" aria-label="Not told">
      <h2 className="nhsuk-error-summary__title">{onlyUnusual ? 'Is it so?' : 'Nothing was told'}</h2>
      <div className="nhsuk-error-summary__body">
        <ul className="nhsuk-list nhsuk-error-summary__list">
          {problems.map(({ path, message }) => {
            const careType = attempt.careTypes[Number(path?.[2])]?.careType;
            return (
              <li key={`${path?.join('.')} ${message}`}>
                {careType && `${inWords(careType)}: `}
                {message}
              </li>
            );
          })}
        </ul>
        {onlyUnusual && (
          <button
            type="button"
            className="nhsuk-button nhsuk-button--secondary"
            onClick={() => send({ ...attempt, confirm: true })}
          >
            It is so: tell it
          </button>
        )}
      </div>
    </section>
  );
}
