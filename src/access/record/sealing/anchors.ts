import { type FileHandle, open, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type Accepted, acceptedLine, anchorLine, headerLine, type Line, lineOf, type Signed } from './anchor-lines.ts';
import type { RecordKeys } from './keys.ts';

/** CAREGRAPH_ANCHORS, or a file beside the master key: anywhere but in the database. */
export const anchorsFile = (home: string): string => process.env.CAREGRAPH_ANCHORS || join(home, 'access-anchors.log');

/** Enough for some lines of the file. */
const tail = 8_192;

/** What a file of anchors ends with. */
export interface LastAnchor {
  /** The newest batch that it bears witness to; what its first line says where there is none yet. */
  readonly batch: number;
  /** The signature of its last line, to which the next one is chained. */
  readonly signature: string;
}

/**
 * The file that bears witness to seals outside the database: lines are added to it and nothing else. Written by one
 * process at a time, the one that holds the lock of the sealer.
 */
export class Anchors {
  readonly #path: string;
  readonly #keys: RecordKeys;

  constructor(path: string, keys: RecordKeys) {
    this.#path = path;
    this.#keys = keys;
  }

  /** What the file ends with now: others may write to it too. Undefined if there is none. */
  async last(): Promise<LastAnchor | undefined> {
    const file = await open(this.#path, 'r').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return undefined;
      throw error;
    });
    if (!file) return undefined;
    try {
      return await lastOf(file, this.#path);
    } finally {
      await file.close();
    }
  }

  /** Begins a file in which the seals after `batch` will be anchored. */
  begin(batch: number): Promise<LastAnchor> {
    return this.#add(headerLine(this.#keys, batch, new Date()), batch, 'ax');
  }

  anchor(last: LastAnchor, batch: number, mac: Buffer, takenAt: number): Promise<LastAnchor> {
    return this.#add(anchorLine(this.#keys, last.signature, batch, mac, takenAt), batch, 'a');
  }

  accept({ batch, signature }: LastAnchor, why: Pick<Accepted, 'at' | 'by' | 'because'>): Promise<LastAnchor> {
    return this.#add(acceptedLine(this.#keys, signature, { batch, ...why }), batch, 'a');
  }

  async #add({ text, signature }: Signed, batch: number, flags: 'a' | 'ax'): Promise<LastAnchor> {
    const file = await open(this.#path, flags, 0o600);
    try {
      // What a crash left of a line is ended, so that it spoils no other.
      const torn = await isTorn(this.#path);
      await file.writeFile(`${torn ? '\n' : ''}${text}\n`);
      await file.datasync();
    } finally {
      await file.close();
    }
    return { batch, signature };
  }
}

async function isTorn(path: string): Promise<boolean> {
  const { size } = await stat(path);
  if (size === 0) return false;
  const file = await open(path, 'r');
  try {
    const { buffer } = await file.read(Buffer.alloc(1), 0, 1, size - 1);
    return buffer.toString() !== '\n';
  } finally {
    await file.close();
  }
}

async function lastOf(file: FileHandle, path: string): Promise<LastAnchor | undefined> {
  const { size } = await file.stat();
  const length = Math.min(size, tail);
  const { buffer } = await file.read(Buffer.alloc(length), 0, length, size - length);
  const lines = buffer
    .toString('utf8')
    .split('\n')
    .slice(size > length ? 1 : 0, -1);
  const known = lines.map(lineOf).filter((line): line is Line => line !== undefined);
  const newest = known.findLast((line) => line.kind !== 'accepted');
  const last = known.at(-1);
  if (!last || !newest) {
    if (size === 0) return undefined;
    throw new Error(`${path} is no file of anchors that the hub wrote`);
  }
  return { batch: newest.batch, signature: last.signature };
}
