import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  Kind,
  parse,
  validate,
  visit,
} from 'graphql';
import type { Agreement } from '../../agreement/model.ts';
import { type Agency, agencies } from '../../shared/agencies.ts';
import { schemaOf } from './agency-schema.ts';
import { groundOf } from './contract.ts';

/** A question that an agency can ask under one agreement and no longer under the next. */
export interface BrokenDocument {
  file: string;
  agency: Agency;
  problems: readonly string[];
}

/** The stored questions of a folder that a change of the agreement would break, agency by agency. */
export async function brokenDocuments(folder: string, before: Agreement, after: Agreement): Promise<BrokenDocument[]> {
  const { graph, shape } = await groundOf();
  const documents = await documentsIn(folder);
  return agencies.flatMap((agency) => {
    const [was, is] = [before, after].map((agreement) => schemaOf(agency, graph, agreement, shape));
    return [...documents].flatMap(([file, document]) => {
      if (!was || !is || problemsOf(was, document).length > 0) return [];
      const problems = problemsOf(is, document);
      return problems.length ? [{ file, agency, problems }] : [];
    });
  });
}

/** What is wrong with a question, each thing once. */
function problemsOf(schema: GraphQLSchema, document: DocumentNode): string[] {
  return [...new Set(validate(schema, document).map(({ message }) => message.replace(/ Did you mean .*$/, '')))];
}

/** Every file that holds an operation, with the fragments that it takes from others. */
async function documentsIn(folder: string): Promise<Map<string, DocumentNode>> {
  const names = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.graphql')).sort();
  const parsed = await Promise.all(
    names.map(async (name) => [name, parse(await readFile(join(folder, name), 'utf8'))] as const),
  );
  const fragments = new Map(
    parsed.flatMap(([, { definitions }]) =>
      definitions.flatMap((part) => (part.kind === Kind.FRAGMENT_DEFINITION ? [[part.name.value, part] as const] : [])),
    ),
  );
  const asks = ({ definitions }: DocumentNode) => definitions.some(({ kind }) => kind === Kind.OPERATION_DEFINITION);
  return new Map(parsed.filter(([, document]) => asks(document)).map(([name, own]) => [name, withFragments(own)]));

  function withFragments(document: DocumentNode): DocumentNode {
    const named = new Set<string>();
    const reach = (node: DocumentNode | FragmentDefinitionNode): void => {
      visit(node, {
        FragmentSpread({ name: { value } }) {
          const fragment = fragments.get(value);
          if (!fragment || named.has(value)) return;
          named.add(value);
          reach(fragment);
        },
      });
    };
    const operations = document.definitions.filter(({ kind }) => kind === Kind.OPERATION_DEFINITION);
    reach({ ...document, definitions: operations });
    return { ...document, definitions: [...operations, ...[...named].flatMap((name) => fragments.get(name) ?? [])] };
  }
}
