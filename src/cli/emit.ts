import { readFile, writeFile } from 'node:fs/promises';
import { Command } from 'commander';
import { type GraphQLSchema, lexicographicSortSchema, printSchema } from 'graphql';
import { examplesIn } from '../agreement/examples.ts';
import { agreementSchema } from '../agreement/json-schema/schema.ts';
import { agreementPage, impactPage } from '../agreement/page.ts';
import { contractOf } from '../server/contract/contract.ts';

export const emit = new Command('emit')
  .description('Write the contract from the code and the agreement: each agency’s schema, and the page that is signed.')
  .action(async () => {
    const { graph, schemas, agreement, shape } = await contractOf('schema/agreement.yml');
    const files = new Map<string, string>([
      ['graph.graphql', printed(graph)],
      ...Object.entries(schemas).map(([agency, schema]) => [`${agency}.graphql`, printed(schema)] as const),
      ['agreement.md', agreementPage(agreement)],
      ['agreement.schema.json', `${JSON.stringify(agreementSchema(shape), null, 1)}\n`],
    ]);
    for (const [name, text] of files) await writeFile(`schema/${name}`, text);
    await writeFile('docs/safety/impact-assessment.md', impactPage(agreement));
    const guide = await readFile('docs/examples/README.md', 'utf8');
    for (const [name, text] of examplesIn(guide, agreement.text)) await writeFile(`docs/examples/${name}`, text);
    console.log(
      `Wrote ${[...files.keys()].join(', ')} to schema/, the impact assessment of docs/safety/, and the examples of docs/examples/.`,
    );
  });

/** In the order of names, so that moving code moves nothing in the contract. */
function printed(schema: GraphQLSchema): string {
  return `${printSchema(lexicographicSortSchema(schema))}\n`;
}
