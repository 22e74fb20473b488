import { readFileSync, writeFileSync } from 'node:fs';
import { Command } from 'commander';
import { findingLine } from '../agreement/findings.ts';
import { agreementPage } from '../agreement/page.ts';
import { examineAgreement, readAgreement } from '../agreement/read.ts';

const shipped = 'schema/agreement.yml';

const check = new Command('check')
  .description('Find every mistake of an agreement: its file, its line, and what to write instead.')
  .argument('[file]', 'the agreement', shipped)
  .action(async (file: string) => {
    // The graph is made of every entity and resolver, which the other commands do not need.
    const { groundOf } = await import('../server/contract/contract.ts');
    const { shape } = await groundOf();
    const { agreement, findings } = examineAgreement(readFileSync(file, 'utf8'), file, { shape });
    for (const finding of findings) {
      console.log(finding.severity === 'warning' ? `warning: ${findingLine(finding)}` : findingLine(finding));
    }
    if (agreement) console.log(`${file}: ${agreement.title}, in effect from ${agreement.effective}: nothing stops it.`);
    else process.exitCode = 1;
  });

const page = new Command('page')
  .description('Write the page that is read and signed, as Markdown beside the agreement.')
  .argument('[file]', 'the agreement', shipped)
  .option('--output <file>', 'where to write it instead')
  .option('--check', 'write nothing; fail if the page there is not the page of this agreement')
  .action((file: string, { output = pageBeside(file), check }: { output?: string; check?: boolean }) => {
    const text = agreementPage(readAgreement(file));
    if (!check) writeFileSync(output, text);
    else if (readFileSync(output, 'utf8') !== text) {
      console.error(`${output} is not the page of ${file}: write it with "caregraph agreement page ${file}".`);
      process.exitCode = 1;
    }
  });

const pageBeside = (file: string): string => file.replace(/(\.ya?ml)?$/, '.md');

export const agreement = new Command('agreement')
  .description('Read the information sharing agreement.')
  .addCommand(check)
  .addCommand(page);
