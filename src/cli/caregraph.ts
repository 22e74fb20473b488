#!/usr/bin/env node
import './production.ts';
import { program } from 'commander';
import { AgreementError } from '../agreement/findings.ts';
import { CannotStart } from '../database/cannot-start.ts';
import { agreement } from './agreement.ts';
import { emit } from './emit.ts';
import { migrate } from './migrate.ts';
import { relationships } from './relationships.ts';
import { start } from './start.ts';
import { tokens } from './tokens.ts';

program
  .name('caregraph')
  .description('One graph for everyone who looks after a care-home resident, governed by one sharing agreement.')
  .addCommand(start)
  .addCommand(migrate)
  .addCommand(tokens)
  .addCommand(agreement)
  .addCommand(relationships)
  .addCommand(emit);

try {
  await program.parseAsync();
} catch (error) {
  // A sentence that says what to do is all an operator needs; anything else is a fault of ours and keeps its trace.
  const told = error instanceof CannotStart || error instanceof AgreementError;
  console.error(told ? `\n${error.message}` : error);
  process.exitCode = 1;
}
