import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import { UnreadableFile } from '../engine/format.ts';

/** A file as it was given, or one of those in an archive. */
export interface Content {
  /** Without its folder; of an archive's entry, the archive's name and its own. */
  name: string;
  stream(): Promise<Readable>;
}

const gzip = Buffer.from([0x1f, 0x8b]);
const zip = Buffer.from('PK\x03\x04', 'latin1');
/** Every workbook of Excel is an archive with this in it: it is read as one file. */
const ofWorkbook = '[Content_Types].xml';

/** What a path holds: itself, unpacked if it is compressed, or each file of an archive. */
export async function contentsOf(path: string, name: string): Promise<Content[]> {
  const start = await beginningOf(path);
  const itself = { name, stream: async () => createReadStream(path) };
  if (start.subarray(0, 2).equals(gzip)) {
    return [{ name, stream: async () => Readable.from(unpacked(path, name)) }];
  }
  if (!start.equals(zip)) return [itself];
  const names = await withArchive(path, name, async (archive) => {
    const found: string[] = [];
    for await (const { fileName } of archive.eachEntry()) found.push(fileName);
    return found;
  });
  if (names.includes(ofWorkbook)) return [itself];
  const files = names.filter((entry) => !entry.endsWith('/') && !entry.startsWith('__MACOSX/'));
  if (!files.length) throw new UnreadableFile(`${name} is an archive without a file in it.`);
  return files.map((entry) => ({
    name: `${name}/${entry.split('/').at(-1)}`,
    stream: () => withArchive(path, name, (archive) => streamOf(archive, entry, name)),
  }));
}

async function beginningOf(path: string): Promise<Buffer> {
  const file = await open(path).catch((error: NodeJS.ErrnoException) => {
    throw new UnreadableFile(`The file cannot be read: ${error.code ?? error.message}.`);
  });
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4), 0, 4, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

const broken = (name: string) => new UnreadableFile(`${name} is a broken archive: fetch it once more.`);

/** That an archive is broken is seen only where it breaks. */
async function* unpacked(path: string, name: string): AsyncGenerator<Buffer> {
  const packed = createReadStream(path);
  const gunzip = createGunzip();
  packed.once('error', (error) => gunzip.destroy(error));
  try {
    yield* packed.pipe(gunzip);
  } catch {
    throw broken(name);
  } finally {
    packed.destroy();
  }
}

async function withArchive<T>(path: string, name: string, work: (archive: ZipFile) => Promise<T>): Promise<T> {
  try {
    return await work(await openPromise(path));
  } catch {
    throw broken(name);
  }
}

async function streamOf(archive: ZipFile, wanted: string, name: string): Promise<Readable> {
  for await (const entry of archive.eachEntry() as AsyncIterable<Entry>) {
    if (entry.fileName === wanted) return archive.openReadStreamPromise(entry);
  }
  throw broken(name);
}
