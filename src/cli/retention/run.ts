import { Command, InvalidArgumentError } from 'commander';
import type { Client } from 'pg';
import { type Due, dueResidents, type Held, heldBecause, thresholdOf } from '../../access/retention/due.ts';
import {
  countUnknown,
  type Erased,
  eraseResidents,
  eraseUnknown,
  finishOrders,
  forgetKeys,
  forgetUnfinished,
  RuleChanged,
} from '../../access/retention/erase.ts';
import { type ResidentTable, tablesAboutResidents } from '../../access/retention/tables.ts';
import { CannotStart } from '../../database/cannot-start.ts';
import { inTransaction, withClient } from '../../database/client.ts';
import { reachDatabase } from '../../database/open.ts';
import { eraser } from '../../database/roles.ts';
import { isDay, londonTime } from '../../shared/dates.ts';
import { nameOfUser } from '../name-of-user.ts';
import { nameGiven, ruleInForce } from './rule.ts';

interface Options {
  dryRun?: boolean;
  asOf?: string;
  batch: number;
  by: string;
}

export const run = new Command('run')
  .description('Erase everything about residents whose care ended longer ago than the agreement has it kept.')
  .option('--dry-run', 'only count what would be erased')
  .option('--as-of <day>', 'as if it were that day, such as 2026-04-01; a day to come only with --dry-run')
  .option('--batch <residents>', 'how many residents in one transaction', batchSize, 100)
  .option('--by <name>', 'who erases, for the record', nameOfUser())
  .addHelpText(
    'after',
    '\nCan be ended at any time and run again: each batch goes wholly or not at all, with an entry in the access record. No name\nis printed. What is erased is in the backups that you keep; what holds somebody back is in docs/operators.md.',
  )
  .action(async (options: Options) => {
    const today = londonTime(new Date()).date;
    const { asOf = today, dryRun } = options;
    if (!isDay(asOf)) throw new CannotStart(`${asOf} is no day such as 2026-04-01.`);
    if (asOf > today && !dryRun) throw new CannotStart('What is not past its time yet is not erased: add --dry-run.');
    const database = await reachDatabase();
    try {
      await withClient(database.ownerUrl, (owner) => eraseDue(owner, database.key, { ...options, asOf }, console.log));
    } catch (error) {
      if (!(error instanceof RuleChanged)) throw error;
      throw new CannotStart('Another agreement came into force meanwhile. Run it again, by its rule.');
    } finally {
      await database.stop();
    }
  });

function batchSize(text: string): number {
  if (!/^[1-9]\d{0,3}$/.test(text)) throw new InvalidArgumentError('Write a number from 1 to 9999.');
  return Number(text);
}

/** Tells what it does as it goes on: counts, and nobody's name. */
export async function eraseDue(
  owner: Client,
  key: Buffer,
  { asOf, dryRun, batch, by }: Options & { asOf: string },
  tell: (line: string) => void,
): Promise<void> {
  const { years, warrant } = await ruleInForce(owner, key, nameGiven(by));
  const threshold = thresholdOf(asOf, years);
  const tables = await tablesAboutResidents(owner);
  const { due, unknown } = await askEraser(owner, tables, threshold);
  const free = due.filter(({ held }) => !held.length);
  tell(`The rule: ${warrant.rule}. As of ${asOf}: care that ended on ${threshold.endedBy} or before.`);
  tellHeld(
    due.filter(({ held }) => held.length),
    tell,
  );
  if (dryRun) {
    tell(`Would erase: ${count(free.length, 'resident')}, ${count(unknown, 'word')} about people never known here.`);
    return;
  }
  const { rows: ordered } = await finishOrders(owner, warrant);
  if (ordered) tell(`Erased as ordered before: ${count(ordered, 'record')}.`);
  const keys = await forgetKeys(owner);
  if (keys) tell(`Forgotten: ${count(keys, 'key')} of requests older than 90 days.`);
  const { rows: waited } = await forgetUnfinished(owner, warrant);
  if (waited) tell(`Forgotten: ${count(waited, 'line')} of files that were never merged.`);
  const total: Erased = { residents: 0, rows: 0 };
  for (let first = 0; first < free.length; first += batch) {
    const ids = free.slice(first, first + batch).map(({ id }) => id);
    const { residents, rows } = await eraseResidents(owner, tables, threshold, warrant, ids);
    total.residents += residents;
    total.rows += rows;
  }
  const strange = unknown ? await eraseUnknown(owner, tables, threshold, warrant) : { rows: 0 };
  tell(
    `Erased: ${count(total.residents, 'resident')} in ${count(total.rows, 'row')}, ${count(strange.rows, 'word')} about people never known here.`,
  );
}

/** The owner only signs in: what is looked for and taken away is in the role that can do no more. */
function askEraser(owner: Client, tables: readonly ResidentTable[], threshold: ReturnType<typeof thresholdOf>) {
  return inTransaction(owner, async () => {
    await owner.query(`select set_config('role', $1, true)`, [eraser]);
    return {
      due: await dueResidents(owner, tables, threshold),
      unknown: await countUnknown(owner, tables, threshold),
    };
  });
}

function tellHeld(held: readonly Due[], tell: (line: string) => void): void {
  if (!held.length) return;
  tell(`Past it and kept: ${count(held.length, 'resident')}.`);
  for (const [code, because] of Object.entries(heldBecause)) {
    const number = held.filter(({ held }) => held.includes(code as Held)).length;
    if (number) tell(`  ${number} because of ${because}`);
  }
}

const count = (number: number, one: string): string => `${number} ${number === 1 ? one : `${one}s`}`;
