import './production.ts';
import { program } from 'commander';
import { AgreementError } from '../agreement/findings.ts';
import { CannotStart } from '../database/cannot-start.ts';
import { endOnFault, tellFault } from './faults.ts';

/** Loaded when asked for: most commands need no server, and the whole hub takes a second to load. */
const commands = new Map([
  ['start', async () => (await import('./start.ts')).start],
  ['migrate', async () => (await import('./migrate.ts')).migrate],
  ['tokens', async () => (await import('./tokens.ts')).tokens],
  ['organisation', async () => (await import('./organisation.ts')).organisation],
  ['agreement', async () => (await import('./agreement.ts')).agreement],
  ['relationships', async () => (await import('./relationships.ts')).relationships],
  ['measures', async () => (await import('./measures.ts')).measures],
  ['documents', async () => (await import('./documents.ts')).documents],
  ['audit', async () => (await import('./audit.ts')).audit],
  ['retention', async () => (await import('./retention.ts')).retention],
  ['backup', async () => (await import('./backup.ts')).backup],
  ['restore', async () => (await import('./restore.ts')).restore],
  ['import', async () => (await import('./import.ts')).importFiles],
  ['emit', async () => (await import('./emit.ts')).emit],
]);

endOnFault();

program
  .name('caregraph')
  .description('One graph for everyone who looks after a care-home resident, governed by one sharing agreement.');

const asked = commands.get(process.argv[2] ?? '');
for (const command of asked ? [asked] : commands.values()) program.addCommand(await command());

try {
  await program.parseAsync();
} catch (error) {
  // A sentence that says what to do is all an operator needs.
  if (error instanceof CannotStart || error instanceof AgreementError) console.error(`\n${error.message}`);
  else tellFault(error);
  process.exitCode = 1;
}
