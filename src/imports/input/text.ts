import { isUtf8 } from 'node:buffer';
import { UnreadableFile } from '../engine/format.ts';

/** By which its first bytes tell in which encoding a file is written. */
const marks = new Map([
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
]);
const lineFeed = 0x0a;
const longestLine = 16 * 1024 * 1024;

/**
 * The text of a file, some whole lines at a time: in the encoding that its byte order mark names, else in the one that is
 * given, else UTF-8. A byte that is no UTF-8 ends it, with the line that it stands in: a name that was read in the wrong
 * encoding would be kept so, and looked for in vain ever after.
 */
export async function* textOf(content: AsyncIterable<Buffer>, given = 'utf-8'): AsyncGenerator<string> {
  let decoder: TextDecoder | undefined;
  let line = 1;
  for await (const block of wholeLines(content)) {
    decoder ??= new TextDecoder(encodingOf(block) ?? given, { fatal: true });
    if (decoder.encoding === 'utf-8') {
      refuseOther(block, line);
      line += linesOf(block).length;
    }
    const text = decoder.decode(block, { stream: true });
    if (text.includes('\0')) throw new UnreadableFile('This is no text file.');
    yield text;
  }
}

async function* wholeLines(content: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of content) {
    const end = chunk.lastIndexOf(lineFeed) + 1;
    if (end) yield Buffer.concat([rest, chunk.subarray(0, end)]);
    rest = end ? chunk.subarray(end) : Buffer.concat([rest, chunk]);
    if (rest.length > longestLine) throw new UnreadableFile('A line of this file has no end.');
  }
  if (rest.length) yield rest;
}

/** As the browsers' standard names it, whatever it was called; undefined of what it does not know. */
export function encodingNamed(name: string): string | undefined {
  try {
    return new TextDecoder(name).encoding;
  } catch {
    return undefined;
  }
}

const encodingOf = (block: Buffer) => [...marks].find(([, mark]) => mark.every((byte, at) => block[at] === byte))?.[0];

function refuseOther(block: Buffer, line: number): void {
  if (isUtf8(block)) return;
  const broken = linesOf(block).findIndex((one) => !isUtf8(one));
  throw new UnreadableFile(
    `Line ${line + broken} is not UTF-8. Save the file as UTF-8 (in Excel: "CSV UTF-8"), or name its encoding: --encoding windows-1252.`,
  );
}

function linesOf(block: Buffer): Buffer[] {
  const lines: Buffer[] = [];
  for (let from = 0; from < block.length; ) {
    const end = block.indexOf(lineFeed, from);
    const until = end === -1 ? block.length : end + 1;
    lines.push(block.subarray(from, until));
    from = until;
  }
  return lines;
}
