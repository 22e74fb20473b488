import { inWords } from '../../parts/words.ts';
import { bedsIn, type Count, type Figures, stepped } from './figures.ts';

const labels: Readonly<Record<Exclude<Count, 'available'>, string>> = {
  occupied: 'In use, or kept for somebody in hospital',
  reserved: 'Promised to somebody',
  maximum: 'Beds in all',
};
const others = ['occupied', 'reserved', 'maximum'] as const;

/** The beds of one kind of care: one tap for one bed, every number in a field, and what they are besides in a line. */
export function CareTypeBeds({
  figures,
  fault,
  change,
}: {
  figures: Figures;
  fault: string | undefined;
  change: (figures: Figures) => void;
}) {
  const { careType, available, occupied, reserved, maximum } = figures;
  const name = inWords(careType);
  const id = `beds-${careType}`;
  const faultId = fault ? `${id}-fault` : undefined;
  return (
    <fieldset className={`nhsuk-fieldset cg-beds${fault ? ' cg-beds--wrong' : ''}`}>
      <legend className="nhsuk-fieldset__legend nhsuk-fieldset__legend--s">{name}</legend>
      {fault && (
        <p className="nhsuk-error-message" id={faultId}>
          <span className="nhsuk-u-visually-hidden">Error:</span> {fault}
        </p>
      )}
      <div className="cg-stepper">
        <label className="nhsuk-label" htmlFor={id}>
          Free<span className="nhsuk-u-visually-hidden">: {name}</span>
        </label>
        <button type="button" disabled={!bedsIn(available)} onClick={() => change(stepped(figures, -1))}>
          −<span className="nhsuk-u-visually-hidden"> one bed fewer is free: {name}</span>
        </button>
        <Field id={id} value={available} faultId={faultId} change={(text) => change({ ...figures, available: text })} />
        <button type="button" disabled={bedsIn(occupied) === 0} onClick={() => change(stepped(figures, 1))}>
          +<span className="nhsuk-u-visually-hidden"> one bed more is free: {name}</span>
        </button>
      </div>
      <details className="nhsuk-details cg-beds-rest" {...(maximum ? {} : { open: true })}>
        <summary className="nhsuk-details__summary">
          <span className="nhsuk-details__summary-text">
            {maximum ? `${occupied || '–'} in use, ${reserved || '–'} promised, of ${maximum}` : 'Never told yet'}
          </span>
        </summary>
        <div className="nhsuk-details__text">
          {others.map((count) => (
            <div className="nhsuk-form-group" key={count}>
              <label className="nhsuk-label" htmlFor={`${id}-${count}`}>
                {labels[count]}
                <span className="nhsuk-u-visually-hidden">: {name}</span>
              </label>
              <Field
                id={`${id}-${count}`}
                value={figures[count]}
                faultId={faultId}
                change={(text) => change({ ...figures, [count]: text })}
              />
            </div>
          ))}
        </div>
      </details>
    </fieldset>
  );
}

function Field({
  id,
  value,
  faultId,
  change,
}: {
  id: string;
  value: string;
  faultId: string | undefined;
  change: (text: string) => void;
}) {
  return (
    <input
      className="nhsuk-input nhsuk-input--width-3"
      id={id}
      type="text"
      inputMode="numeric"
      autoComplete="off"
      value={value}
      {...(faultId ? { 'aria-describedby': faultId, 'aria-invalid': true } : {})}
      onFocus={({ target }) => target.select()}
      onChange={({ target }) => change(target.value)}
    />
  );
}
