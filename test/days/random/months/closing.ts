import type { MadeOrganisation } from '../../../support/factories.ts';
import type { Asking } from '../../../support/hub.ts';
import type { Borough, World } from '../world.ts';
import { type Facts, factsOf } from './facts.ts';
import { type Payer, wrongIn } from './reckoning.ts';

interface Told {
  problems: { code: string }[];
  record: { id: string; total: number; csv: string | null } | null;
}
let keys = 0;
async function say(by: Asking, mutation: string, input: object): Promise<Told> {
  const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input!`;
  const { data, text } = await by.ask<Record<string, Told> | null>(
    `mutation ($input: ${type}) { ${mutation}(input: $input) { problems { code } record { id total csv } } }`,
    { input: { idempotencyKey: `closing-the-books-${++keys}`, ...input } },
  );
  const told = data?.[mutation];
  if (!told) throw new Error(`${mutation}: ${text}`);
  return told;
}

/**
 * Has every payer of a borough reckon each month that it has not yet and approve all that it has, asks for each month once
 * more, and gives everything in which what was paid by then is not what the facts say.
 */
export async function booksClosed({ hub, database: { owner } }: World, borough: Borough): Promise<string[]> {
  const all = [...borough.councils, ...borough.boards];
  const homes = borough.homes.map(({ id }) => id);
  const { months } = borough;
  const facts = () =>
    factsOf(
      owner,
      homes,
      all.map(({ id }) => id),
    );
  const wrong: string[] = [];
  const { runs, homes: known } = await facts();
  // Of the others each has neither homes nor runs.
  const payers = all.filter(({ id }) => {
    return runs.some(({ payer }) => payer === id) || known.some(({ commissioners }) => commissioners.includes(id));
  });
  const csv = new Map<string, string>();
  const closed = async (payer: MadeOrganisation) => {
    const [clerk, head] = [await finance(payer, 'clerk'), await finance(payer, 'head')];
    for (const month of months) {
      const known = runs.find((run) => run.payer === payer.id && run.month === month);
      const { record } = await say(clerk, 'prepareRewardPayments', { month });
      if (!record) throw new Error(`${payer.code} cannot reckon ${month}`);
      if (known && record.id !== `RewardRun:${known.id}`) wrong.push(`${month} was reckoned twice by ${payer.code}`);
      if (known?.approvedBy) continue;
      const { problems } = await say(head, 'approveRewardPayments', { run: record.id });
      if (problems.length) wrong.push(`${payer.code} cannot approve ${month}: ${JSON.stringify(problems)}`);
    }
  };
  const finance = (payer: MadeOrganisation, user: string) => hub.as(payer.code, 'finance', 'FUNDING', user);
  await Promise.all(payers.map(closed));
  const then = await facts();
  // Asked again, nothing is paid again.
  await Promise.all(
    payers.map(async (payer) => {
      const clerk = await finance(payer, 'another clerk');
      for (const month of months) {
        const { record } = await say(clerk, 'prepareRewardPayments', { month });
        if (record?.csv) csv.set(`${payer.id} ${month}`, record.csv);
        else wrong.push(`${payer.code} has no ledger of ${month}`);
      }
    }),
  );
  const now = await facts();
  if (JSON.stringify([then.runs, then.lines]) !== JSON.stringify([now.runs, now.lines]))
    wrong.push('to reckon a month again has changed what is paid');
  for (const payer of payers) wrong.push(...wrongIn(now, payer as Payer, months), ...wrongLedgers(now, payer, csv));
  return wrong;
}

/** What the ledger is told is every line of the run, home by home. */
function wrongLedgers({ runs, lines, homes }: Facts, { id }: MadeOrganisation, csv: Map<string, string>): string[] {
  return runs
    .filter(({ payer }) => payer === id)
    .flatMap((run) => {
      const [, ...rows] = (csv.get(`${id} ${run.month}`) ?? '').trim().split('\r\n');
      const ledger = rows.map((row) => {
        const [code, , , month, days, , amount] = row.split(',');
        return `${code} ${month} ${days} ${Math.round(Number(amount) * 100)}`;
      });
      const paid = lines
        .filter((line) => line.run === run.id)
        .map(({ home, month, days, pence }) => {
          return `${homes.find((one) => one.id === home)?.code} ${month} ${days} ${pence}`;
        });
      return paid.sort().join() === ledger.sort().join() ? [] : [`the ledger of ${run.month} differs from its lines`];
    });
}
