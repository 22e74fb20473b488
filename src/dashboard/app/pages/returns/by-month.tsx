import { useCallback, useMemo } from 'react';
import { DataTable } from '../../parts/data-table.tsx';
import { Figure } from '../../parts/figure.tsx';
import { monthInWords } from '../../parts/words.ts';
import type { Row } from './gather.ts';
import { type Standing, standings } from './standing.ts';

export interface Month {
  readonly month: string;
  readonly counts: Readonly<Record<Standing, number>>;
}

const names = Object.keys(standings) as Standing[];
const asked = names.filter((name) => name !== 'NOT_EXPECTED');

/** How many homes returned each month in time, late or not at all. Numbers about homes: none of them is hidden. */
export function ByMonth({ rows, months }: { rows: readonly Row[]; months: readonly string[] }) {
  const counted = useMemo(() => months.map((month, n) => monthOf(rows, month, n)), [rows, months]);
  const draw = useCallback(async () => {
    const { drawReturns } = await import('./picture.ts');
    return drawReturns(counted);
  }, [counted]);
  const last = counted.at(-1);
  return (
    <>
      {last && <p className="cg-lead">{inSentence(last)}</p>}
      <Figure
        title="Returns month by month"
        says={`A bar for each month: ${counted.map(inSentence).join(' ')}`}
        draw={draw}
        legend="From below: in time (blue), late (yellow), missing (white), still due (grey). Homes that were not asked stand in the table alone."
      >
        <DataTable
          caption="Returns month by month"
          hideCaption
          columns={[
            { name: 'Month', value: ({ month }) => month, show: ({ month }) => monthInWords(month) },
            ...names.map((name) => ({
              name: standings[name].words,
              numeric: true,
              value: ({ counts }: Month) => counts[name],
            })),
          ]}
          rows={counted}
          keyOf={({ month }) => month}
          file="returns-by-month"
        />
      </Figure>
    </>
  );
}

function monthOf(rows: readonly Row[], month: string, n: number): Month {
  const counts = Object.fromEntries(
    names.map((name) => [name, rows.filter(({ standings: own }) => own[n] === name).length]),
  ) as Record<Standing, number>;
  return { month, counts };
}

function inSentence({ month, counts }: Month): string {
  const told = asked.filter((name) => counts[name] > 0);
  const all = asked.reduce((sum, name) => sum + counts[name], 0);
  if (told.length === 0) return `For ${monthInWords(month)} no home was asked.`;
  const parts = told.map((name) => `${counts[name]} ${standings[name].words.toLowerCase()}`);
  return `Of ${all} ${all === 1 ? 'return' : 'returns'} for ${monthInWords(month)}, ${parts.join(', ')}.`;
}
