import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { describe, expect, it } from '@jest/globals';
import { Linter } from 'eslint';

const plugin = createRequire(import.meta.url)('@graphql-eslint/eslint-plugin') as {
  parser: Linter.Parser;
  rules: NonNullable<NonNullable<Linter.Config['plugins']>[string]['rules']>;
};

const schemas = ['graph', 'home', 'practice', 'trust', 'council', 'icb', 'dashboard'];
const projects = Object.fromEntries(schemas.map((name) => [name, { schema: `schema/${name}.graphql` }]));
const forward = { includeBoth: false };
const edges = { withEdgeSuffix: true, shouldImplementNode: true, listTypeCanWrapOnlyEdgeType: false };
const names = {
  ...{ types: 'PascalCase', FieldDefinition: 'camelCase', InputValueDefinition: 'camelCase', Argument: 'camelCase' },
  EnumValueDefinition: 'UPPER_CASE',
};
const rules: Linter.RulesRecord = {
  '@graphql-eslint/relay-arguments': ['error', forward],
  '@graphql-eslint/relay-connection-types': 'error',
  '@graphql-eslint/relay-edge-types': ['error', edges],
  '@graphql-eslint/relay-page-info': 'error',
  '@graphql-eslint/naming-convention': ['error', names],
  '@graphql-eslint/no-hashtag-description': 'error',
  '@graphql-eslint/no-unreachable-types': 'error',
  '@graphql-eslint/require-deprecation-reason': 'error',
  '@graphql-eslint/require-nullable-fields-with-oneof': 'error',
  '@graphql-eslint/unique-enum-value-names': 'error',
};
const linter = new Linter({ configType: 'flat' });

/** What the rules of relay and of names find in a text that stands for an emitted schema. */
function findings(name: string, text: string): string[] {
  const config: Linter.Config = {
    files: ['**/*.graphql'],
    languageOptions: { parser: plugin.parser, parserOptions: { graphQLConfig: { projects } } },
    plugins: { '@graphql-eslint': { rules: plugin.rules } },
    rules,
  };
  const lines = text.split('\n');
  return linter
    .verify(text, [config], { filename: `schema/${name}.graphql` })
    .map(({ ruleId, message, line }) => `${ruleId ?? message}: ${lines[line - 1]?.trim()}`);
}

const edge = '@graphql-eslint/relay-edge-types';
/** Of these nobody asks for a single one by its id: entries of the access record, and what stands beside other records. */
const withoutIds = [
  ...['AccessEvent', 'Claim', 'MatchCandidate', 'PlacementRequest', 'PrivacyAlert', 'SafeguardingRelease'],
  'SafeguardingReport',
].map((name) => `${edge}: type ${name}Edge {`);

describe('the rules of relay and of names that others wrote', () => {
  it.each(schemas)('hold in the schema of %s, but that some nodes are no records with ids', async (name) => {
    const found = findings(name, await readFile(`schema/${name}.graphql`, 'utf8'));
    expect(found.filter((one) => !withoutIds.includes(one))).toEqual([]);
  });

  it.each<[string, RegExp, string, string]>([
    ['a page without its size', /first: Int\b.*/, 'size: Int', 'relay-arguments'],
    ['a connection whose end nobody knows', /pageInfo: PageInfo!/, 'pageInfo: PageInfo', 'relay-connection-types'],
    ['an edge without its cursor', /(type CapacityEdge \{[^}]*)cursor: String!/, '$1mark: Int', 'relay-edge-types'],
    [
      'a page of which it is not told whether it is the last',
      /hasNextPage: Boolean!/,
      'isLast: Boolean',
      'relay-page-info',
    ],
    ['a name in another case', /totalCount: Int!/, 'total_count: Int!', 'naming-convention'],
  ])('would find %s', async (_, sound, broken, rule) => {
    const text = await readFile('schema/home.graphql', 'utf8');
    const altered = text.replace(sound, broken);
    expect(altered).not.toBe(text);
    expect(findings('home', altered).join('\n')).toContain(`@graphql-eslint/${rule}`);
  });
});
