import { createHash } from 'node:crypto';
import { mkdir, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { ClientBase } from 'pg';
import { UnreadableFile } from '../engine/format.ts';

/** Parts that are in memory at once: four megabytes. */
const partsAtOnce = 64;

/** Does some work on a file whose parts were uploaded. While it lasts, the file lies in a folder that only the hub reads. */
export async function spooled<T>(
  owner: ClientBase,
  { id, sha256 }: { id: string; sha256: Buffer },
  folder: string,
  work: (path: string) => Promise<T>,
): Promise<T> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, id);
  try {
    const file = await open(path, 'w', 0o600);
    const hash = createHash('sha256');
    try {
      for (let last = 0; ; last += partsAtOnce) {
        const { rows } = await owner.query<{ content: Buffer }>(
          'select content from hub.file_part where file_import_id = $1 order by part offset $2 limit $3',
          [id, last, partsAtOnce],
        );
        for (const { content } of rows) {
          hash.update(content);
          await file.write(content);
        }
        if (rows.length < partsAtOnce) break;
      }
    } finally {
      await file.close();
    }
    if (!hash.digest().equals(sha256)) {
      throw new UnreadableFile('What has come is not the file that was announced: bring it again.');
    }
    return await work(path);
  } finally {
    await rm(path, { force: true });
  }
}
