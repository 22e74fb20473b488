import { writeFileSync } from 'node:fs';
import { Command } from 'commander';
import { agreementPage } from '../../agreement/page.ts';
import { readEarly, shipped, textOf } from './file.ts';

export const page = new Command('page')
  .description('Write the page that is read and signed, as Markdown beside the agreement.')
  .argument('[file]', 'the agreement', shipped)
  .option('--output <file>', 'where to write it instead')
  .option('--check', 'write nothing; fail if the page there is not the page of this agreement')
  .action((file: string, { output = pageBeside(file), check }: { output?: string; check?: boolean }) => {
    const text = agreementPage(readEarly(file));
    if (!check) writeFileSync(output, text);
    else if (textOf(output) !== text) {
      console.error(`${output} is not the page of ${file}: write it with "caregraph agreement page ${file}".`);
      process.exitCode = 1;
    }
  });

const pageBeside = (file: string): string => file.replace(/(\.ya?ml)?$/, '.md');
