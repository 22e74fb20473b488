import { readFileSync } from 'node:fs';
import type { Agreement } from '../../agreement/model.ts';
import { type Reading, readAgreement } from '../../agreement/read.ts';
import { CannotStart } from '../../database/cannot-start.ts';

export const shipped = 'schema/agreement.yml';

/** The text of a file that the command line names. */
export function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new CannotStart(`${file} cannot be read: ${(error as Error).message}.`);
  }
}

/** An agreement to read, compare or sign, also before its first day. */
export function readEarly(file: string, reading: Reading = {}): Agreement {
  textOf(file);
  return readAgreement(file, { ...reading, early: true });
}

/** What a program reads: one JSON value, and nothing else on standard output. */
export function printJson(value: unknown): void {
  console.log(JSON.stringify(value, null, 2));
}
