import { UnreadableFile } from '../engine/format.ts';

/** A line of a file as bytes, without what ends it. */
export interface RawLine {
  /** Counted from 1; CR, LF and CRLF each end one. */
  line: number;
  bytes: Buffer;
  /** False for the last one if nothing ends it. */
  ended: boolean;
  /** It was longer than is kept: `bytes` are only its beginning. */
  tooLong: boolean;
}

/** Segments that the hub reads are a few hundred bytes; others, such as a document in OBX, are passed over piece by piece. */
const longest = 64 * 1024;
const [CR, LF, startOfBlock, endOfBlock] = [0x0d, 0x0a, 0x0b, 0x1c];
const mark = Buffer.from('\uFEFF');

/** Splits a file into lines whatever pieces it comes in, and keeps of none more than 64 kB in memory. */
export async function* linesOf(content: AsyncIterable<Buffer>): AsyncGenerator<RawLine> {
  let line = 1;
  let held: Buffer[] = [];
  let length = 0;
  let afterCr = false;
  let first = true;
  const hold = (piece: Buffer) => {
    if (length < longest && piece.length) held.push(Buffer.from(piece.subarray(0, longest - length)));
    length += piece.length;
  };
  const take = (ended: boolean): RawLine => {
    const bytes = Buffer.concat(held);
    const taken = { line, bytes: line === 1 ? unmarked(bytes) : bytes, ended, tooLong: length > longest };
    [held, length, line] = [[], 0, line + 1];
    return taken;
  };
  for await (const chunk of content) {
    if (first && chunk.length) {
      refuseOtherText(chunk);
      first = false;
    }
    let from = 0;
    for (let at = 0; at < chunk.length; at++) {
      const byte = chunk[at];
      if (byte !== CR && byte !== LF) {
        afterCr = false;
        continue;
      }
      // The line feed of a CRLF ends nothing more.
      if (byte === LF && afterCr) {
        afterCr = false;
        from = at + 1;
        continue;
      }
      hold(chunk.subarray(from, at));
      yield take(true);
      from = at + 1;
      afterCr = byte === CR;
    }
    hold(chunk.subarray(from));
  }
  if (length) yield take(false);
}

function refuseOtherText(beginning: Buffer): void {
  const [one, other] = beginning;
  if ((one === 0xff && other === 0xfe) || (one === 0xfe && other === 0xff) || beginning.subarray(0, 4).includes(0)) {
    throw new UnreadableFile('The file is UTF-16 or no text: write it as UTF-8, or as MSH-18 says.');
  }
}

const unmarked = (bytes: Buffer) => (bytes.subarray(0, 3).equals(mark) ? bytes.subarray(3) : bytes);

/** A line without MLLP's bytes: the end of a message before it, the beginning and the end of its own. */
export function framing(bytes: Buffer): { endedBefore: boolean; begins: boolean; segment: Buffer; ends: boolean } {
  let [from, to] = [0, bytes.length];
  while (from < to && (bytes[from] === startOfBlock || bytes[from] === endOfBlock)) from++;
  while (to > from && bytes[to - 1] === endOfBlock) to--;
  const before = bytes.subarray(0, from);
  return {
    endedBefore: before.includes(endOfBlock),
    begins: before.includes(startOfBlock),
    segment: bytes.subarray(from, to),
    ends: to < bytes.length,
  };
}

export const isBlank = (segment: Buffer): boolean => segment.every((byte) => byte === 0x20 || byte === 0x09);
