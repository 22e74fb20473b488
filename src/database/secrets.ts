import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CannotStart } from './cannot-start.ts';
import { masterKeyGiven } from './given.ts';

/**
 * The one secret from which all others derive (identifiers, cursors, database passwords). It comes from
 * CAREGRAPH_MASTER_KEY (32 bytes or more, in hex or base64), the file that CAREGRAPH_MASTER_KEY_FILE names, or the file `master.key` of the data folder, made at
 * the first start. It never enters the database.
 */
export async function masterKey(folder: string): Promise<Buffer> {
  const given = keyGiven();
  if (given) return given;
  const file = join(folder, 'master.key');
  return decodeKey(await secretFile(file), file);
}

/** The same key for what makes none: undefined where no hub has made one yet. */
export async function masterKeyThere(folder: string): Promise<Buffer | undefined> {
  const file = join(folder, 'master.key');
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw new CannotStart(`${file} cannot be read: ${error.message}.`);
    return undefined;
  });
  return keyGiven() ?? (text === undefined ? undefined : decodeKey(text, file));
}

/** Puts the key where a hub looks for it, unless it comes from the environment. A key that is there already stays. */
export async function keepMasterKey(folder: string, key: Buffer): Promise<void> {
  if (keyGiven()) return;
  const there = await masterKeyThere(folder);
  if (!there)
    await writeFile(join(folder, 'master.key'), key.toString('hex'), { mode: 0o600, flag: 'wx', flush: true });
  else if (!there.equals(key)) throw new CannotStart(`There is another master key in ${folder}.`);
}

/** The key of the environment, if there is one; throws if it is too weak. */
export function keyGiven(): Buffer | undefined {
  const given = masterKeyGiven();
  return given ? decodeKey(given, 'CAREGRAPH_MASTER_KEY') : undefined;
}

function decodeKey(text: string, source: string): Buffer {
  const trimmed = text.trim();
  const key = Buffer.from(trimmed, /^([0-9a-f]{2})+$/i.test(trimmed) ? 'hex' : 'base64');
  if (key.length >= 32) return key;
  throw new CannotStart(`${source} must hold at least 32 random bytes in hex or base64 (openssl rand -hex 32).`);
}

/** What a file of mode 600 holds; made with 32 random bytes in hex if it is not there. */
export async function secretFile(file: string): Promise<string> {
  try {
    await writeFile(file, randomBytes(32).toString('hex'), { mode: 0o600, flag: 'wx', flush: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  return readFile(file, 'utf8');
}

/** A secret for one use. Knowing it tells nothing of the master key or of other uses. */
export function derive(key: Buffer, use: string): Buffer {
  return createHmac('sha256', key).update(use).digest();
}

/** The password of a database role. */
export function passwordOf(key: Buffer, role: string): string {
  return derive(key, `database role ${role}`).toString('base64url');
}

/** What PostgreSQL stores for a password (RFC 5803), so that the password itself is in no statement and in no server log. */
export function scramVerifier(password: string): string {
  const iterations = 4096;
  const salt = randomBytes(16);
  const salted = pbkdf2Sync(password, salt, iterations, 32, 'sha256');
  const keyFor = (label: string) => createHmac('sha256', salted).update(label).digest();
  const stored = createHash('sha256').update(keyFor('Client Key')).digest('base64');
  return `SCRAM-SHA-256$${iterations}:${salt.toString('base64')}$${stored}:${keyFor('Server Key').toString('base64')}`;
}
