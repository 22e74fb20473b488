import { createReadStream } from 'node:fs';
import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { createGunzip, createGzip } from 'node:zlib';
import { bech32 } from '@scure/base';
import { Decrypter, Encrypter, identityToRecipient } from 'age-encryption';
import { CannotStart } from '../cannot-start.ts';
import { derive } from '../secrets.ts';

/** What opens backups that a hub with this master key takes, as age writes its keys: never in the database or a backup. */
export function identityOf(masterKey: Buffer): string {
  return bech32.encode('age-secret-key-', bech32.toWords(derive(masterKey, 'backup'))).toUpperCase();
}

/** What backups are sealed for, and opens none. */
export const recipientOf = (masterKey: Buffer): Promise<string> => identityToRecipient(identityOf(masterKey));

/** Writes what comes, packed and sealed in the format of age (age-encryption.org). */
export async function seal(recipients: readonly string[], what: AsyncIterable<Buffer>, to: Writable): Promise<void> {
  const encrypter = new Encrypter();
  for (const recipient of recipients) addRecipient(encrypter, recipient);
  const packed = createGzip();
  const packing = pipeline(Readable.from(what), packed);
  const writing = encrypter
    .encrypt(Readable.toWeb(packed) as never)
    .then((sealed) => pipeline(Readable.fromWeb(sealed as never), to))
    .catch((error) => {
      // Nobody reads any more: what is packed would wait for ever.
      packed.destroy(error);
      throw error;
    });
  for (const ended of await Promise.allSettled([packing, writing])) {
    if (ended.status === 'rejected') throw ended.reason;
  }
}

function addRecipient(encrypter: Encrypter, recipient: string): void {
  try {
    encrypter.addRecipient(recipient);
  } catch {
    throw new CannotStart(
      `${recipient} is no recipient such as age1… ("caregraph backup recipient" prints this hub's).`,
    );
  }
}

/** What a sealed file holds, as it is read. */
export async function* unseal(file: string, identities: readonly string[]): AsyncGenerator<Uint8Array> {
  const source = createReadStream(file);
  try {
    const unpacked = createGunzip();
    // What fails on the way is seen by whoever reads.
    pipeline(Readable.fromWeb((await open(file, source, identities)) as never), unpacked).catch(() => undefined);
    yield* unpacked as AsyncIterable<Uint8Array>;
  } catch (error) {
    throw error instanceof CannotStart ? error : unreadable(file, error as Error);
  } finally {
    source.destroy();
  }
}

async function open(file: string, source: Readable, identities: readonly string[]): Promise<ReadableStream> {
  const decrypter = new Decrypter();
  for (const identity of identities) decrypter.addIdentity(identity);
  try {
    return (await decrypter.decrypt(Readable.toWeb(source) as never)) as unknown as ReadableStream;
  } catch (error) {
    const { message, code } = error as { message: string; code?: string };
    if (code) throw error;
    throw new CannotStart(
      /no identity matched/.test(message)
        ? `${file} was sealed for another key. Set CAREGRAPH_MASTER_KEY (or put master.key) as the hub had it, or name the key with --identity.`
        : `${file} is no backup of CareGraph, or it is broken.`,
    );
  }
}

function unreadable(file: string, error: Error & { code?: string }): CannotStart {
  if (error.code === 'ENOENT' || error.code === 'EACCES' || error.code === 'EISDIR') {
    return new CannotStart(`${file} cannot be read: ${error.message}.`);
  }
  return new CannotStart(
    `${file} is broken or not whole (${error.message}): nothing was restored. Take another copy of it.`,
  );
}
