import { useState } from 'react';
import { Link } from '../../frame/link.tsx';
import { OwnReferralsDocument, type ReferralState, ReferralsChangedDocument } from '../../graph/documents.ts';
import { useAsked } from '../../graph/use-asked.ts';
import { useLive } from '../../graph/use-live.ts';
import { Choice } from '../../parts/choice.tsx';
import { Live } from '../../parts/live.tsx';
import { Paging } from '../../parts/paging.tsx';
import { Empty, Shown } from '../../parts/states.tsx';
import { useMinutes } from '../../parts/use-minutes.ts';
import { inWords } from '../../parts/words.ts';
import { Referral } from './referral.tsx';

const states: readonly ReferralState[] = ['OPEN', 'CHOSEN', 'ADMITTED', 'DECLINED', 'WITHDRAWN', 'EXPIRED'];

/** The organisation’s own referrals, with what each home has answered, kept up to date as homes answer. */
export default function Referrals() {
  const [state, setState] = useState<ReferralState>('OPEN');
  const [after, setAfter] = useState<string | null>(null);
  const asked = useAsked(OwnReferralsDocument, { state, after });
  const live = useLive(ReferralsChangedDocument, asked.again);
  useMinutes(1);
  return (
    <>
      <h1 className="nhsuk-heading-xl">Referrals</h1>
      <div className="cg-form cg-no-print">
        <Choice
          id="state"
          label="State"
          value={state}
          options={states}
          say={inWords}
          choose={(chosen) => {
            setState(chosen as ReferralState);
            setAfter(null);
          }}
        />
        <Live live={live} />
      </div>
      <Shown asked={asked} of="referrals">
        {({ dischargeReferrals: { nodes, totalCount, pageInfo } }) => (
          <>
            <p role="status">
              {totalCount} {totalCount === 1 ? 'referral is' : 'referrals are'} {inWords(state).toLowerCase()}.
              {totalCount > nodes.length && ` ${nodes.length} of them are shown, the newest first.`}
            </p>
            {nodes.length === 0 && (
              <Empty>
                None is. Refer somebody from the <Link to="/beds">board of free beds</Link>.
              </Empty>
            )}
            {nodes.map((referral) => (
              <Referral key={referral.id} referral={referral} changed={asked.again} />
            ))}
            <Paging pageInfo={pageInfo} first={after === null} go={setAfter} />
          </>
        )}
      </Shown>
    </>
  );
}
