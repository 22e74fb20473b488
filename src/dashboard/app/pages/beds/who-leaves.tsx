import { type FormEvent, useState } from 'react';
import { useSession } from '../../frame/session.ts';
import { ask } from '../../graph/ask.ts';
import {
  type FundingRoute,
  type InfectionStatus,
  type LeaverFragment,
  LeaverNumberedDocument,
  LeavingDocument,
  type Mobility,
  type TransportNeed,
} from '../../graph/documents.ts';
import { pageByPage, useAll } from '../../graph/use-all.ts';
import { useAsker } from '../../graph/use-asked.ts';
import { Choice } from '../../parts/choice.tsx';
import { Problem } from '../../parts/states.tsx';
import { inThrees, inWords } from '../../parts/words.ts';
import { canBeReferred, nameOf, type Referring } from './referring.ts';

const mobilities: readonly Mobility[] = [
  ...(['INDEPENDENT', 'WALKING_AID', 'ASSISTANCE_OF_ONE', 'ASSISTANCE_OF_TWO', 'CARED_FOR_IN_BED'] as const),
];
const infections: readonly InfectionStatus[] = [
  ...(['NONE_KNOWN', 'AWAITING_RESULT', 'COLONISED', 'INFECTIOUS', 'RECOVERED'] as const),
];
const transports: readonly TransportNeed[] = ['NOT_NEEDED', 'SEATED', 'WHEELCHAIR', 'STRETCHER'];
const routes: readonly FundingRoute[] = [
  ...([
    'UNDECIDED',
    'COUNCIL',
    'CHC',
    'CHC_FAST_TRACK',
    'DISCHARGE_TO_ASSESS',
    'JOINT',
    'SECTION_117',
    'SELF',
  ] as const),
];

interface Props {
  referring: Referring;
  change: (referring: Referring) => void;
}

/** For whom a bed is looked for, and what homes are told: once said, two clicks ask a home. */
export function WhoLeaves({ referring, change }: Props) {
  const { agency } = useSession();
  const { person } = referring;
  const choose = (chosen: LeaverFragment | undefined) => change({ ...referring, person: chosen });
  return (
    <details className="nhsuk-details nhsuk-expander cg-no-print" open={person ? true : undefined}>
      <summary className="nhsuk-details__summary">
        <span className="nhsuk-details__summary-text">
          {person ? `For ${nameOf(person)}` : 'Refer somebody who is to leave hospital'}
        </span>
      </summary>
      <div className="nhsuk-details__text">
        {agency === 'trust' ? <OfTheTrust person={person} choose={choose} /> : <ByNumber choose={choose} />}
        {person && <Needed referring={referring} change={change} />}
      </div>
    </details>
  );
}

type Choose = (person: LeaverFragment | undefined) => void;

const everybody = pageByPage<LeaverFragment>(async (asker, after, signal) => {
  const { data, problem } = await ask(asker, LeavingDocument, { after }, signal);
  return { list: data?.residents, problem };
});

function OfTheTrust({ person, choose }: { person: LeaverFragment | undefined; choose: Choose }) {
  const { parts, loading, problem, again } = useAll(everybody);
  const those = parts.filter(canBeReferred);
  const labels = new Map(
    those.map((one) => [one.id, `${nameOf(one)}${one.nhsNumber ? `, ${inThrees(one.nhsNumber)}` : ''}`]),
  );
  return (
    <>
      {problem && <Problem problem={problem} again={again} />}
      <Choice
        id="leaver"
        label="Who"
        value={person?.id ?? ''}
        options={['', ...labels.keys()]}
        say={(id) => labels.get(id) ?? (loading ? 'Loading who is in your beds …' : 'Choose who is to leave')}
        choose={(id) => choose(those.find((one) => one.id === id))}
      />
    </>
  );
}

/** Whoever pays for hundreds finds one by number; it stands in no address. */
function ByNumber({ choose }: { choose: Choose }) {
  const asker = useAsker();
  const [said, setSaid] = useState('');
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const nhsNumber = String(new FormData(event.currentTarget).get('nhsNumber') ?? '').replaceAll(' ', '');
    const { data, problem } = await ask(asker, LeaverNumberedDocument, { nhsNumber });
    choose(data?.resident ?? undefined);
    setSaid(problem?.message ?? (data?.resident ? '' : 'Nobody whom you see has this number.'));
  };
  return (
    <form className="cg-form" onSubmit={submit}>
      <p className="nhsuk-form-group">
        <label className="nhsuk-label" htmlFor="leaver-number">
          NHS number
        </label>
        <input className="nhsuk-input nhsuk-input--width-10" id="leaver-number" name="nhsNumber" autoComplete="off" />
      </p>
      <button type="submit" className="nhsuk-button nhsuk-button--secondary">
        Find
      </button>
      <p role="status">{said}</p>
    </form>
  );
}

function Needed({ referring, change }: Props) {
  const { need } = referring;
  const set = (part: Partial<Referring['need']>) => change({ ...referring, need: { ...need, ...part } });
  return (
    <div className="cg-form">
      <Choice
        id="mobility"
        label="Moves"
        value={need.mobility}
        options={mobilities}
        say={inWords}
        choose={(mobility) => set({ mobility: mobility as Mobility })}
      />
      <Choice
        id="infection"
        label="Infection"
        value={need.infectionStatus}
        options={infections}
        say={inWords}
        choose={(infectionStatus) => set({ infectionStatus: infectionStatus as InfectionStatus })}
      />
      <Choice
        id="transport"
        label="Comes by"
        value={need.transport}
        options={transports}
        say={inWords}
        choose={(transport) => set({ transport: transport as TransportNeed })}
      />
      <Choice
        id="route"
        label="Paid by"
        value={need.fundingRoute}
        options={routes}
        say={inWords}
        choose={(fundingRoute) => set({ fundingRoute: fundingRoute as FundingRoute })}
      />
      <Tick id="hoist" label="Needs a hoist" value={need.hoist} set={(hoist) => set({ hoist })} />
      <Tick id="oxygen" label="Comes with oxygen" value={need.oxygen} set={(oxygen) => set({ oxygen })} />
      <Tick
        id="medicines"
        label="Medicines are ready"
        value={need.medicinesReady}
        set={(medicinesReady) => set({ medicinesReady })}
      />
      <Moment
        id="earliest"
        label="Can come from"
        value={referring.earliest}
        set={(earliest) => change({ ...referring, earliest })}
      />
      <Moment
        id="answer-by"
        label="Homes answer by"
        value={referring.answerBy}
        set={(answerBy) => change({ ...referring, answerBy })}
      />
    </div>
  );
}

function Tick({ id, label, value, set }: { id: string; label: string; value: boolean; set: (value: boolean) => void }) {
  return (
    <div className="nhsuk-checkboxes nhsuk-checkboxes--small">
      <div className="nhsuk-checkboxes__item">
        <input
          className="nhsuk-checkboxes__input"
          id={id}
          type="checkbox"
          checked={value}
          onChange={({ target }) => set(target.checked)}
        />
        <label className="nhsuk-label nhsuk-checkboxes__label" htmlFor={id}>
          {label}
        </label>
      </div>
    </div>
  );
}

function Moment({ id, label, value, set }: { id: string; label: string; value: string; set: (value: string) => void }) {
  return (
    <p className="nhsuk-form-group">
      <label className="nhsuk-label" htmlFor={id}>
        {label}
      </label>
      <input
        className="nhsuk-input"
        id={id}
        type="datetime-local"
        required
        value={value}
        onChange={({ target }) => target.value && set(target.value)}
      />
    </p>
  );
}
