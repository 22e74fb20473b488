import { Command } from 'commander';
import type { Client } from 'pg';
import { deedOf } from '../../access/record/deed.ts';
import { recordKeys } from '../../access/record/sealing/keys.ts';
import { statementFor } from '../../access/record/statement.ts';
import { CannotStart } from '../../database/cannot-start.ts';
import { inTransaction, withClient } from '../../database/client.ts';
import { reachDatabase } from '../../database/open.ts';
import { recorder } from '../../database/roles.ts';
import { nameOfUser } from '../name-of-user.ts';
import { nhsNumberOf, residentNumbered } from '../resident-numbered.ts';
import { agreementHere, nameGiven } from './rule.ts';

interface Options {
  resident: string;
  because: string;
  by: string;
}

export const hold = new Command('hold')
  .description('Order that what is known of a resident is kept past its time, as for a court or an inquiry.')
  .requiredOption('--resident <number>', 'the NHS number of the resident')
  .requiredOption('--because <reason>', 'who asks for it and why, in at most 500 characters')
  .option('--by <name>', 'who orders it, for the record', nameOfUser())
  .action(async ({ because, ...options }: Options) => {
    await atDatabase((owner, key) => orderKept(owner, key, options, because));
    console.log('Kept until the order is lifted.');
  });

export const letGo = new Command('let-go')
  .description('Lift the order that what is known of a resident is kept.')
  .requiredOption('--resident <number>', 'the NHS number of the resident')
  .option('--by <name>', 'who lifts it, for the record', nameOfUser())
  .action(async (options: Omit<Options, 'because'>) => {
    await atDatabase((owner, key) => liftOrder(owner, key, options));
    console.log('The order is lifted.');
  });

type Naming = Omit<Options, 'because'>;

export function orderKept(owner: Client, key: Buffer, naming: Naming, because: string): Promise<void> {
  const reason = because.trim();
  if (!reason || reason.length > 500) throw new CannotStart('A reason has 1 to 500 characters.');
  return onRecord(owner, key, naming, 'retention hold', async (id, by) => {
    const { rowCount } = await owner.query(
      'insert into hub.retention_hold (resident_id, because, ordered_by) values ($1, $2, $3) on conflict do nothing',
      [id, reason, by],
    );
    if (!rowCount) throw new CannotStart('There is such an order already.');
  });
}

export function liftOrder(owner: Client, key: Buffer, naming: Naming): Promise<void> {
  return onRecord(owner, key, naming, 'retention let-go', async (id, by) => {
    const { rowCount } = await owner.query(
      'update hub.retention_hold set ended_by = $2, ended_at = now() where resident_id = $1 and ended_at is null',
      [id, by],
    );
    if (!rowCount) throw new CannotStart('There is no such order.');
  });
}

async function atDatabase(work: (owner: Client, key: Buffer) => Promise<void>): Promise<void> {
  const database = await reachDatabase();
  try {
    await withClient(database.ownerUrl, (owner) => work(owner, database.key));
  } finally {
    await database.stop();
  }
}

/** That there is an order may itself be confidential: its entry does not say whom it is about, the order does. */
async function onRecord(
  owner: Client,
  key: Buffer,
  { resident, by }: Naming,
  operation: string,
  work: (id: string, by: string) => Promise<void>,
): Promise<void> {
  const [number, name] = [nhsNumberOf(resident), nameGiven(by)];
  await inTransaction(owner, async () => {
    const { hash } = await agreementHere(owner);
    const { id } = await residentNumbered(owner, number);
    await work(id, name);
    await owner.query(`select set_config('role', $1, true)`, [recorder]);
    await owner.query(statementFor(recordKeys(key), [deedOf({ agreement: hash, by: name }, operation)]));
  });
}
