import { globSync, readFileSync } from 'node:fs';

/** A fenced block: what stands behind its three backticks, in words, and its text. */
export interface Block {
  file: string;
  line: number;
  language: string;
  /** Further words behind the language, such as an agency. */
  words: string[];
  text: string;
}

/** Everything that people read, besides the page that the agreement is compiled to. */
export const documents = ['README.md', ...globSync('docs/**/*.md').sort()];

export const read = (file: string): string => readFileSync(file, 'utf8');

export function blocksOf(file: string): Block[] {
  const text = read(file);
  return [...text.matchAll(/^```(\S+)[ ]*(.*)\n([\s\S]*?)^```$/gm)].map((match) => ({
    file,
    line: text.slice(0, match.index).split('\n').length,
    language: match[1] ?? '',
    words: (match[2] ?? '').split(' ').filter(Boolean),
    text: match[3] ?? '',
  }));
}

export const proseOf = (file: string): string => read(file).replace(/^```[\s\S]*?^```$/gm, '');

/** Addresses of links and pictures, those of the web left out. */
export function linksOf(file: string): string[] {
  return [...proseOf(file).matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, address]) => address ?? '')
    .filter((address) => !/^[a-z]+:/.test(address));
}

/** What a heading is called in an address, as forges that show Markdown call it. */
export function anchorsOf(file: string): string[] {
  return [...proseOf(file).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\w\- ]/g, '')
      .replaceAll(' ', '-'),
  );
}
