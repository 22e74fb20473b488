import type { FileHandle } from 'node:fs/promises';
import { basename } from 'node:path';
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
