import { Command } from 'commander';
import { withdrawalTables } from '../access/retention/withdrawals.ts';
import { recipientOf, seal } from '../database/backup/seal.ts';
import { takeBackup } from '../database/backup/take.ts';
import { CannotStart } from '../database/cannot-start.ts';
import { withClient } from '../database/client.ts';
import { reachAsItStands } from '../database/reach.ts';
import { masterKey } from './backup/keys.ts';
import { writeOut } from './out-file.ts';

interface Options {
  to?: string[];
  withdrawals?: boolean;
  force?: boolean;
}

const recipient = new Command('recipient')
  .description("Print what this hub's backups are sealed for: --to on a machine that has no master key.")
  .action(async () => console.log(await own()));

export const backup = new Command('backup')
  .description('Write the whole database as it is now into one sealed file, beside hubs that run.')
  .argument('<file>', 'where to write it, for yourself alone to read; - for standard output')
  .option('--to <recipient...>', 'whom to seal it for (age1…), in place of the hub itself')
  .option('--withdrawals', 'only objections and erasures: small, to be said again after an older backup is restored')
  .option('--force', 'overwrite the file')
  .addHelpText(
    'after',
    '\nOnly the master key opens it, which is not in it: keep that apart. DATABASE_URL may name a login in the role\ncaregraph_backup, which reads everything and does nothing else. What a restore means: docs/backups.md.',
  )
  .action(async (out: string, { to, withdrawals, force = false }: Options) => {
    const recipients = to ?? [await own()];
    const { url, stop } = await reachAsItStands();
    try {
      await withClient(url, (client) =>
        writeOut({ out, force }, (file) =>
          seal(recipients, takeBackup(client, withdrawals ? withdrawalTables : undefined), file),
        ),
      );
      if (out !== '-') console.log(`The backup is in ${out}, sealed for ${recipients.join(', ')}.`);
    } finally {
      await stop();
    }
  })
  .addCommand(recipient);

async function own(): Promise<string> {
  const { key, folder } = await masterKey();
  if (key) return recipientOf(key);
  throw new CannotStart(
    `There is no master key in ${folder} to seal for. Set CAREGRAPH_MASTER_KEY, or name with --to what "caregraph backup recipient" prints where it is.`,
  );
}
