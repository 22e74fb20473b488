import { hkdfSync } from 'node:crypto';
import { LRUCache } from 'lru-cache';

/** Every key for one purpose and one organisation derives from the master key (HKDF, RFC 5869), and none tells of another. */
export class DerivedKeys {
  readonly #master: Buffer;
  readonly #derived = new LRUCache<string, Buffer>({ max: 20_000 });

  constructor(master: Buffer) {
    if (master.length < 32) throw new RangeError('the master key must have 32 bytes');
    this.#master = master;
  }

  for(use: string, organisationId: string, length: number): Buffer {
    const info = `caregraph ${use} ${organisationId}`;
    const known = this.#derived.get(info);
    if (known) return known;
    const key = Buffer.from(hkdfSync('sha256', this.#master, '', info, length));
    this.#derived.set(info, key);
    return key;
  }
}
