import { createCipheriv, createDecipheriv, createHmac, timingSafeEqual } from 'node:crypto';
import { Refusal } from '../shared/refusals.ts';
import { DerivedKeys } from './keys.ts';

export type CursorValue = string | number | boolean | null;

const version = 1;
const tagBytes = 16;
/** Values are filled up to whole blocks, so that a cursor's length does not tell that of a name. */
const block = 32;
/** Longer than any cursor of ours. */
const longest = 2048;

/**
 * Where a list goes on: the values of its order at one row, sealed so that nobody can read or make one. The same place
 * is always the same cursor (synthetic IV, as in RFC 5297). A cursor belongs to one organisation and one `scope`: the
 * list, its owner, filter and order, and what of the viewer the rows depend on (role, purpose).
 */
export class Cursors {
  readonly #keys: DerivedKeys;

  constructor(masterKey: Buffer) {
    this.#keys = new DerivedKeys(masterKey);
  }

  encode(organisationId: string, scope: string, values: readonly CursorValue[]): string {
    const text = Buffer.from(JSON.stringify(values));
    const plain = Buffer.alloc(Math.ceil(text.length / block) * block, ' ');
    text.copy(plain);
    const tag = this.#tagOf(organisationId, scope, plain);
    const sealed = createCipheriv('aes-256-ctr', this.#keys.for('cursor cipher', organisationId, 32), tag).update(
      plain,
    );
    return Buffer.concat([Buffer.of(version), tag, sealed]).toString('base64url');
  }

  /** The values of a cursor; any text that is not one of this organisation and scope is refused as `CURSOR_INVALID`. */
  decode(organisationId: string, scope: string, cursor: string): CursorValue[] {
    const bytes = Buffer.from(cursor.length <= longest ? cursor : '', 'base64url');
    const tag = bytes.subarray(1, 1 + tagBytes);
    // Buffer reads past characters that are none of base64url; a cursor has one spelling.
    const asWritten = bytes.toString('base64url') === cursor;
    if (!asWritten || bytes[0] !== version || tag.length < tagBytes) throw new Refusal('CURSOR_INVALID');
    const key = this.#keys.for('cursor cipher', organisationId, 32);
    const plain = createDecipheriv('aes-256-ctr', key, tag).update(bytes.subarray(1 + tagBytes));
    if (!timingSafeEqual(tag, this.#tagOf(organisationId, scope, plain))) throw new Refusal('CURSOR_INVALID');
    return JSON.parse(plain.toString()) as CursorValue[];
  }

  /** Over scope and values; the scope's length stands before it, so that nothing moves from one to the other. */
  #tagOf(organisationId: string, scope: string, plain: Buffer): Buffer {
    const mac = createHmac('sha256', this.#keys.for('cursor tag', organisationId, 32));
    return mac
      .update(`${version} ${Buffer.byteLength(scope)} ${scope}`)
      .update(plain)
      .digest()
      .subarray(0, tagBytes);
  }
}
