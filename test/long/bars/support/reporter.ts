import { readFile, writeFile } from 'node:fs/promises';
import { cpus, totalmem } from 'node:os';
import { type Bar, bars } from './bars.ts';
import { type Figure, figureOf, forgetFigures } from './kept.ts';

const page = 'docs/bars.md';

/** Writes docs/bars.md once every bar was measured in one run; a part of them is only told. */
export default class BarsReporter {
  onRunStart(): Promise<void> {
    return forgetFigures();
  }

  async onRunComplete(): Promise<void> {
    const names = Object.keys(bars) as Bar[];
    const found = await Promise.all(names.map(figure));
    const missing = names.filter((_, at) => !found[at]);
    if (missing.length === names.length) return;
    const rows = names.flatMap((name, at) => (found[at] ? [rowOf(name, found[at])] : []));
    if (missing.length) return void console.log(`${rows.join('\n')}\nNot measured: ${missing.join(', ')}.`);
    await writeFile(page, pageOf(rows));
    console.log(`Written: ${page}`);
  }
}

const figure = async (bar: Bar): Promise<Figure | undefined> => {
  const text = await readFile(figureOf(bar), 'utf8').catch(() => undefined);
  return text === undefined ? undefined : JSON.parse(text);
};

const rowOf = (bar: Bar, { measured, holds }: Figure) =>
  `| ${bars[bar].what} | ${bars[bar].promised} | ${measured} | ${holds ? 'yes' : '**no**'} |`;

function pageOf(rows: readonly string[]): string {
  const machine = `${cpus().length} cores (${cpus()[0]?.model.trim()}), ${Math.round(totalmem() / 2 ** 30)} GiB`;
  return `# What the hub promises of its reliability, and what was measured

Written by \`npm run test:long -- bars\`, which takes half an hour and fails where a promise does not hold. Last run on
${new Date().toISOString().slice(0, 10)} on ${machine}, shared by the hub, its PostgreSQL, and whoever asks and breaks them; Node ${process.version}. What is
meant by each of them is in \`test/long/bars/\`; how things are broken, and what is held against what, in [faults](faults.md).

| what happens | promised | measured | holds |
|---|---|---|---|
${rows.join('\n')}
`;
}
