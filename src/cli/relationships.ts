import { Command } from 'commander';
import { checkRegister, type Drift, repairRegister } from '../access/register-check.ts';
import { withClient } from '../database/client.ts';
import { reachDatabase } from '../database/open.ts';

const meanings: Record<Drift['problem'], string> = {
  missing: 'missing, so that records stay closed which should be open',
  surplus: 'without a fact, so that records are open which should be closed',
  different: 'with another end or other objections than the facts say',
};

const check = new Command('check')
  .description('Derive every relationship anew and report where the register differs: it must not.')
  .option('--repair', 'bring the register in step with the facts')
  .action(async ({ repair }: { repair?: boolean }) => {
    const database = await reachDatabase();
    try {
      await withClient(database.ownerUrl, async (owner) => {
        const { residents, relationships, drift } = await checkRegister(owner);
        for (const { organisation, kind, relationships, problem } of drift) {
          console.log(`${organisation}: ${relationships} ${kind} ${meanings[problem]}`);
        }
        console.log(
          drift.length === 0
            ? `The ${relationships} relationships to ${residents} residents agree with the facts.`
            : 'The register does not agree with the facts.',
        );
        if (drift.length === 0) return;
        if (repair) {
          await repairRegister(owner);
          console.log('It does now.');
        } else {
          console.log('Bring it in step with "caregraph relationships check --repair", and report how it came about.');
          process.exitCode = 1;
        }
      });
    } finally {
      await database.stop();
    }
  });

export const relationships = new Command('relationships')
  .description('Look after the register of relationships, by which records open.')
  .addCommand(check);
