import { useState } from 'react';
import { AlertsDocument } from '../../graph/documents.ts';
import { useAsked } from '../../graph/use-asked.ts';
import { Paging } from '../../parts/paging.tsx';
import { Empty, Shown } from '../../parts/states.tsx';
import { Alert } from './alert.tsx';
import { AlertsFile } from './alerts-file.tsx';

/** Who was let in without anything else that opens the record: first what waits for a review, and all of it if wished. */
export function Alerts() {
  const [awaitingReview, setAwaiting] = useState(true);
  return (
    <>
      <div className="nhsuk-checkboxes nhsuk-checkboxes--small nhsuk-form-group cg-no-print">
        <div className="nhsuk-checkboxes__item">
          <input
            className="nhsuk-checkboxes__input"
            id="all-alerts"
            type="checkbox"
            checked={!awaitingReview}
            onChange={({ target }) => setAwaiting(!target.checked)}
          />
          <label className="nhsuk-label nhsuk-checkboxes__label" htmlFor="all-alerts">
            Also what others did to records that you look after, and what was reviewed
          </label>
        </div>
      </div>
      <Listed key={String(awaitingReview)} awaitingReview={awaitingReview} />
    </>
  );
}

/** Begins anew for each kind of list, so that nothing of one stands under the words of the other. */
function Listed({ awaitingReview }: { awaitingReview: boolean }) {
  const [after, setAfter] = useState<string | null>(null);
  const asked = useAsked(AlertsDocument, { awaitingReview, after, first: 20 });
  return (
    <Shown asked={asked} of="alerts">
      {({ privacyAlerts: { nodes, totalCount, pageInfo } }) => (
        <>
          <p role="status">
            {totalCount} {totalCount === 1 ? 'alert' : 'alerts'}
            {awaitingReview ? ' waiting for a review, the oldest first.' : ', the newest first.'}
          </p>
          {nodes.length === 0 && <Empty>Nothing waits for a review by your organisation.</Empty>}
          {nodes.map((alert) => (
            <Alert key={alert.id} alert={alert} />
          ))}
          {nodes.length > 0 && <AlertsFile awaitingReview={awaitingReview} />}
          <Paging pageInfo={pageInfo} first={after === null} go={setAfter} />
        </>
      )}
    </Shown>
  );
}
