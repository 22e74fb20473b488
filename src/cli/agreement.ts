import { readFileSync, writeFileSync } from 'node:fs';
import { Command } from 'commander';
import { findingLine } from '../agreement/findings.ts';
import { agreementPage } from '../agreement/page.ts';
import { examineAgreement, readAgreement } from '../agreement/read.ts';
import type { GraphShape } from '../agreement/shape.ts';

const shipped = 'schema/agreement.yml';

/** `caregraph agreement check` and `page`. The shape is that of the hub's own graph, made only when it is needed. */
export function agreementCommand(shapeOfGraph?: () => Promise<GraphShape>): Command {
  const command = new Command('agreement').description('read the information sharing agreement');
  command
    .command('check')
    .description('find every mistake in an agreement, each with its file, line and what to write instead')
    .argument('[file]', 'the agreement', shipped)
    .action(async (file: string) => {
      const shape = await shapeOfGraph?.();
      process.exitCode = check(file, shape) ? 0 : 1;
    });
  command
    .command('page')
    .description('write the page that is read and signed')
    .argument('[file]', 'the agreement', shipped)
    .option('--output <file>', 'where to write it; otherwise beside the agreement, ending in .md')
    .option('--check', 'write nothing, and fail if the page there is not this agreement')
    .action((file: string, options: { output?: string; check?: boolean }) => {
      const output = options.output ?? file.replace(/(\.ya?ml)?$/, '.md');
      const page = agreementPage(readAgreement(file));
      if (!options.check) writeFileSync(output, page);
      else if (readFileSync(output, 'utf8') !== page) {
        console.error(`${output} is not the page of ${file}: run "caregraph agreement page ${file}"`);
        process.exitCode = 1;
      }
    });
  return command;
}

function check(file: string, shape?: GraphShape): boolean {
  const { agreement, findings } = examineAgreement(readFileSync(file, 'utf8'), file, shape ? { shape } : {});
  for (const finding of findings) {
    const prefix = finding.severity === 'warning' ? 'warning: ' : '';
    console.log(`${prefix}${findingLine(finding)}`);
  }
  if (agreement) console.log(`${file}: ${agreement.title}, in effect from ${agreement.effective}, can be put in force`);
  return agreement !== undefined;
}
