import { writeFileSync } from 'node:fs';
import { Command } from 'commander';
import { agreementHtml, agreementPage } from '../../agreement/page.ts';
import { printJson, readEarly, shipped, textOf } from './file.ts';

interface Options {
  output?: string;
  html?: boolean;
  check?: boolean;
  json?: boolean;
}

export const page = new Command('page')
  .description('Write the page that is read and signed, as Markdown beside the agreement.')
  .argument('[file]', 'the agreement', shipped)
  .option('--html', 'as one HTML file instead, to look at and to print')
  .option('--output <file>', 'where to write it instead')
  .option('--check', 'write nothing; fail if the page there is not the page of this agreement')
  .option('--json', 'print as JSON where it was written and which version it shows')
  .action((file: string, { html, check, json, ...options }: Options) => {
    const agreement = readEarly(file);
    const text = html ? agreementHtml(agreement) : agreementPage(agreement);
    const output = options.output ?? file.replace(/(\.ya?ml)?$/, html ? '.html' : '.md');
    const inStep = !check || textOf(output) === text;
    if (!check) writeFileSync(output, text);
    if (json) printJson({ file, output, version: agreement.version, inStep });
    if (inStep) return;
    console.error(`${output} is not the page of ${file}: write it with "caregraph agreement page ${file}".`);
    process.exitCode = 1;
  });
