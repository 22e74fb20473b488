import { useMemo } from 'react';
import { UnusualDocument, type UnusualPattern } from '../../graph/documents.ts';
import { useAsked } from '../../graph/use-asked.ts';
import { DataTable } from '../../parts/data-table.tsx';
import { Empty, Shown } from '../../parts/states.tsx';
import { momentInWords } from '../../parts/words.ts';
import { columnsOfLooks } from './look-columns.tsx';

const days = 28;

/** What each pattern means, in the middle of a sentence. */
const meanings: Record<UnusualPattern, string> = {
  NEVER_MET: 'looked up many residents whom no answer had shown the user before',
  NOT_REVIEWED: 'was let in, and nobody has reviewed or borne it out since',
  OUT_OF_HOURS: 'looked at night, though that is not when the user works',
  REFUSED: 'was refused again and again within an hour',
  SAME_NAME: 'was shown residents of the user’s own name',
};

/** What is out of the ordinary in the last four weeks: a reason to ask, and no proof of anything. */
export function Unusual() {
  const period = useMemo(() => {
    const to = new Date();
    return { from: new Date(to.getTime() - days * 86_400_000).toISOString(), to: to.toISOString() };
  }, []);
  const asked = useAsked(UnusualDocument, period);
  return (
    <Shown asked={asked} of="what is out of the ordinary">
      {({ unusualAccesses }) =>
        unusualAccesses.length === 0 ? (
          <Empty>
            Nothing is out of the ordinary in the last {days} days, by any of these: who{' '}
            {Object.values(meanings).join('; ')}.
          </Empty>
        ) : (
          <>
            <p>Each is a reason to ask, and no proof of anything.</p>
            {unusualAccesses.map(({ pattern, user, count, since, sample }) => (
              <section key={`${pattern} ${user}`} className="cg-person">
                <h2 className="nhsuk-heading-m">
                  {user} {meanings[pattern]}
                </h2>
                <p>
                  {count} since {momentInWords(since)}.
                </p>
                <DataTable
                  caption={`Some of what ${user} did`}
                  columns={columnsOfLooks}
                  rows={sample}
                  keyOf={({ requestId, at, kind }) => `${requestId} ${at} ${kind}`}
                  hideCaption
                />
              </section>
            ))}
          </>
        )
      }
    </Shown>
  );
}
