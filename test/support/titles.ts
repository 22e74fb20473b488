import { existsSync, readFileSync } from 'node:fs';

/** Titles that a file gives its tests and what holds them: one that is skipped or only spoken of is none. */
const titlesIn = (file: string): string[] =>
  [...readFileSync(file, 'utf8').matchAll(/^\s*(?:it|test|describe)\(\s*(['"`])(.+?)\1,/gm)].map(
    ([, , found = '']) => found,
  );

/** Whether a file under `test/` runs a test of this whole title. */
export const isTest = (file: string, title: string): boolean =>
  title !== '' && existsSync(file) && titlesIn(file).includes(title);

/** Whether a file has a test, or several that are held together or a table of them, by whose title this part is found. */
export const isFound = (file: string, part: string): boolean =>
  part !== '' && existsSync(file) && beginnings(file).some((line) => line.includes(part));

/** Lines that begin with a text, be it the title of a test, of a table of tests or of one of its rows. */
const beginnings = (file: string): string[] =>
  readFileSync(file, 'utf8').match(/^\s*(?:(?:it|test|describe)(?:\.each)?\(.*?)?\[?['"`].*$/gm) ?? [];
