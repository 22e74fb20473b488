import { Readable } from 'node:stream';
import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { cqc } from '../../../src/imports/cqc/locations.ts';
import { UnreadableFile } from '../../../src/imports/engine/format.ts';
import { varied } from './cells.ts';
import { bookFile, csvFile, type Expected } from './files.ts';

/** What the format makes of a file that comes in pieces. */
export async function readOf(file: Buffer, piece = 4_096): Promise<Expected[]> {
  const pieces = Array.from({ length: Math.ceil(file.length / piece) }, (_, n) =>
    file.subarray(n * piece, (n + 1) * piece),
  );
  const lines: Expected[] = [];
  for await (const { line, facts, rejects } of cqc.read(Readable.from(pieces), {})) {
    const cells = facts.find(({ kind }) => kind === 'location')?.cells;
    if (rejects.length) lines.push({ line, wrong: rejects.map(({ column, code }) => `${column} ${code}`).sort() });
    else {
      const kept = Object.entries(varied).map(([column, { place }]) => [column, cells?.[place] ?? null]);
      lines.push({ line, kept: Object.fromEntries(kept) });
    }
  }
  return lines;
}

/** Whether a damaged file is read or refused in a sentence; anything else is thrown on. */
const readOrRefused = (file: Buffer) =>
  readOf(file).catch((error: unknown) => {
    if (error instanceof UnreadableFile) return undefined;
    throw error;
  });

/** Reads so many files of chance; `seed` gives the same ones again. */
export function fuzzImports({ cases, seed }: { cases: number; seed: number }): void {
  const some = (share: number) => ({ seed, numRuns: Math.ceil(cases * share) });

  it(`reads ${cases} CSV files of chance as they are meant (SEED=${seed})`, async () => {
    await fc.assert(
      fc.asyncProperty(csvFile(), fc.integer({ min: 40, max: 5_000 }), async ({ file, expected }, piece) => {
        expect(await readOf(file, piece)).toEqual(expected);
      }),
      some(1),
    );
  });

  it(`reads ${cases / 25} workbooks of chance as they are meant (SEED=${seed})`, async () => {
    await fc.assert(
      fc.asyncProperty(bookFile, async ({ file, expected }) => {
        expect(await readOf(file)).toEqual(expected);
      }),
      some(1 / 25),
    );
  });

  it(`loses to damage in one line of CSV no other line (SEED=${seed})`, async () => {
    const damage = fc.constantFrom('"', ',', '""', 'é', '\t', ' ');
    await fc.assert(
      fc.asyncProperty(csvFile(), fc.nat(), damage, async ({ file, expected }, where, what) => {
        const text = file.toString();
        const newline = /\r\n|\r|\n/.exec(text)?.[0] ?? '\n';
        const rows = text.split(newline);
        // Only where a record is one line: elsewhere the damage is in several.
        fc.pre(rows.filter(Boolean).length === expected.length + 1 && !text.includes('""'));
        const hit = expected[where % expected.length] as Expected;
        const row = rows[hit.line - 1] as string;
        const at = where % (row.length + 1);
        rows[hit.line - 1] = row.slice(0, at) + what + row.slice(at);
        const read = await readOf(Buffer.from(rows.join(newline)));
        expect(read.filter(({ line }) => line !== hit.line)).toEqual(expected.filter((one) => one !== hit));
      }),
      some(1 / 5),
    );
  });

  it(`reads a damaged workbook as it was, or refuses it (SEED=${seed})`, async () => {
    await fc.assert(
      fc.asyncProperty(
        bookFile,
        fc.nat(),
        fc.integer({ min: 1, max: 255 }),
        async ({ file, expected }, where, bits) => {
          const damaged = Buffer.from(file);
          const at = where % file.length;
          damaged.writeUInt8(damaged.readUInt8(at) ^ bits, at);
          const read = await readOrRefused(damaged);
          if (read) expect(read).toEqual(expected);
          expect(await readOrRefused(file.subarray(0, at))).toBeUndefined();
        },
      ),
      some(1 / 25),
    );
  });
}
