import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { expect } from '@jest/globals';

/** What was asked, what came back and what the database was asked for it. */
export interface Golden {
  question: string;
  variables: object;
  answer: unknown;
  statements: readonly string[];
}

/** Ids are sealed under a key of each run; a golden file names them by their order instead. */
function withoutIds(answer: unknown): unknown {
  const known = new Map<string, string>();
  const text = JSON.stringify(answer, (key, value: unknown) => {
    const sealed = typeof value === 'string' && (key === 'id' || key.endsWith('Cursor') || key === 'cursor');
    if (!sealed || /^[A-Z][A-Za-z]+:[\w-]+$/.test(value)) return value;
    known.set(value, known.get(value) ?? `${key} ${known.size + 1}`);
    return known.get(value);
  });
  return JSON.parse(text);
}

/** A statement as it is, but for its white space: a line for each of its parts. */
function inLines(statement: string): string {
  const parts = / (?<!left |cross )(?=(?:select|from|where|join|left join|cross join|group by|order by|limit) )/g;
  return statement.replace(/\s+/g, ' ').trim().replace(parts, '\n');
}

/**
 * Holds question, answer and SQL to the file that people read. A change of it is a change of what the hub does: look at
 * it, then write the file anew with UPDATE_GOLDEN=1.
 */
export function expectGolden(name: string, { question, variables, answer, statements }: Golden): void {
  const file = `test/golden/${name}.md`;
  const block = (language: string, text: string) => `\`\`\`${language}\n${text.trim()}\n\`\`\`\n`;
  const sql = statements.map(inLines).join(';\n\n');
  const text = [
    `# ${name}\n`,
    block('graphql', question),
    block('json', JSON.stringify(variables, null, 2)),
    'is answered with\n',
    block('json', JSON.stringify(withoutIds(answer), null, 2)),
    `by ${statements.length} statements\n`,
    block('sql', sql),
  ].join('\n');
  if (process.env.UPDATE_GOLDEN) writeFileSync(file, text);
  expect(text).toBe(existsSync(file) ? readFileSync(file, 'utf8') : `${file} is not there`);
}
