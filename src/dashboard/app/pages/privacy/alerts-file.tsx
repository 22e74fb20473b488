import { useState } from 'react';
import { ask, type Problem as ProblemOf } from '../../graph/ask.ts';
import { type AlertFragment, AlertsDocument } from '../../graph/documents.ts';
import { pageByPage } from '../../graph/use-all.ts';
import { useAsker } from '../../graph/use-asked.ts';
import { AsCsv } from '../../parts/as-csv.tsx';
import { csvOf, download } from '../../parts/csv.ts';
import { Problem } from '../../parts/states.tsx';
import { inWords } from '../../parts/words.ts';

const columns: readonly (readonly [name: string, value: (alert: AlertFragment) => string | null])[] = [
  ['Raised at', ({ raisedAt }) => raisedAt],
  ['What', ({ kind }) => inWords(kind)],
  ['Organisation', ({ organisation }) => organisation?.name ?? null],
  ['NHS number', ({ nhsNumber }) => nhsNumber],
  ['Reason', ({ reason }) => reason],
  ['By', ({ madeBy }) => madeBy],
  ['Role', ({ role }) => role && inWords(role)],
  ['Opens as', ({ relationship }) => relationship],
  ['Until', ({ until }) => until],
  ['Waits for a review', ({ awaitsReview }) => (awaitsReview ? 'Yes' : 'No')],
  ['Reviewed at', ({ reviewedAt }) => reviewedAt],
  ['Reviewed by', ({ reviewedBy }) => reviewedBy],
  ['Found to be', ({ outcome }) => outcome && inWords(outcome)],
  ['Note', ({ note }) => note],
];

/** Every alert of the list as a file, those of later pages too: a report of a quarter is made of it. */
export function AlertsFile({ awaitingReview }: { awaitingReview: boolean }) {
  const asker = useAsker();
  const [gathering, setGathering] = useState(false);
  const [problem, setProblem] = useState<ProblemOf>();
  const take = async () => {
    setGathering(true);
    const alerts: AlertFragment[] = [];
    const gather = pageByPage<AlertFragment>(async (whom, after) => {
      const { data, problem } = await ask(whom, AlertsDocument, { awaitingReview, after, first: 100 });
      return { list: data?.privacyAlerts, problem };
    });
    const wrong = await gather(asker, (alert) => alerts.push(alert), new AbortController().signal);
    setGathering(false);
    setProblem(wrong);
    if (wrong) return;
    const rows = alerts.map((alert) => columns.map(([, value]) => value(alert)));
    download(
      'alerts.csv',
      csvOf(
        columns.map(([name]) => name),
        rows,
      ),
    );
  };
  return (
    <>
      {problem && <Problem problem={problem} />}
      <AsCsv of="all alerts of this list" take={() => void take()} disabled={gathering} />
    </>
  );
}
