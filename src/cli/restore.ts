import { Command } from 'commander';
import type { Client } from 'pg';
import { recordKeys } from '../access/record/sealing/keys.ts';
import { checkRegister } from '../access/register-check.ts';
import { finishOrders } from '../access/retention/erase.ts';
import { replayWithdrawals } from '../access/retention/withdrawals.ts';
import { applyAgreement } from '../agreement/apply.ts';
import { versionInForce } from '../agreement/in-force.ts';
import { parseAgreement } from '../agreement/read.ts';
import { readerOf, readThrough, restoreInto, type Sealed } from '../database/backup/restore.ts';
import { CannotStart } from '../database/cannot-start.ts';
import { inTransaction } from '../database/client.ts';
import { reachEmpty } from '../database/reach.ts';
import { keepMasterKey } from '../database/secrets.ts';
import { groundOf } from '../server/contract/contract.ts';
import { identitiesFor, masterKeyNeeded } from './backup/keys.ts';
import { nameOfUser } from './name-of-user.ts';
import { nameGiven, ruleInForce } from './retention/rule.ts';

interface Options {
  identity?: string;
  withdrawals?: string;
  by: string;
}

export const restore = new Command('restore')
  .description('Restore a backup into an empty database, with roles, row policies, agreement and access record.')
  .argument('<file>', 'what "caregraph backup" wrote')
  .option('--withdrawals <file>', 'what "caregraph backup --withdrawals" wrote later: objections and erasures since')
  .option('--identity <file>', 'a file with the key (AGE-SECRET-KEY-1…), if it was sealed for another than the hub')
  .option('--by <name>', 'who restores, for the record', nameOfUser())
  .addHelpText(
    'after',
    '\nThe master key of the hub that was backed up must be there. Files are read to their end before anything is made. No hub\nstarts on the database until all of it is restored. What was said since the backup is not in it: docs/backups.md.',
  )
  .action(async (file: string, { identity, withdrawals, by }: Options) => {
    const key = await masterKeyNeeded();
    const identities = await identitiesFor(key, identity);
    const { header, trailer } = await readThrough({ file, identities });
    const since = withdrawals === undefined ? undefined : { file: withdrawals, identities };
    if (since) refuseOlder(header.takenAt, (await readThrough(since, true)).header.takenAt);
    const { url, home, stop } = await reachEmpty();
    try {
      await keepMasterKey(home, key);
      await restoreInto(url, key, { file, identities }, async (owner) => {
        const rows = trailer.rows.reduce((sum, count) => sum + count, 0);
        console.log(`Restored: ${many(rows, 'row')} of ${header.tables.length} tables, as of ${header.takenAt}.`);
        await bringIntoForce(owner);
        if (since) await sayAgain(owner, key, since, nameGiven(by));
        await checkFacts(owner);
      });
      console.log(
        'Next, before the hub starts: "caregraph audit verify" and "caregraph retention run" (docs/backups.md).',
      );
    } finally {
      await stop();
    }
  });

function refuseOlder(backup: string, since: string): void {
  if (since >= backup) return;
  throw new CannotStart(`The withdrawals are of ${since}, from before the backup of ${backup}, which holds them.`);
}

/** Column privileges are no rows: they are made from the agreement that was in force. */
async function bringIntoForce(owner: Client): Promise<void> {
  const version = await versionInForce(owner);
  if (!version) return;
  const { shape, tables } = await groundOf();
  await applyAgreement(owner, parseAgreement(version.text, 'the agreement in force', { shape }), tables);
  console.log(`In force: ${version.title}, version ${version.hash.slice(0, 12)}.`);
}

async function sayAgain(owner: Client, key: Buffer, since: Sealed, by: string): Promise<void> {
  const keys = recordKeys(key);
  const reader = readerOf(since);
  const header = await reader.header();
  const { objections, orders, back } = await inTransaction(owner, () => replayWithdrawals(owner, keys, reader, header));
  if (orders) await finishOrders(owner, (await ruleInForce(owner, key, by)).warrant);
  console.log(
    `Since then, until ${header.takenAt}: ${many(objections, 'objection')}, ${many(orders, 'order')} to erase.`,
  );
  if (back) console.log(`${many(back, 'resident')} erased since is here again, until "caregraph retention run".`);
}

async function checkFacts(owner: Client): Promise<void> {
  const { drift, relationships, residents } = await checkRegister(owner);
  console.log(
    drift.length
      ? 'The register does not agree with the facts: see "caregraph relationships check".'
      : `The ${many(relationships, 'relationship')} to ${many(residents, 'resident')} agree with the facts.`,
  );
  if (drift.length) process.exitCode = 1;
}

const many = (count: number, one: string): string => `${count.toLocaleString('en-GB')} ${one}${count === 1 ? '' : 's'}`;
