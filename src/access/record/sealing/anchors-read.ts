import { createReadStream, existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { type Accepted, type Anchor, type Header, isGenuineLine, type Line, lineOf } from './anchor-lines.ts';
import type { Findings } from './findings.ts';
import type { RecordKeys } from './keys.ts';

/** The lines of a file of anchors that are lines, with their places in it. What a crash left of one is none. */
async function* linesOf(path: string): AsyncGenerator<{ line: Line; place: number }> {
  const lines = createInterface({ input: createReadStream(path), crlfDelay: Number.POSITIVE_INFINITY });
  let place = 0;
  for await (const text of lines) {
    place += 1;
    const line = lineOf(text);
    if (line) yield { line, place };
  }
}

/** The seals that the file bears witness to, in its order. */
export async function* anchorsIn(path: string): AsyncGenerator<Anchor> {
  if (!existsSync(path)) return;
  for await (const { line } of linesOf(path)) if (line.kind === 'seal') yield line;
}

/** What a file of anchors is worth before one looks at any seal. */
export interface Survey {
  readonly path: string;
  readonly header: Header | undefined;
  readonly last: Anchor | undefined;
  readonly lines: number;
  readonly accepted: readonly Pick<Accepted, 'batch' | 'at' | 'by' | 'because'>[];
  /** Up to which batch somebody has said why seals are missing or others. */
  readonly acceptedUpTo: number;
  readonly otherKey: boolean;
}

/** Checks each line by its signature and by its place after the one before it. */
export async function surveyAnchors(path: string, keys: RecordKeys, findings: Findings): Promise<Survey> {
  let header: Header | undefined;
  let last: Anchor | undefined;
  let before = '';
  let lines = 0;
  let genuine = 0;
  let greatest = -1;
  let told = false;
  const accepted: Accepted[] = [];
  if (existsSync(path)) {
    for await (const { line, place } of linesOf(path)) {
      lines += 1;
      const stands = isGenuineLine(keys, before, line) && inOrder(line, lines, greatest);
      if (stands) genuine += 1;
      else if (!told) {
        told = true;
        const what = `Line ${place} of the anchors is not as the hub wrote it, or not where it wrote it: they were edited.`;
        findings.add({ code: 'ANCHORS_CHANGED', at: line.at.toISOString(), what });
      }
      before = line.signature;
      greatest = Math.max(greatest, line.batch);
      if (line.kind === 'begun') header ??= line;
      if (line.kind === 'seal') last = line;
      if (line.kind === 'accepted' && stands) accepted.push(line);
    }
  }
  const otherKey = lines > 0 && genuine === 0 && header?.keyId !== keys.id;
  const acceptedUpTo = accepted.reduce((most, { batch }) => Math.max(most, batch), 0);
  return { path, header, last, lines, accepted, acceptedUpTo, otherKey };
}

function inOrder({ kind, batch }: Line, lines: number, greatest: number): boolean {
  if (lines === 1 || kind === 'begun') return lines === 1 && kind === 'begun';
  return kind === 'accepted' || batch > greatest;
}
