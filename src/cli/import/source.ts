import type { FileHandle } from 'node:fs/promises';
import { basename } from 'node:path';
import { UnreadableFile } from '../../imports/engine/format.ts';
import { openFile } from '../../imports/input/open.ts';
import { spooled } from '../../imports/input/spool.ts';

/** A file that was named on the command line, or `-`. */
export interface Source {
  /** For people and the record. */
  name: string;
  /** Where the rejects go if nothing else is said. */
  rejects: string;
  open(): Promise<FileHandle>;
}

export const sourceGiven = (path: string): Source =>
  path === '-'
    ? {
        name: 'standard input',
        rejects: 'standard-input.rejects.csv',
        open: () => spooled(process.stdin),
      }
    : { name: basename(path), rejects: `${path}.rejects.csv`, open: () => openFile(path) };

const anHour = 3_600_000;

/** As of when a file speaks that does not say. One that came out of the future would be newer than all that follow. */
export async function changedAt(file: FileHandle): Promise<Date> {
  const { mtime } = await file.stat();
  if (mtime.getTime() <= Date.now() + anHour) return mtime;
  throw new UnreadableFile(
    `It was last changed on ${mtime.toISOString().slice(0, 10)}, which is still to come: say as of when it speaks, --as-of.`,
  );
}
