import { Command } from 'commander';
import { accept } from './audit/accept.ts';
import { accesses } from './audit/accesses.ts';
import { report } from './audit/report.ts';
import { seal } from './audit/seal.ts';
import { verify } from './audit/verify.ts';

export const audit = new Command('audit')
  .description(
    'Look after the access record: verify that nothing in it was changed, seal it, account for what was lost, tell who looked,\nand report it to the resident.',
  )
  .addCommand(verify)
  .addCommand(seal)
  .addCommand(accept)
  .addCommand(accesses)
  .addCommand(report);
