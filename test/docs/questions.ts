import { readFileSync } from 'node:fs';
import { buildSchema, type FieldNode, type GraphQLSchema, parse, type SelectionSetNode, validate } from 'graphql';
import { type Agency, agencyNamed } from '../../src/shared/agencies.ts';
import { type Block, blocksOf } from './markdown.ts';

/** A GraphQL document that a page shows, and the agency that is to ask it. */
export interface Question {
  where: string;
  agency: Agency | undefined;
  /** Of the agency, where the page signs in with a token of the demonstration. */
  role?: string;
  document: string;
  variables?: Record<string, unknown>;
  /** The answer that the page shows to it, if it shows one. */
  answer?: { data?: unknown; errors?: { extensions: { code: string } }[] };
}

/** Three ways of showing one: a block of GraphQL, a template in a program, the body of a request in a shell. */
export function questionsOf(file: string): Question[] {
  const blocks = blocksOf(file);
  return blocks.flatMap((block, place) => {
    const where = `${block.file}:${block.line}`;
    if (block.language === 'graphql')
      return [{ where, agency: agencyNamed(block.words[0] ?? ''), document: block.text }];
    if (block.language === 'js') {
      return [...block.text.matchAll(/\/\* GraphQL (\w+) \*\/ `([^`]+)`/g)].map(([, agency = '', document = '']) => ({
        where,
        agency: agencyNamed(agency),
        document,
      }));
    }
    return block.language === 'sh' ? asked(block, blocks, blocks[place + 1], where) : [];
  });
}

function asked({ text }: Block, blocks: readonly Block[], next: Block | undefined, where: string): Question[] {
  return [...text.matchAll(/^ask \$(\w+) <<'END'\n([\s\S]*?)^END$/gm)].map(([, variable = '', body = '']) => {
    // `curl -d @-` leaves out line breaks, and so JSON that is none on paper arrives as JSON.
    const { query, variables } = JSON.parse(body.replaceAll('\n', '')) as Body;
    const [agency, role] = signedInAs(variable, blocks);
    const asks = { where, agency: agencyNamed(agency), role, document: query, ...(variables && { variables }) };
    return { ...asks, ...(next?.language === 'json' && { answer: JSON.parse(next.text) }) };
  });
}

interface Body {
  query: string;
  variables?: Record<string, unknown>;
}

function signedInAs(variable: string, blocks: readonly Block[]): [agency: string, role: string] {
  const shell = blocks.filter(({ language }) => language === 'sh').map(({ text }) => text);
  const found = new RegExp(`^${variable}=\\$\\(npm run --silent tokens (\\w+) ([\\w-]+)`, 'm').exec(shell.join('\n'));
  return [found?.[1] ?? '', found?.[2] ?? ''];
}

const schemas = new Map<string, GraphQLSchema>();

/** The messages with which the agency's schema refuses a document; none if it takes it. */
export function refusalsOf({ agency, document }: Question): string[] {
  if (!agency) return ['Say behind "graphql" which agency asks.'];
  const schema = schemas.get(agency) ?? buildSchema(readFileSync(`schema/${agency}.graphql`, 'utf8'));
  schemas.set(agency, schema);
  return validate(schema, parse(document)).map(({ message }) => message);
}

/** Fields of an answer that its question does not ask for, and those that it asks for and the answer leaves out. */
export function differences(document: string, data: unknown): string[] {
  const operation = parse(document).definitions[0];
  return operation?.kind === 'OperationDefinition' ? compare(operation.selectionSet, data, '') : ['no operation'];
}

function compare(selectionSet: SelectionSetNode | undefined, value: unknown, path: string): string[] {
  if (Array.isArray(value)) return value.flatMap((item) => compare(selectionSet, item, path));
  if (value === null || !selectionSet) return typeof value === 'object' && value !== null ? [`${path}: a leaf`] : [];
  const fields = selectionSet.selections.filter((node): node is FieldNode => node.kind === 'Field');
  const asked = new Map(fields.map((field) => [(field.alias ?? field.name).value, field]));
  const given = Object.entries(value as object);
  return [
    ...[...asked.keys()]
      .filter((name) => !given.some(([key]) => key === name))
      .map((name) => `${path}.${name} missing`),
    ...given.flatMap(([name, inner]) => {
      const field = asked.get(name);
      return field ? compare(field.selectionSet, inner, `${path}.${name}`) : [`${path}.${name} not asked for`];
    }),
  ];
}
