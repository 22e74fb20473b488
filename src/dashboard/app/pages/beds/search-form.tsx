import { type FormEvent, useState } from 'react';
import type { CareType, FreeBedsQueryVariables, RatingGrade } from '../../graph/documents.ts';
import { careTypes } from '../../parts/care-types.ts';
import { Choice } from '../../parts/choice.tsx';
import { inWords } from '../../parts/words.ts';

export interface Search {
  readonly careType: CareType;
  /** As the field has it, a moment by the clock of the browser; empty if it does not matter. */
  readonly at: string;
  /** Empty if the distance does not matter. */
  readonly postcode: string;
  readonly withinKm: number;
  readonly rating: RatingGrade | '';
}

const distances = [5, 10, 15, 25, 50];
const ratings: readonly RatingGrade[] = ['OUTSTANDING', 'GOOD', 'REQUIRES_IMPROVEMENT'];

/** What the form asks the graph: at least one free bed, and whatever was filled in. */
export function variablesOf({ careType, at, postcode, withinKm, rating }: Search): FreeBedsQueryVariables {
  const near = postcode ? { near: { postcode }, withinKm } : {};
  return {
    careType,
    filter: {
      ...{ careType, availableAtLeast: 1 },
      ...near,
      ...(at ? { acceptsDischargeAt: new Date(at).toISOString() } : {}),
      ...(rating ? { ratingAtLeast: rating } : {}),
    },
    orderBy: postcode ? { field: 'DISTANCE' } : { field: 'AVAILABLE', direction: 'DESC' },
  };
}

export function SearchForm({ search, change }: { search: Search; change: (search: Search) => void }) {
  const [typed, setTyped] = useState(search.postcode);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    change({ ...search, postcode: typed.trim() });
  };
  return (
    <form className="cg-form cg-no-print" onSubmit={submit}>
      <Choice
        id="care-type"
        label="Kind of care"
        value={search.careType}
        options={careTypes}
        say={inWords}
        choose={(careType) => change({ ...search, careType: careType as CareType })}
      />
      <p className="nhsuk-form-group">
        <label className="nhsuk-label" htmlFor="at">
          Leaves hospital at
        </label>
        <input
          className="nhsuk-input"
          id="at"
          type="datetime-local"
          value={search.at}
          onChange={({ target }) => change({ ...search, at: target.value })}
        />
      </p>
      <p className="nhsuk-form-group">
        <label className="nhsuk-label" htmlFor="postcode">
          Near postcode
        </label>
        <input
          className="nhsuk-input nhsuk-input--width-10"
          id="postcode"
          autoComplete="off"
          value={typed}
          onChange={({ target }) => setTyped(target.value)}
          onBlur={() => change({ ...search, postcode: typed.trim() })}
        />
      </p>
      <Choice
        id="within"
        label="Within"
        value={String(search.withinKm)}
        options={distances.map(String)}
        say={(km) => `${km} km`}
        choose={(km) => change({ ...search, withinKm: Number(km) })}
      />
      <Choice
        id="rating"
        label="Rated at least"
        value={search.rating}
        options={['', ...ratings]}
        say={(name) => (name ? inWords(name) : 'Any')}
        choose={(rating) => change({ ...search, rating: rating as RatingGrade | '' })}
      />
      <button type="submit" className="nhsuk-button">
        Look for beds
      </button>
    </form>
  );
}
