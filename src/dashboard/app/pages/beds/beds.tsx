import { useEffect, useMemo, useState } from 'react';
import { FreeBedsDocument } from '../../graph/documents.ts';
import { useAsked } from '../../graph/use-asked.ts';
import { Shown } from '../../parts/states.tsx';
import { Board } from './board.tsx';
import { type Search, SearchForm, variablesOf } from './search-form.tsx';

/** How often the board is asked anew while it is looked at. */
const everyMilliseconds = 60_000;

export default function Beds() {
  const [search, setSearch] = useState<Search>({ careType: 'NURSING', at: '', postcode: '', withinKm: 15, rating: '' });
  const variables = useMemo(() => variablesOf(search), [search]);
  const asked = useAsked(FreeBedsDocument, variables);
  const { again } = asked;
  useEffect(() => {
    const look = () => document.visibilityState === 'visible' && again();
    const timer = setInterval(look, everyMilliseconds);
    return () => clearInterval(timer);
  }, [again]);
  return (
    <>
      <h1 className="nhsuk-heading-xl">Free beds</h1>
      <SearchForm search={search} change={setSearch} />
      <Shown asked={asked} of="homes">
        {({ careHomes }) => <Board homes={careHomes} at={variables.filter.acceptsDischargeAt ?? undefined} />}
      </Shown>
    </>
  );
}
