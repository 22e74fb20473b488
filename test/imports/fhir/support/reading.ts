import type { Line, Reading } from '../../../../src/imports/engine/format.ts';
import { type Kind, linesOf } from '../../../../src/imports/fhir/laying.ts';
import { visits } from '../../../../src/imports/fhir/visits.ts';

export async function* pieces(file: string | Buffer, size: number): AsyncGenerator<Buffer> {
  const bytes = Buffer.from(file);
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

export async function linesIn(
  file: string | Buffer,
  { kind = visits as Kind<unknown>, piece = 1_000, ...how }: Reading & { kind?: Kind<unknown>; piece?: number } = {},
): Promise<Line[]> {
  const lines: Line[] = [];
  for await (const line of linesOf(pieces(file, piece), { owner: 'RF4', asOf: new Date(), ...how }, kind))
    lines.push(line);
  return lines;
}

/** What was not taken: `3 Encounter.class REQUIRED`. */
export const refused = async (file: string | Buffer, how: Reading & { kind?: Kind<unknown> } = {}): Promise<string[]> =>
  (await linesIn(file, how)).flatMap(({ line, rejects }) =>
    rejects.map(({ column, code }) => [line, column, code].filter(Boolean).join(' ')),
  );

/** The cells of each line that was taken, empty ones left out. */
export const said = async (file: string | Buffer, how: Reading & { kind?: Kind<unknown> } = {}): Promise<string[]> =>
  (await linesIn(file, how)).flatMap(({ facts }) => facts.map(({ cells }) => cells.filter(Boolean).join(' ')));
