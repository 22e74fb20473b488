import { Command } from 'commander';
import { apply } from './agreement/apply.ts';
import { check } from './agreement/check.ts';
import { diff } from './agreement/diff.ts';
import { explain } from './agreement/explain.ts';
import { history } from './agreement/history.ts';
import { page } from './agreement/page.ts';
import { sign } from './agreement/sign.ts';

export const agreement = new Command('agreement')
  .description('Read, check, compare, sign and apply the information sharing agreement.')
  .addCommand(check)
  .addCommand(page)
  .addCommand(diff)
  .addCommand(sign)
  .addCommand(explain)
  .addCommand(apply)
  .addCommand(history);
