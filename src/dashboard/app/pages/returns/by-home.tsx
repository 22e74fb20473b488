import { type Column, DataTable } from '../../parts/data-table.tsx';
import { dayInWords, monthInWords } from '../../parts/words.ts';
import type { Row } from './gather.ts';
import { type Standing, standings } from './standing.ts';

/** A line for each home, a column for each month, the latest first. */
export function ByHome({ rows, months }: { rows: readonly Row[]; months: readonly string[] }) {
  const columns: Column<Row>[] = [
    { name: 'Home', value: ({ home }) => home.name },
    {
      name: 'Takes part since',
      value: ({ home }) => home.rewardSchemeSignedUpOn,
      show: ({ home }) => (home.rewardSchemeSignedUpOn ? dayInWords(home.rewardSchemeSignedUpOn) : 'does not'),
    },
    ...months.map((month, n) => columnOf(month, n)).reverse(),
  ];
  return (
    <div className="cg-dense">
      <DataTable
        caption="Returns by home and month"
        columns={columns}
        rows={rows}
        keyOf={({ home }) => home.cqcLocationId}
        file="returns-by-home"
      />
      <p className="cg-legend">–: not asked, for the home did not take part in the reward scheme then.</p>
    </div>
  );
}

const columnOf = (month: string, n: number): Column<Row> => ({
  name: monthInWords(month),
  unsorted: true,
  value: ({ standings: own }) => inCell(own[n] ?? 'NOT_EXPECTED'),
  show: ({ standings: own }) => <Tag standing={own[n] ?? 'NOT_EXPECTED'} />,
});

const inCell = (standing: Standing) => (standing === 'NOT_EXPECTED' ? '–' : standings[standing].words);

function Tag({ standing }: { standing: Standing }) {
  const { words, tag } = standings[standing];
  if (standing === 'NOT_EXPECTED') return inCell(standing);
  return <strong className={`nhsuk-tag nhsuk-tag--${tag}`}>{words}</strong>;
}
