import { useMemo } from 'react';
import { Link } from '../../frame/link.tsx';
import { WhyRewardedDocument, type WhyRewardedQuery } from '../../graph/documents.ts';
import { useAll } from '../../graph/use-all.ts';
import { useAsked } from '../../graph/use-asked.ts';
import { DataTable } from '../../parts/data-table.tsx';
import { Empty, Loading, Problem, Shown } from '../../parts/states.tsx';
import { dayInWords, inWords, monthInWords } from '../../parts/words.ts';
import { type Line, linesOf, type Statement } from './gather.ts';
import { pounds, sumOf } from './pounds.ts';
import { type Sum, sumsOf } from './sums.ts';

/** One home and month: whether it is rewarded and why, for what it is paid, what was put right, and how it was reckoned. */
export function OneStatement({ statement }: { statement: Statement }) {
  const { id, home, payer, month, eligible, total, approvedAt } = statement;
  const gather = useMemo(() => linesOf(id), [id]);
  const { parts: lines, loading, problem, again } = useAll(gather);
  return (
    <>
      <p className="cg-no-print">
        <Link to="/rewards">All statements</Link>
      </p>
      <dl className="nhsuk-summary-list">
        {[
          ['Home', home.name],
          ['Month', monthInWords(month)],
          ['Paid by', payer.name],
          ['Rewarded', eligible ? 'Yes' : 'No'],
          ['Approved', approvedAt ? dayInWords(approvedAt) : 'Not yet: nothing is paid before'],
          ['Total', pounds(total)],
        ].map(([key, value]) => (
          <div className="nhsuk-summary-list__row" key={key}>
            <dt className="nhsuk-summary-list__key">{key}</dt>
            <dd className="nhsuk-summary-list__value">{value}</dd>
          </div>
        ))}
      </dl>
      {problem && <Problem problem={problem} again={again} />}
      {loading ? <Loading of="its lines" /> : !problem && <Paid lines={lines} total={total} />}
      <Why statement={statement} />
    </>
  );
}

function Paid({ lines, total }: { lines: readonly Line[]; total: number }) {
  const sums = sumsOf(lines);
  if (sums.length === 0) return <Empty>A home that has not met every rule is paid nothing: there are no lines.</Empty>;
  const [first] = lines;
  const difference = sumOf([total, -sumOf(lines.map(({ amount }) => amount))]);
  return (
    <>
      <DataTable
        caption="For what it is paid"
        columns={[
          { name: 'For', unsorted: true, value: forWhat },
          { name: 'Lines', numeric: true, unsorted: true, value: ({ lines: count }: Sum) => count },
          { name: 'Days', numeric: true, unsorted: true, value: ({ days }: Sum) => days },
          {
            name: 'Pounds',
            numeric: true,
            unsorted: true,
            value: ({ amount }: Sum) => amount,
            show: ({ amount }: Sum) => pounds(amount),
          },
        ]}
        rows={sums}
        keyOf={({ kind, month }) => `${kind} ${month}`}
        file="reward-statement"
      />
      <p className="cg-provenance">
        A line is one placement in one month: its days times a seventh of {pounds(first?.weeklyRate ?? 0)} a week,
        rounded once to the nearest penny. A change is what became known of an earlier month since that was paid: the
        difference to what it was paid. Its lines come to{' '}
        {difference === 0 ? 'exactly the total' : `the total but for ${pounds(difference)}`}.
      </p>
    </>
  );
}

const forWhat = ({ kind, month }: Sum) =>
  kind === 'PAYMENT' ? `Days in ${monthInWords(month)}` : `Change of what was paid for ${monthInWords(month)}`;

function Why({ statement: { home, month, unmet } }: { statement: Statement }) {
  const variables = { home: home.cqcLocationId, cqcLocationId: home.cqcLocationId, month };
  const asked = useAsked(WhyRewardedDocument, variables);
  return (
    <>
      <h2 className="nhsuk-heading-m">Why it is rewarded, or not</h2>
      <Shown asked={asked} of="the rules">
        {({ rewardEligibility, careHome }) => (
          <>
            <ul>
              {rewardEligibility?.rules.map(({ rule, sentence }) => (
                <li key={rule}>
                  <strong>{unmet.includes(rule) ? 'Not met' : 'Met'}:</strong> {sentence}
                </li>
              ))}
            </ul>
            <p>{initiativesOn(month, careHome)}</p>
          </>
        )}
      </Shown>
    </>
  );
}

function initiativesOn(month: string, careHome: WhyRewardedQuery['careHome']): string {
  const adopted = (careHome?.initiatives.nodes ?? []).filter(({ from, to }) => from <= month && (!to || to > month));
  const names = [...new Set(adopted.map(({ initiative }) => inWords(initiative).toLowerCase()))];
  const day = dayInWords(month);
  if (names.length === 0) return `On ${day} the home had adopted no initiative.`;
  return `Initiatives that the home had adopted on ${day}: ${names.join(', ')}. The scheme pays for having adopted them, not for each.`;
}
