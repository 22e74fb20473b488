import { useMemo, useState } from 'react';
import { BedsChangedDocument, FreeBedsDocument } from '../../graph/documents.ts';
import { useAsked } from '../../graph/use-asked.ts';
import { useLive } from '../../graph/use-live.ts';
import { Live } from '../../parts/live.tsx';
import { Shown } from '../../parts/states.tsx';
import { useMinutes } from '../../parts/use-minutes.ts';
import { Board } from './board.tsx';
import { nobody, type Referring } from './referring.ts';
import { type Search, SearchForm, variablesOf } from './search-form.tsx';
import { SendReferral } from './send-referral.tsx';
import { WhoLeaves } from './who-leaves.tsx';

export default function Beds() {
  const [search, setSearch] = useState<Search>({ careType: 'NURSING', at: '', postcode: '', withinKm: 15, rating: '' });
  const [referring, setReferring] = useState<Referring>(nobody);
  const variables = useMemo(() => variablesOf(search), [search]);
  const asked = useAsked(FreeBedsDocument, variables);
  const [sent, setSent] = useState(0);
  const live = useLive(BedsChangedDocument, asked.again);
  // A figure grows old though nobody says anything.
  useMinutes(5, asked.again);
  return (
    <>
      <h1 className="nhsuk-heading-xl">Free beds</h1>
      <WhoLeaves key={sent} referring={referring} change={setReferring} />
      <SearchForm
        search={search}
        change={(next) => {
          setSearch(next);
          // Whoever looks for another kind of care asks other homes.
          if (next.careType !== search.careType) setReferring({ ...referring, homes: new Map() });
        }}
      />
      <Live live={live} />
      <Shown asked={asked} of="homes">
        {({ careHomes }) => (
          <Board
            homes={careHomes}
            at={variables.filter.acceptsDischargeAt ?? undefined}
            referring={referring}
            ask={setReferring}
          />
        )}
      </Shown>
      <SendReferral
        referring={referring}
        careType={search.careType}
        sent={() => {
          setReferring(nobody());
          setSent(sent + 1);
        }}
      />
    </>
  );
}
