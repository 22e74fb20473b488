import { createHash } from 'node:crypto';
import type { ClientBase } from 'pg';
import { recordKeys } from '../../../src/access/record/sealing/keys.ts';
import { takeNextBrought } from '../../../src/imports/brought/take-brought.ts';
import type { TestDatabase } from '../../support/database.ts';
import type { Asking } from '../../support/hub.ts';
import type { telling } from '../../support/telling.ts';

/** Announces a file through the graph and uploads it in parts of a hundred bytes; gives its id, or the problems with it. */
export const bringing =
  (tell: ReturnType<typeof telling>['tell']) =>
  async (by: Asking, format: string, file: string | Buffer, more: object = {}) => {
    const bytes = Buffer.from(file);
    const { record, problems } = await tell<{ id: string } | null>(by, 'startImport', {
      ...{ format, asOf: new Date().toISOString(), bytes: bytes.length },
      ...{ sha256: createHash('sha256').update(bytes).digest('hex'), ...more },
    });
    for (let part = 1, from = 0; record && from < bytes.length; part += 1, from += 100) {
      const content = bytes.subarray(from, from + 100).toString('base64');
      await tell(by, 'uploadPart', { import: record.id, part, content });
    }
    return { id: record?.id ?? '', problems };
  };

/** Takes every file that is there, as a hub does that runs; gives what went wrong beside what is in the files. */
export async function takeAllBrought(owner: ClientBase, database: TestDatabase): Promise<unknown[]> {
  const failures: unknown[] = [];
  const taking = { keys: recordKeys(database.key), failed: (error: unknown) => void failures.push(error) };
  while (await takeNextBrought(owner, taking));
  return failures;
}
