import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { format, type Header, headerLine } from '../../src/database/backup/format.ts';
import { recipientOf, seal } from '../../src/database/backup/seal.ts';
import { mark } from '../../src/database/backup/target.ts';
import { withClient } from '../../src/database/client.ts';
import { command } from '../support/command.ts';
import { databaseOfOwn } from '../support/database.ts';
import { rowsOfAll } from '../support/rows.ts';
import { type BackedUp, toBackUp } from './support/backups.ts';

let backedUp: BackedUp;
const at = (name: string) => backedUp.at(name);
const backup = (...[words, more]: Parameters<BackedUp['backup']>) => backedUp.backup(words, more);
const restore = (...[words, more]: Parameters<BackedUp['restore']>) => backedUp.restore(words, more);

beforeAll(async () => {
  backedUp = await toBackUp(await databaseOfOwn());
  expect(await backup(at('quiet.backup'))).toMatchObject({ code: 0 });
});
afterAll(async () => {
  await backedUp?.drop();
  await backedUp?.source.drop();
});

describe('the file of a backup', () => {
  it('is for its maker alone, shows nothing of what is in it, and overwrites none', async () => {
    const file = at('quiet.backup');
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    const bytes = await readFile(file);
    expect(bytes.toString('latin1')).toMatch(/^age-encryption\.org\/v1\n-> X25519 /);
    expect(bytes.toString('latin1')).not.toMatch(/copy public|resident|CareGraph/);
    const { code, output } = await backup(`${file}`);
    expect({ code, output }).toEqual({ code: 1, output: expect.stringContaining('is there already') });
    expect(await readFile(file)).toEqual(bytes);
  });

  it('is sealed for others where there is no master key, and opened by them alone', async () => {
    const identity = await generateX25519Identity();
    await writeFile(at('identity'), `# made for this test\n${identity}\n`);
    const without = { CAREGRAPH_MASTER_KEY: undefined, CAREGRAPH_DATA: at('nothing') };
    const refused = await backup(`${at('others.backup')}`, without);
    expect({ code: refused.code, output: refused.output.trim() }).toEqual({
      code: 1,
      output: expect.stringMatching(/^There is no master key in .*nothing to seal for/),
    });
    const taken = await backup(`${at('others.backup')} --to ${await identityToRecipient(identity)}`, without);
    expect(taken.code).toBe(0);
    await backedUp.emptyDatabase(async (DATABASE_URL) => {
      const { code, output } = await restore(at('others.backup'), { DATABASE_URL });
      expect({ code, output }).toEqual({ code: 1, output: expect.stringContaining('was sealed for another key') });
      expect(await restore(`${at('others.backup')} --identity ${at('identity')}`, { DATABASE_URL })).toMatchObject({
        code: 0,
      });
    });
  });

  it('leaves nothing behind where the disk is full, and says so', async () => {
    const program = join(import.meta.dirname, '../../src/cli/caregraph.js');
    const limited = `trap '' XFSZ; ulimit -f 16; exec ${process.execPath} ${program} backup ${at('full.backup')}`;
    const environment = { ...process.env, ...backedUp.environment, DATABASE_URL: backedUp.source.adminUrl };
    const { code, stderr } = await promisify(execFile)('bash', ['-c', limited], { env: environment }).then(
      () => ({ code: 0, stderr: '' }),
      (error: { code: number; stderr: string }) => error,
    );
    expect({ code, stderr: stderr.trim() }).toEqual({
      code: 1,
      stderr: `There is no room for ${at('full.backup')}: nothing was written.`,
    });
    expect((await readdir(at(''))).filter((name) => name.startsWith('full.backup'))).toEqual([]);
  });

  it('is not made for who may not read everything', async () => {
    const { code, output } = await backup(at('no.backup'), { DATABASE_URL: backedUp.source.hubUrl });
    expect({ code, output: output.trim() }).toEqual({
      code: 1,
      output: expect.stringMatching(
        /^caregraph_hub may not take backups\. Let an administrator run: grant caregraph_backup to/,
      ),
    });
  });
});

describe('a restore', () => {
  it('touches no database that holds anything', async () => {
    const before = await rowsOf(backedUp.source.adminUrl);
    const { code, output } = await restore(at('quiet.backup'), { DATABASE_URL: backedUp.source.adminUrl });
    expect({ code, output: output.trim() }).toEqual({
      code: 1,
      output: expect.stringMatching(
        /^The database is not empty: it has \d+ tables and the like\. Nothing was changed\./,
      ),
    });
    expect(await rowsOf(backedUp.source.adminUrl)).toEqual(before);
  });

  it('makes nothing of a file that is changed, cut short, no backup, sealed for another key or not there', async () => {
    const whole = await readFile(at('quiet.backup'));
    const changed = Buffer.from(whole);
    changed.writeUInt8(changed.readUInt8(whole.length >> 1) ^ 1, whole.length >> 1);
    await writeFile(at('changed'), changed);
    await writeFile(at('cut'), whole.subarray(0, whole.length - 70_000));
    await writeFile(at('text'), 'select 1;\n');
    await backedUp.emptyDatabase(async (DATABASE_URL) => {
      const refused = async (file: string, more = {}) => {
        const { code, output } = await restore(at(file), { DATABASE_URL, ...more });
        expect(code).toBe(1);
        return output.trim().replaceAll(at('.'), '');
      };
      expect(await refused('changed')).toMatch(/^\/changed is broken or not whole .*: nothing was restored\./);
      expect(await refused('cut')).toMatch(/^\/cut is broken or not whole .*: nothing was restored\./);
      expect(await refused('text')).toBe('/text is no backup of CareGraph, or it is broken.');
      expect(await refused('absent')).toMatch(/^\/absent cannot be read: ENOENT/);
      const another = { CAREGRAPH_MASTER_KEY: randomBytes(32).toString('hex') };
      expect(await refused('quiet.backup', another)).toMatch(/^\/quiet\.backup was sealed for another key\./);
      const none = { CAREGRAPH_MASTER_KEY: undefined, CAREGRAPH_DATA: at('nothing') };
      expect(await refused('quiet.backup', none)).toMatch(/^The master key of the hub that was backed up is needed/);
      expect(await tablesIn(DATABASE_URL)).toBe(0);
    });
  });

  it('leaves what a newer release has taken to that release', async () => {
    const header: Header = {
      format,
      takenAt: '',
      server: '',
      tables: [],
      counters: [],
      part: false,
      migrations: ['29991231_later'],
    };
    const file = createWriteStream(at('newer'));
    await seal([await recipientOf(backedUp.source.key)], Readable.from([Buffer.from(headerLine(header))]), file);
    await backedUp.emptyDatabase(async (DATABASE_URL) => {
      const { code, output } = await restore(at('newer'), { DATABASE_URL });
      expect({ code, output }).toEqual({ code: 1, output: expect.stringContaining('by a newer release of CareGraph') });
      expect(await tablesIn(DATABASE_URL)).toBe(0);
    });
  });

  it('that was broken off keeps hubs out until it was done again', async () => {
    const database = await databaseOfOwn('empty');
    try {
      await withClient(database.ownerUrl, mark);
      const environment = { DATABASE_URL: database.adminUrl, ...backedUp.environment };
      expect(await command('migrate', environment).ended).toEqual({
        code: 1,
        output: '\nA restore into this database was broken off. Run "caregraph restore" with the backup again.\n',
      });
      expect(await restore(at('quiet.backup'), environment)).toMatchObject({ code: 0 });
      expect(await command('migrate', environment).ended).toMatchObject({ code: 0 });
    } finally {
      await database.drop();
    }
  });
});

const rowsOf = (url: string) => withClient(url, rowsOfAll);

const tablesIn = (url: string) =>
  withClient(url, async (client) => {
    const { rows } = await client.query<{ tables: number }>(
      `select count(*)::int as tables from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where n.nspname in ('public', 'hub')`,
    );
    return rows[0]?.tables;
  });
