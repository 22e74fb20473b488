import { styleText } from 'node:util';
import { Command } from 'commander';
import { residentsTouched, type Touched } from '../../access/residents-touched.ts';
import { diffAgreements, diffLines } from '../../agreement/diff/diff.ts';
import type { AgreementDiff } from '../../agreement/diff/model.ts';
import { withClient } from '../../database/client.ts';
import { hasDatabase, reachDatabase } from '../../database/open.ts';
import type { BrokenDocument } from '../../server/contract/broken-documents.ts';
import { printJson, readEarly } from './file.ts';

interface Options {
  documents?: string;
  database: boolean;
  json?: boolean;
}

export const diff = new Command('diff')
  .description('Tell what each agency would gain and lose if one agreement took the place of another.')
  .argument('<old>', 'the agreement in force')
  .argument('<new>', 'the agreement that would take its place')
  .option('--documents <folder>', 'stored questions (.graphql): name those that would break')
  .option('--no-database', 'do not count the residents whom a change concerns')
  .option('--json', 'print the differences as JSON')
  .addHelpText('after', '\nExits with 1 if a stored question would break.')
  .action(async (old: string, changed: string, { documents, database, json }: Options) => {
    const [before, after] = [readEarly(old), readEarly(changed)];
    const difference = diffAgreements(before, after);
    const touched = database && (await hasDatabase()) ? await countedHere(difference) : undefined;
    let broken: BrokenDocument[] | undefined;
    if (documents !== undefined) {
      // The graph is made of every entity and resolver, which a comparison alone does not need.
      const { brokenDocuments } = await import('../../server/contract/broken-documents.ts');
      broken = await brokenDocuments(documents, before, after);
    }
    if (broken?.length) process.exitCode = 1;
    if (json) printJson(asJson(difference, touched, broken));
    else for (const line of report(difference, touched, broken)) console.log(line);
  });

async function countedHere(difference: AgreementDiff): Promise<Touched> {
  const database = await reachDatabase();
  try {
    return await withClient(database.ownerUrl, (owner) => residentsTouched(owner, difference));
  } finally {
    await database.stop();
  }
}

export function report(difference: AgreementDiff, touched?: Touched, broken?: readonly BrokenDocument[]): string[] {
  const lines = diffLines(difference, touched).map((line) => {
    if (line.startsWith('  +')) return styleText('green', line);
    return line.startsWith('  -') ? styleText('red', line) : line;
  });
  if (broken) lines.push(broken.length ? 'Stored questions that would break' : 'No stored question would break.');
  for (const { file, agency, problems } of broken ?? []) {
    lines.push(styleText('red', `  ${file} for ${agency}: ${problems.join(' ')}`));
  }
  return lines;
}

export function asJson({ agencies, terms }: AgreementDiff, touched?: Touched, broken?: readonly BrokenDocument[]) {
  return {
    agencies: Object.fromEntries(
      [...agencies].map(([agency, changes]) => [
        agency,
        {
          residents: touched?.(agency, [...new Set(changes.flatMap(({ relationships }) => relationships))]) ?? null,
          changes: changes.map((change) => ({
            ...change,
            residents: change.relationships.length ? (touched?.(agency, change.relationships) ?? null) : null,
          })),
        },
      ]),
    ),
    terms,
    brokenDocuments: broken ?? null,
  };
}
