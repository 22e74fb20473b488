import { Link } from '../../frame/link.tsx';
import { setQuery, useLocation } from '../../frame/location.ts';
import { useSession } from '../../frame/session.ts';
import { Choice } from '../../parts/choice.tsx';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { Empty } from '../../parts/states.tsx';
import { dayInWords, inWords, monthInWords } from '../../parts/words.ts';
import type { Statement } from './gather.ts';
import { pounds, sumOf } from './pounds.ts';

const all = 'all';

/** Statements by home and month, the latest month at first, with what they come to. */
export function Statements({ statements }: { statements: readonly Statement[] }) {
  const { agency } = useSession();
  const { query } = useLocation();
  const months = [...new Set(statements.map(({ month }) => month))];
  const homes = new Map(statements.map(({ home }) => [home.cqcLocationId, home.name]));
  const names = [...homes].toSorted(([, one], [, other]) => one.localeCompare(other));
  const home = query.get('home') ?? all;
  // A home looks over all its months, a payer at the latest one.
  const month = query.get('month') ?? (agency === 'home' || home !== all ? all : (months[0] ?? all));
  const shown = statements.filter(
    (one) => (month === all || one.month === month) && (home === all || one.home.cqcLocationId === home),
  );
  return (
    <>
      <form className="cg-form cg-no-print">
        <Choice
          id="month"
          label="Month"
          value={month}
          options={[all, ...months]}
          say={(one) => (one === all ? 'All' : monthInWords(one))}
          choose={(one) => setQuery({ month: one })}
        />
        {homes.size > 1 && (
          <Choice
            id="home"
            label="Home"
            value={home}
            options={[all, ...names.map(([one]) => one)]}
            say={(one) => homes.get(one) ?? 'All'}
            choose={(one) => setQuery({ home: one })}
          />
        )}
      </form>
      {shown.length === 0 ? (
        <Empty>Nobody was paid so: choose another month or home.</Empty>
      ) : (
        <>
          <p className="cg-lead" role="status">
            {inSentence(shown)}
          </p>
          <DataTable
            caption="Reward statements"
            columns={columnsOf(agency === 'home')}
            rows={shown}
            keyOf={({ id }) => id}
            file="reward-statements"
          />
        </>
      )}
    </>
  );
}

function inSentence(shown: readonly Statement[]): string {
  const rewarded = shown.filter(({ eligible }) => eligible).length;
  const waiting = shown.filter(({ approvedAt }) => !approvedAt).length;
  const total = pounds(sumOf(shown.map((one) => one.total)));
  const approval = waiting ? ` ${waiting} ${waiting === 1 ? 'is' : 'are'} not approved yet.` : '';
  return `${shown.length} ${shown.length === 1 ? 'statement' : 'statements'}, ${rewarded} rewarded: ${total} in all, the sum of the column Total.${approval}`;
}

const columnsOf = (ofHome: boolean): Column<Statement>[] => [
  {
    name: 'Month',
    value: ({ month }) => month,
    show: ({ id, month, home }) => (
      <Link to={`/rewards/${encodeURIComponent(id)}`}>
        {monthInWords(month)}
        <span className="nhsuk-u-visually-hidden">: statement of {home.name}</span>
      </Link>
    ),
  },
  ofHome
    ? { name: 'Paid by', value: ({ payer }) => payer.name }
    : { name: 'Home', unsorted: true, value: ({ home }) => home.name },
  { name: 'Rewarded', unsorted: true, value: ({ eligible }) => (eligible ? 'Yes' : 'No') },
  { name: 'Rules not met', unsorted: true, value: ({ unmet }) => unmet.map(inWords).join('; ') },
  // Shown with its sign and pence, in the file as a number.
  { name: 'Total', numeric: true, unsorted: true, value: ({ total }) => total, show: ({ total }) => pounds(total) },
  {
    name: 'Approved',
    unsorted: true,
    value: ({ approvedAt }) => approvedAt?.slice(0, 10) ?? null,
    show: ({ approvedAt }) => (approvedAt ? dayInWords(approvedAt) : 'not yet'),
  },
];
