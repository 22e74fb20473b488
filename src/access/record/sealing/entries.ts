import type { ClientBase } from 'pg';
import { canonical, type EntryForm } from './canonical.ts';
import { type RecordKeys, signedShort } from './keys.ts';

/** Where an entry stands in the order of sealing: by transaction, then by number. */
export interface Position {
  readonly writtenBy: bigint;
  readonly number: bigint;
}

/** What a seal remembers of an entry, so that one that is gone can be named. */
export interface SealedEntry extends Position {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly mac: Buffer;
}

/** An entry as it stands in the database. */
export interface Entry extends Position {
  readonly at: number;
  /** The partition that it lies in. */
  readonly table: string;
  /** In canonical form, in the order of `EntryForm.columns`. */
  readonly values: readonly (string | null)[];
}

export const start: Position = { writtenBy: 0n, number: 0n };
export const greatestNumber = 9_223_372_036_854_775_807n;

export function compare(one: Position, other: Position): number {
  if (one.writtenBy !== other.writtenBy) return one.writtenBy < other.writtenBy ? -1 : 1;
  return one.number === other.number ? 0 : one.number < other.number ? -1 : 1;
}

/** The same in words of SQL: what `entryOf` reads, before the conditions on `entry`. */
export const selectEntries = ({ selected }: EntryForm): string =>
  `select entry.written_by::text, entry.number::text, (extract(epoch from entry.at) * 1000)::bigint::text,
     entry.tableoid::regclass::text, ${selected}
   from hub.access_entry entry`;

export const entryOf = ([writtenBy, number, at, table, ...values]: (string | null)[]): Entry => ({
  writtenBy: BigInt(writtenBy ?? 0),
  number: BigInt(number ?? 0),
  at: Number(at),
  table: (table ?? '').replaceAll('"', ''),
  values,
});

export async function readEntries(
  client: ClientBase,
  form: EntryForm,
  conditions: string,
  values: unknown[],
): Promise<Entry[]> {
  const text = `${selectEntries(form)} ${conditions}`;
  const { rows } = await client.query<(string | null)[]>({ text, values, rowMode: 'array' });
  return rows.map(entryOf);
}

export const macOf = (keys: RecordKeys, { columns }: EntryForm, { values }: Entry): Buffer =>
  signedShort(keys.entry, canonical(columns, values));

const bytesEach = 40;

/** As a seal keeps them: number, time, transaction and digest of one after the other. */
export function packed(entries: readonly SealedEntry[]): Buffer {
  const bytes = Buffer.alloc(entries.length * bytesEach);
  entries.forEach(({ number, at, writtenBy, mac }, index) => {
    const offset = index * bytesEach;
    bytes.writeBigInt64BE(number, offset);
    bytes.writeBigInt64BE(BigInt(at), offset + 8);
    bytes.writeBigUInt64BE(writtenBy, offset + 16);
    mac.copy(bytes, offset + 24, 0, 16);
  });
  return bytes;
}

export function* unpacked(bytes: Buffer): Generator<SealedEntry> {
  for (let offset = 0; offset + bytesEach <= bytes.length; offset += bytesEach) {
    yield {
      number: bytes.readBigInt64BE(offset),
      at: Number(bytes.readBigInt64BE(offset + 8)),
      writtenBy: bytes.readBigUInt64BE(offset + 16),
      mac: bytes.subarray(offset + 24, offset + bytesEach),
    };
  }
}
