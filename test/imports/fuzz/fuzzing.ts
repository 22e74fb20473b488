import { Readable } from 'node:stream';
import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Fact, UnreadableFile } from '../../../src/imports/engine/format.ts';
import { bookFile, csvFile, type Expected } from './files.ts';
import type { Fuzzable, Place } from './fuzzable.ts';

function cellAt(facts: readonly Fact[], place: Place): string | null {
  if (place === 'kind') return facts[0]?.kind ?? null;
  const [kind, cell] = typeof place === 'number' ? [facts[0]?.kind, place] : place;
  return facts.find((fact) => fact.kind === kind)?.cells[cell] ?? null;
}

/** What the format makes of a file that comes in pieces. */
async function readOf({ format, varied }: Fuzzable, file: Buffer, piece = 4_096): Promise<Expected[]> {
  const pieces = Array.from({ length: Math.ceil(file.length / piece) }, (_, n) =>
    file.subarray(n * piece, (n + 1) * piece),
  );
  const lines: Expected[] = [];
  for await (const { line, facts, rejects } of format.read(Readable.from(pieces), {})) {
    if (rejects.length) lines.push({ line, wrong: rejects.map(({ column, code }) => `${column} ${code}`).sort() });
    else {
      const kept = Object.entries(varied).map(([column, { place }]) => [column, cellAt(facts, place)]);
      lines.push({ line, kept: Object.fromEntries(kept) });
    }
  }
  return lines;
}

/** Whether a damaged file is read or refused in a sentence; anything else is thrown on. */
const readOrRefused = (of: Fuzzable, file: Buffer) =>
  readOf(of, file).catch((error: unknown) => {
    if (error instanceof UnreadableFile) return undefined;
    throw error;
  });

/** Reads so many files of chance; `seed` gives the same ones again. */
export function fuzzImports(of: Fuzzable, { cases, seed }: { cases: number; seed: number }): void {
  const some = (share: number) => ({ seed, numRuns: Math.ceil(cases * share) });

  it(`reads ${cases} CSV files of chance as they are meant (SEED=${seed})`, async () => {
    await fc.assert(
      fc.asyncProperty(csvFile(of), fc.integer({ min: 40, max: 5_000 }), async ({ file, expected }, piece) => {
        expect(await readOf(of, file, piece)).toEqual(expected);
      }),
      some(1),
    );
  });

  it(`reads ${cases / 25} workbooks of chance as they are meant (SEED=${seed})`, async () => {
    await fc.assert(
      fc.asyncProperty(bookFile(of), async ({ file, expected }) => {
        expect(await readOf(of, file)).toEqual(expected);
      }),
      some(1 / 25),
    );
  });

  it(`loses to damage in one line of CSV no other line (SEED=${seed})`, async () => {
    const damage = fc.constantFrom('"', ',', '""', 'é', '\t', ' ');
    await fc.assert(
      fc.asyncProperty(csvFile(of), fc.nat(), damage, async ({ file, expected }, where, what) => {
        const text = file.toString();
        const newline = /\r\n|\r|\n/.exec(text)?.[0] ?? '\n';
        const rows = text.split(newline);
        // Only where a record is one line: elsewhere the damage is in several.
        fc.pre(rows.filter(Boolean).length === expected.length + 1 && !text.includes('""'));
        const hit = expected[where % expected.length] as Expected;
        const row = rows[hit.line - 1] as string;
        const at = where % (row.length + 1);
        rows[hit.line - 1] = row.slice(0, at) + what + row.slice(at);
        const read = await readOf(of, Buffer.from(rows.join(newline)));
        expect(read.filter(({ line }) => line !== hit.line)).toEqual(expected.filter((one) => one !== hit));
      }),
      some(1 / 5),
    );
  });

  it(`reads a damaged workbook as it was, or refuses it (SEED=${seed})`, async () => {
    await fc.assert(
      fc.asyncProperty(
        bookFile(of),
        fc.nat(),
        fc.integer({ min: 1, max: 255 }),
        async ({ file, expected }, where, bits) => {
          const damaged = Buffer.from(file);
          const at = where % file.length;
          damaged.writeUInt8(damaged.readUInt8(at) ^ bits, at);
          const read = await readOrRefused(of, damaged);
          if (read) expect(read).toEqual(expected);
          expect(await readOrRefused(of, file.subarray(0, at))).toBeUndefined();
        },
      ),
      some(1 / 25),
    );
  });
}
