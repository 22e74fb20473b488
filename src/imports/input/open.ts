import { type FileHandle, open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { UnreadableFile } from '../engine/format.ts';
import { Archive, brokenArchive, refuseBomb, refuseHuge } from './archive.ts';

/** A file as it was given, or one of those in an archive. */
export interface Content {
  /** Without its folder; of an archive's entry, the archive's name and its place, as systems name files after people. */
  name: string;
  /** In bytes, as far as that is known before it is read. */
  size?: number;
  stream(): Promise<Readable>;
}

const gzip = Buffer.from([0x1f, 0x8b]);
export const zip = Buffer.from('PK\x03\x04', 'latin1');
/** Every workbook of Excel is an archive with this in it: it is read as one file. */
const ofWorkbook = '[Content_Types].xml';

/** What file managers leave in folders beside the files of people. */
const ofSystems = /^__MACOSX\/|(^|\/)(\.[^/]*|Thumbs\.db|desktop\.ini)$/i;

/** Opens a file that is given by its path. */
export function openFile(path: string): Promise<FileHandle> {
  return open(path).catch((error: NodeJS.ErrnoException) => {
    throw new UnreadableFile(`The file cannot be read: ${error.code ?? error.message}.`);
  });
}

/** What an open file holds: itself, unpacked if it is compressed, or each file of an archive; of at most so many bytes, unpacked. */
export async function contentsOf(file: FileHandle, name: string, most?: number): Promise<Content[]> {
  const { size } = await file.stat();
  const start = await beginningOf(file);
  if (start.subarray(0, 2).equals(gzip)) {
    return [
      {
        ...{ name, size: await unpackedSize(file, size) },
        stream: async () => Readable.from(unpacked(file, name, size, most)),
      },
    ];
  }
  const itself = { name, size, stream: async () => Readable.from(whole(file)) };
  if (!start.equals(zip)) return [itself];
  const archive = await Archive.in(file, name, most);
  if (archive.names.includes(ofWorkbook)) return [itself];
  const files = archive.names.filter((entry) => !entry.endsWith('/') && !ofSystems.test(entry));
  if (!files.length) throw new UnreadableFile(`${name} is an archive without a file in it.`);
  return files.map((entry, place) => ({
    name: `${name}/${place + 1}`,
    size: archive.sizeOf(entry),
    stream: async () => Readable.from(archive.read(entry)),
  }));
}

const readAtOnce = 64 * 1024;

/** From its first byte on, however often; a stream of the file's own would close it. */
async function* whole(file: FileHandle): AsyncGenerator<Buffer> {
  for (let at = 0; ; ) {
    const { buffer, bytesRead } = await file.read(Buffer.allocUnsafe(readAtOnce), 0, readAtOnce, at);
    if (!bytesRead) return;
    yield buffer.subarray(0, bytesRead);
    at += bytesRead;
  }
}

async function beginningOf(file: FileHandle): Promise<Buffer> {
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4), 0, 4, 0);
    return buffer.subarray(0, bytesRead);
  } catch (error) {
    throw new UnreadableFile(`The file cannot be read: ${(error as NodeJS.ErrnoException).code}.`);
  }
}

/** As it stands in the last four bytes. */
async function unpackedSize(file: FileHandle, size: number): Promise<number> {
  const { buffer } = await file.read(Buffer.alloc(4), 0, 4, Math.max(0, size - 4));
  return buffer.readUInt32LE();
}

async function* unpacked(file: FileHandle, name: string, size: number, most?: number): AsyncGenerator<Buffer> {
  const packed = Readable.from(whole(file));
  const gunzip = createGunzip();
  packed.once('error', (error) => gunzip.destroy(error));
  let length = 0;
  try {
    for await (const chunk of packed.pipe(gunzip)) {
      length += chunk.length;
      refuseBomb(name, size, length);
      refuseHuge(name, length, most);
      yield chunk;
    }
  } catch (error) {
    throw error instanceof UnreadableFile ? error : brokenArchive(name);
  } finally {
    packed.destroy();
  }
}
