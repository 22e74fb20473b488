import { styleText } from 'node:util';
import { Command } from 'commander';
import { findingLine } from '../../agreement/findings.ts';
import { examineAgreement } from '../../agreement/read.ts';
import { printJson, shipped, textOf } from './file.ts';

export const check = new Command('check')
  .description('Find every mistake of an agreement: its file, its line, and what to write instead.')
  .argument('[file]', 'the agreement', shipped)
  .option('--json', 'print the findings as JSON')
  .addHelpText('after', '\nExits with 1 if a hub would refuse the agreement; a warning stops nothing.')
  .action(async (file: string, { json }: { json?: boolean }) => {
    // The graph is made of every entity and resolver, which most commands do not need.
    const { groundOf } = await import('../../server/contract/contract.ts');
    const { shape } = await groundOf();
    const { agreement, findings } = examineAgreement(textOf(file), file, { shape });
    if (!agreement) process.exitCode = 1;
    if (json) {
      printJson({ file, version: agreement?.version ?? null, inOrder: agreement !== undefined, findings });
      return;
    }
    for (const finding of findings) {
      const warning = finding.severity === 'warning';
      const line = warning ? `warning: ${findingLine(finding)}` : findingLine(finding);
      console.log(styleText(warning ? 'yellow' : 'red', line));
    }
    if (!agreement) return;
    const said = `${file}: ${agreement.title}, in effect from ${agreement.effective}: nothing stops it.`;
    console.log(styleText('green', said));
  });
