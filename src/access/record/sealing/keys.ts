import { createHmac, createSecretKey, hkdfSync, type KeyObject } from 'node:crypto';

/** The keys of the access record, and of what is kept of numbers. They derive from the master key, which never enters the database, and do not tell of it. */
export interface RecordKeys {
  /** Signs each entry as the hub writes it. */
  readonly witness: KeyObject;
  /** Signs each entry as it is sealed. */
  readonly entry: KeyObject;
  /** Signs the seals over batches of them. */
  readonly seal: KeyObject;
  /** Signs the lines of the file of anchors. */
  readonly anchor: KeyObject;
  /** Marks the NHS numbers of those who were erased. */
  readonly erased: KeyObject;
  /** Tells which master key it was, and nothing of it. */
  readonly id: string;
}

export function recordKeys(master: Buffer): RecordKeys {
  const bytes = (use: string) => Buffer.from(hkdfSync('sha256', master, '', `caregraph access record ${use}`, 32));
  const key = (use: string) => createSecretKey(bytes(use));
  return {
    witness: key('witness'),
    entry: key('entry'),
    seal: key('seal'),
    anchor: key('anchor'),
    erased: key('erased'),
    id: bytes('id').toString('hex', 0, 8),
  };
}

export const signed = (key: KeyObject, text: string): Buffer => createHmac('sha256', key).update(text).digest();

/** Half of it: what nobody can guess, for what there are millions of. */
export const signedShort = (key: KeyObject, text: string): Buffer => signed(key, text).subarray(0, 16);
