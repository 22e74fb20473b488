import { Command } from 'commander';
import { hold, letGo } from './retention/hold.ts';
import { run } from './retention/run.ts';

export const retention = new Command('retention')
  .description('Erase what is past the retention of the agreement, or order that something is kept.')
  .addCommand(run)
  .addCommand(hold)
  .addCommand(letGo);
