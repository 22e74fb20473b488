import { ago, inWords } from '../../parts/words.ts';
import { type Figures, type HomeBeds, saidOf } from './figures.ts';

/** Beds of a kind of care that the home does not give any more: there is one thing to say of them. */
export function GivenUp({
  figures: { careType, maximum },
  stands,
  change,
}: {
  figures: Figures;
  stands: HomeBeds[Figures['careType']];
  change: (figures: Figures) => void;
}) {
  const id = `beds-${careType}`;
  return (
    <fieldset className="nhsuk-fieldset cg-beds">
      <legend className="nhsuk-fieldset__legend nhsuk-fieldset__legend--s">{inWords(careType)}</legend>
      <p>
        Your home does not give this care any more.
        {stands && ` Its ${stands.maximum} beds, told ${ago(stands.asOf)}, still count until you say otherwise.`}
      </p>
      <div className="nhsuk-checkboxes nhsuk-checkboxes--small">
        <div className="nhsuk-checkboxes__item">
          <input
            className="nhsuk-checkboxes__input"
            id={id}
            type="checkbox"
            checked={maximum === '0'}
            onChange={({ target }) => change(saidOf(careType, target.checked ? '0' : ''))}
          />
          <label className="nhsuk-label nhsuk-checkboxes__label" htmlFor={id}>
            We have no such beds any more<span className="nhsuk-u-visually-hidden">: {inWords(careType)}</span>
          </label>
        </div>
      </div>
    </fieldset>
  );
}
