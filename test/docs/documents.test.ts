import { existsSync, globSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parse as parseYaml } from 'yaml';
import { findingCodes } from '../../src/access/record/sealing/findings.ts';
import { refusals } from '../../src/shared/refusal-catalogue.ts';
import { rejects } from '../../src/shared/reject-catalogue.ts';
import { anchorsOf, blocksOf, documents, linksOf, proseOf, read } from './markdown.ts';
import { differences, questionsOf, refusalsOf } from './questions.ts';

const blocks = documents.flatMap(blocksOf);
const questions = documents.flatMap(questionsOf);
const isRefused = ({ answer }: (typeof questions)[number]) => answer?.errors?.[0]?.extensions.code === 'NOT_SHARED';

describe('the documents', () => {
  it('link only to what is there', () => {
    const broken = documents.flatMap((file) =>
      linksOf(file).flatMap((address) => {
        const [path = '', anchor] = address.split('#');
        const target = path ? join(dirname(file), path) : file;
        const found = existsSync(target) && (!anchor || anchorsOf(target).includes(anchor));
        return found ? [] : [`${file}: ${address}`];
      }),
    );
    expect(broken).toEqual([]);
  });

  it('can all be reached from the README', () => {
    const reached = new Set<string>();
    const visit = (file: string) => {
      if (reached.has(file) || !existsSync(file)) return;
      reached.add(file);
      // A link to a folder leads to what is in it, as whoever follows it sees.
      if (file.endsWith('/')) for (const inner of globSync(`${file}*.md`)) visit(inner);
      if (!file.endsWith('.md')) return;
      for (const address of linksOf(file)) visit(normalize(join(dirname(file), address.split('#')[0] ?? '')));
    };
    visit('README.md');
    expect(documents.filter((file) => !reached.has(file))).toEqual([]);
  });

  it.each(blocks.filter(({ language }) => language === 'json' || language === 'yaml'))(
    'hold $language that can be read: $file:$line',
    ({ language, text }) => {
      expect(() => (language === 'json' ? JSON.parse(text) : parseYaml(text))).not.toThrow();
    },
  );

  it('change, where they show a change of the agreement, lines that are in it', () => {
    const agreement = read('schema/agreement.yml');
    const removed = blocks
      .filter(({ language }) => language === 'diff')
      .flatMap(({ text }) => text.match(/^-.+$/gm) ?? []);
    expect(removed).not.toEqual([]);
    for (const line of removed) expect(agreement).toContain(line.slice(1).trim());
  });

  it('name commands that there are', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    const known = new Set(globSync('src/cli/**/*.ts').flatMap((file) => namesIn(file, /new Command\('(\w+)'\)/g)));
    const everything = documents.map(read).join('\n');
    const named = (pattern: RegExp) => [...everything.matchAll(pattern)].flatMap(([, ...words]) => words);
    expect(named(/npm run (?:--silent )?(\w+)/g).filter((name) => !scripts[name ?? ''])).toEqual([]);
    expect(named(/npx caregraph (\w+)/g).filter((name) => !known.has(name ?? ''))).toEqual([]);
    expect(named(/npx caregraph (?:agreement|audit) (\w+)/g).filter((name) => !known.has(name ?? ''))).toEqual([]);
  });

  it('name codes of errors, purposes and values of the graph that there are', () => {
    const vocabulary = new Set([
      ...namesIn('schema/graph.graphql', /\b([A-Z][A-Z0-9_]+)\b/g),
      ...namesIn('docs/operators.md', /^\| `([A-Z_]+)`/gm),
      ...Object.keys(refusals),
      ...Object.keys(rejects),
      ...findingCodes,
    ]);
    const unknown = documents.flatMap((file) =>
      [...proseOf(file).matchAll(/`([A-Z]+(?:_[A-Z0-9]+)+)`/g)].flatMap(([, name = '']) =>
        vocabulary.has(name) ? [] : [`${file}: ${name}`],
      ),
    );
    expect(unknown).toEqual([]);
  });
});

describe('the findings of an audit', () => {
  it('are all explained, and no others', () => {
    const explained = namesIn('docs/audit.md', /^\| (.+?) \|/gm).flatMap((cell) => cell.match(/[A-Z_]{5,}/g) ?? []);
    expect(explained.sort()).toEqual([...findingCodes].sort());
  });
});

describe('the settings', () => {
  // PATH is handed on to PostgreSQL and is nobody's setting.
  const settings = ['src', 'seeds', 'migrations']
    .flatMap((folder) => globSync(`${folder}/**/*.ts`))
    .flatMap((file) => namesIn(file, /process\.env\.([A-Z_]+)/g))
    .filter((name, place, all) => name !== 'PATH' && all.indexOf(name) === place)
    .sort();

  it.each(['README.md', 'docs/operators.md'])('are all in %s, and no others', (file) => {
    expect(namesIn(file, /^\| `([A-Z_]+)` \|/gm).sort()).toEqual(settings);
  });

  it('are read by name, so that this can be told', () => {
    for (const file of globSync('src/**/*.ts')) expect(read(file)).not.toMatch(/process\.env(?!\.[A-Z])/);
  });
});

describe('the questions', () => {
  it('are shown for every kind of user', () => {
    expect([...new Set(questions.map(({ agency }) => agency))]).toEqual(
      expect.arrayContaining(['home', 'practice', 'trust', 'dashboard']),
    );
  });

  it('are taken by the schema of the agency that is named beside them', () => {
    for (const question of questions.filter((each) => !isRefused(each))) {
      expect({ where: question.where, refusals: refusalsOf(question) }).toEqual({
        where: question.where,
        refusals: [],
      });
    }
  });

  it('are refused by it where the page says so', () => {
    const refused = questions.filter(isRefused);
    expect(refused).not.toEqual([]);
    for (const question of refused) expect(refusalsOf(question)).not.toEqual([]);
  });

  it('are followed by answers that hold what was asked for', () => {
    const answered = questions.filter(({ answer }) => answer?.data);
    expect(answered.length).toBeGreaterThan(3);
    for (const { where, document, answer } of answered) {
      expect({ where, differences: differences(document, answer?.data) }).toEqual({ where, differences: [] });
    }
  });
});

function namesIn(file: string, pattern: RegExp): string[] {
  return [...read(file).matchAll(pattern)].map(([, name = '']) => name);
}
