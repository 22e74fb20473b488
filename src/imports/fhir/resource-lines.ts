import { isUtf8 } from 'node:buffer';
import { UnreadableFile } from '../engine/format.ts';
import { isObject, JsonReader } from './json.ts';

/** In bytes, of one line: a resource, or a bundle that is written without a break and no line at all. */
const longest = 4 * 1024 * 1024;
const lineFeed = 0x0a;
const mark = Buffer.from('\uFEFF');

/** A resource as its line has it, null if it is too long; or a whole file that is no such lines, from its first byte on. */
type Part = { line: number; bytes: Buffer | null } | { bundle: AsyncIterable<Buffer> };

/** The lines of a bulk export, empty ones left out; or the one bundle that a file is, if its first line is no whole resource. */
export async function* resourceLines(content: AsyncIterable<Buffer>): AsyncGenerator<Part> {
  const chunks = content[Symbol.asyncIterator]();
  const start = await firstLine(chunks);
  async function* whole() {
    yield start;
    yield* { [Symbol.asyncIterator]: () => chunks };
  }
  if (isOneResource(lineIn(start))) yield* linesOf(whole());
  else yield { bundle: whole() };
}

/** The first line that is not empty. */
function lineIn(bytes: Buffer): Buffer {
  const from = bytes.findIndex((byte) => byte > 0x20);
  const end = bytes.indexOf(lineFeed, from);
  return bytes.subarray(from, end === -1 ? bytes.length : end);
}

/** Some bytes in which the first line ends that is not empty, without a mark before them. */
async function firstLine(chunks: AsyncIterator<Buffer>): Promise<Buffer> {
  let start: Buffer = Buffer.alloc(0);
  const more = async () => {
    const { value, done } = await chunks.next();
    return done ? undefined : value;
  };
  for (let chunk = await more(); chunk; chunk = start.length < 4 ? await more() : undefined) {
    start = Buffer.concat([start, chunk]);
  }
  const [one, other] = start;
  if ((one === 0xff && other === 0xfe) || (one === 0xfe && other === 0xff) || start.subarray(0, 4).includes(0)) {
    throw new UnreadableFile('The file is UTF-16 or no text: FHIR is written as UTF-8.');
  }
  const held: Buffer[] = [];
  let [begun, length]: [boolean, number] = [false, 0];
  let chunk: Buffer | undefined = start.subarray(0, 3).equals(mark) ? start.subarray(3) : start;
  while (chunk) {
    held.push(chunk);
    length += chunk.length;
    const from: number = begun ? 0 : chunk.findIndex((byte) => byte > 0x20);
    begun ||= from !== -1;
    if ((begun && chunk.includes(lineFeed, from)) || length > longest) break;
    chunk = await more();
  }
  if (!begun) throw new UnreadableFile('There is nothing in the file.');
  return Buffer.concat(held);
}

function isOneResource(line: Buffer): boolean {
  // As a bundle would be read, of which nothing is kept in memory.
  const reader = new JsonReader('entry');
  try {
    reader.write(line);
  } catch {
    return false;
  }
  return (
    reader.isWhole &&
    isObject(reader.root) &&
    reader.root.has('resourceType') &&
    reader.root.get('resourceType') !== 'Bundle'
  );
}

async function* linesOf(content: AsyncIterable<Buffer>): AsyncGenerator<{ line: number; bytes: Buffer | null }> {
  let line = 1;
  let held: Buffer[] = [];
  let length = 0;
  const hold = (piece: Buffer) => {
    length += piece.length;
    if (length <= longest) held.push(piece);
    else held = [];
  };
  function* take() {
    const bytes = Buffer.concat(held);
    if (!isUtf8(bytes)) throw new UnreadableFile(`Line ${line} is not UTF-8, as FHIR is: fetch the file once more.`);
    if (length > longest) yield { line, bytes: null };
    else if (bytes.toString('latin1').trim()) yield { line, bytes };
    [held, length, line] = [[], 0, line + 1];
  }
  for await (const chunk of content) {
    let from = 0;
    for (let end = chunk.indexOf(lineFeed); end !== -1; end = chunk.indexOf(lineFeed, from)) {
      hold(chunk.subarray(from, end));
      yield* take();
      from = end + 1;
    }
    hold(chunk.subarray(from));
  }
  if (length) yield* take();
}
