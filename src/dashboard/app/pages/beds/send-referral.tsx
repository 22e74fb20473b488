import { useState } from 'react';
import { Link } from '../../frame/link.tsx';
import { type CareType, type LeaverFragment, ReferDocument } from '../../graph/documents.ts';
import { useWritten } from '../../graph/use-written.ts';
import { Problem } from '../../parts/states.tsx';
import { inputOf, nameOf, type Referring } from './referring.ts';

/** Which homes are asked for whom, and the button that asks them; afterwards, that they were asked. */
export function SendReferral({
  referring,
  careType,
  sent,
}: {
  referring: Referring;
  careType: CareType;
  sent: () => void;
}) {
  const { sending, problem, write } = useWritten(ReferDocument, ({ referDischarge }) => referDischarge);
  const [told, setTold] = useState('');
  const { person, homes } = referring;
  const send = async (whom: LeaverFragment) => {
    const answer = await write(inputOf({ ...referring, person: whom }, careType));
    if (!answer) return;
    const count = answer.referDischarge.record?.requests?.length ?? homes.size;
    setTold(`${nameOf(whom)}: ${count} ${count === 1 ? 'home was' : 'homes were'} asked, without being told for whom.`);
    sent();
  };
  return (
    <div aria-live="polite">
      {problem && <Problem problem={problem} />}
      {told && homes.size === 0 && (
        <div className="nhsuk-inset-text">
          {told} <Link to="/referrals">See their answers</Link>.
        </div>
      )}
      {person && homes.size > 0 && (
        <div className="cg-send">
          <p>
            Ask {[...homes.values()].join(', ')} for {nameOf(person)}?
          </p>
          <button type="button" className="nhsuk-button" disabled={sending} onClick={() => send(person)}>
            Send the referral
          </button>
        </div>
      )}
    </div>
  );
}
