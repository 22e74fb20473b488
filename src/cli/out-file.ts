import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { link, open, rename, rm } from 'node:fs/promises';
import { type Writable, Writable as WritableStream } from 'node:stream';
import { CannotStart } from '../database/cannot-start.ts';

/**
 * A file for its maker alone to read, which is there once all of it is: until then it has another name, and is taken away if
 * anything fails. `-` is standard output.
 */
export async function writeOut(
  { out, force = false }: { out: string; force?: boolean },
  write: (to: Writable) => Promise<void>,
): Promise<void> {
  if (out === '-') return toStandardOutput(write);
  if (!force && existsSync(out)) throw thereAlready(out);
  const part = `${out}.${randomBytes(4).toString('hex')}.part`;
  const file = await open(part, 'wx', 0o600).catch((error: Error) => {
    throw new CannotStart(`${out} cannot be written: ${error.message}.`);
  });
  const stream = file.createWriteStream({ flush: true });
  // Whoever stops the command does not leave half a file behind.
  const stop = () => stream.destroy(new CannotStart('Stopped: nothing was written.'));
  process.once('SIGINT', stop).once('SIGTERM', stop);
  stream.on('error', () => undefined);
  try {
    await write(stream);
    if (stream.errored) throw stream.errored;
    await (force ? rename(part, out) : link(part, out));
  } catch (error) {
    throw failureOf(error as { code?: string }, out);
  } finally {
    process.off('SIGINT', stop).off('SIGTERM', stop);
    await file.close().catch(() => undefined);
    await rm(part, { force: true });
  }
}

/** Of the disk, of who writes, or of one file. */
const noRoom = ['ENOSPC', 'EDQUOT', 'EFBIG'];

function failureOf(error: { code?: string }, out: string): unknown {
  if (error.code === 'EEXIST') return thereAlready(out);
  if (noRoom.includes(error.code ?? '')) return new CannotStart(`There is no room for ${out}: nothing was written.`);
  return error;
}

const thereAlready = (out: string) => new CannotStart(`${out} is there already: name another file, or add --force.`);

/** Standard output stays open for what comes after. */
async function toStandardOutput(write: (to: Writable) => Promise<void>): Promise<void> {
  // The failed write itself tells of it.
  process.stdout.on('error', () => undefined);
  const out = new WritableStream({
    write: (chunk: Buffer, _, done) => {
      process.stdout.write(chunk, done);
    },
  });
  await write(out).catch((error: unknown) => {
    const gone = (error as { code?: string }).code === 'EPIPE';
    throw gone ? new CannotStart('Whoever was to read it has gone.') : error;
  });
}
