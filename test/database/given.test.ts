import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { masterKeyGiven } from '../../src/database/given.ts';
import { command, endCommands } from '../support/command.ts';
import { freshFolder } from '../support/folder.ts';

describe('a secret', () => {
  const names = ['CAREGRAPH_MASTER_KEY', 'CAREGRAPH_MASTER_KEY_FILE'];
  const before = names.map((name) => process.env[name]);
  let place: Awaited<ReturnType<typeof freshFolder>>;
  let file: string;
  beforeAll(async () => {
    place = await freshFolder();
    file = join(place.folder, 'secret');
  });
  afterEach(() => {
    for (const [at, name] of names.entries()) {
      if (before[at] === undefined) delete process.env[name];
      else process.env[name] = before[at];
    }
  });
  afterAll(async () => {
    endCommands();
    await place.remove();
  });

  it('comes from the environment, or from the file that is named there', async () => {
    process.env.CAREGRAPH_MASTER_KEY = 'of the environment';
    expect(masterKeyGiven()).toBe('of the environment');
    delete process.env.CAREGRAPH_MASTER_KEY;
    expect(masterKeyGiven()).toBeUndefined();
    await writeFile(file, 'of the file\n');
    process.env.CAREGRAPH_MASTER_KEY_FILE = file;
    expect(masterKeyGiven()).toBe('of the file');
  });

  it('that is given twice, in no file or in an empty one keeps the hub from starting, and nothing of it is quoted', async () => {
    await writeFile(file, 'weak-5e0c4e7f');
    const named = { CAREGRAPH_DATA: place.folder, CAREGRAPH_MASTER_KEY_FILE: file };
    const told = async (more: object) => {
      const { code, output } = await command('migrate', { ...named, ...more }).ended;
      expect(code).toBe(1);
      expect(output).not.toMatch(/5e0c4e7f|\n\s+at /);
      return output.trim();
    };
    expect(await told({})).toMatch(/^CAREGRAPH_MASTER_KEY must hold at least 32 random bytes/);
    expect(await told({ CAREGRAPH_MASTER_KEY: 'a' })).toMatch(/are both set/);
    expect(await told({ CAREGRAPH_MASTER_KEY_FILE: `${file}-not` })).toMatch(/cannot be read: ENOENT\.$/);
    await writeFile(file, ' \n');
    expect(await told({})).toMatch(/is empty\.$/);
  });

  it('also says where the database is', async () => {
    await writeFile(file, 'postgresql://hub:5e0c4e7f@127.0.0.1:1/caregraph');
    const { code, output } = await command('migrate', { CAREGRAPH_DATA: place.folder, DATABASE_URL_FILE: file }).ended;
    expect([code, output.includes('127.0.0.1:1'), output.includes('5e0c4e7f')]).toEqual([1, true, false]);
  });
});
