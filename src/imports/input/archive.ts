import type { FileHandle } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import { type Entry, fromFdPromise, type ZipFile } from 'yauzl';
import { UnreadableFile } from '../engine/format.ts';

const mostFiles = 10_000;
/** What is repeated without end shrinks to a thousandth; tables of people and places to a tenth or a twentieth. */
const mostTimes = 250;
const harmless = 64 * 1024 * 1024;

export const brokenArchive = (name: string) => new UnreadableFile(`${name} is a broken archive: fetch it once more.`);

/** A small file that unpacks to a huge one was made to fill what it is unpacked into. */
export function refuseBomb(name: string, packed: number, unpacked: number): void {
  if (unpacked > harmless && unpacked > packed * mostTimes) {
    throw new UnreadableFile(`${name} unpacks to more than ${mostTimes} times its size: it is not read.`);
  }
}

/** However well it was packed: whoever brings it may fill no disk. */
export function refuseHuge(name: string, unpacked: number, most = Number.POSITIVE_INFINITY): void {
  if (unpacked <= most) return;
  throw new UnreadableFile(
    `${name} unpacks to more than ${most.toLocaleString('en-GB')} bytes: bring it in several files.`,
  );
}

/** A zip archive: files by their names, of which each is read as it is unpacked. */
export class Archive {
  readonly #name: string;
  readonly #zip: ZipFile;
  readonly #entries: ReadonlyMap<string, Entry>;

  private constructor(name: string, zip: ZipFile, entries: ReadonlyMap<string, Entry>) {
    this.#name = name;
    this.#zip = zip;
    this.#entries = entries;
  }

  /** The file stays open, and is closed by whoever opened it. `most`: bytes of all that is in it, unpacked. */
  static async in(file: FileHandle, name: string, most?: number): Promise<Archive> {
    const entries = new Map<string, Entry>();
    let zip: ZipFile;
    try {
      zip = await fromFdPromise(file.fd, { autoClose: false });
      for await (const entry of zip.eachEntry() as AsyncIterable<Entry>) {
        entries.set(entry.fileName, entry);
        if (entries.size > mostFiles) break;
      }
    } catch {
      throw brokenArchive(name);
    }
    if (entries.size > mostFiles) throw new UnreadableFile(`${name} holds more than ${mostFiles} files.`);
    // Of a file that is longer than it says nothing more is read.
    refuseHuge(
      name,
      [...entries.values()].reduce((sum, { uncompressedSize }) => sum + uncompressedSize, 0),
      most,
    );
    return new Archive(name, zip, entries);
  }

  get names(): string[] {
    return [...this.#entries.keys()];
  }

  /** In bytes, unpacked. */
  sizeOf(entry: string): number {
    return this.#entries.get(entry)?.uncompressedSize ?? 0;
  }

  /** That an archive is broken is seen only where it breaks. */
  async *read(wanted: string): AsyncGenerator<Buffer> {
    const entry = this.#entries.get(wanted);
    if (!entry) throw brokenArchive(this.#name);
    if (entry.isEncrypted()) throw new UnreadableFile(`${this.#name} is locked: pack it without a password.`);
    refuseBomb(this.#name, entry.compressedSize, entry.uncompressedSize);
    let sum = 0;
    try {
      for await (const chunk of await this.#zip.openReadStreamPromise(entry)) {
        sum = crc32(chunk, sum);
        yield chunk;
      }
    } catch {
      throw brokenArchive(this.#name);
    }
    if (sum !== entry.crc32) throw brokenArchive(this.#name);
  }
}
