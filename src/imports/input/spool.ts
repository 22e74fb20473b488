import { type FileHandle, mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Keeps what can be read only once as a file without a name, until it is closed. Nobody else can open it, and nothing of
 * it is left whenever the command is killed: its name is taken away before a byte is written.
 */
export async function spooled(content: AsyncIterable<Buffer>): Promise<FileHandle> {
  const folder = await mkdtemp(join(tmpdir(), 'caregraph-'));
  try {
    const file = await open(join(folder, 'spooled'), 'wx+', 0o600);
    await rm(folder, { recursive: true });
    await file.writeFile(content).catch(async (error) => {
      await file.close();
      throw error;
    });
    return file;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
