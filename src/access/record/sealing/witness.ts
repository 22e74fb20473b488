import { canonical } from './canonical.ts';
import { type RecordKeys, signedShort } from './keys.ts';

/** What the hub supplies of an entry: columns by name, as it sends them to the database. */
export type Said = Readonly<Record<string, string | number | Buffer | readonly string[] | null | undefined>>;

/** What the database says of an entry, and so no witness can. */
export const saidByDatabase: readonly string[] = ['number', 'at', 'written_by', 'witness'];

/** The hub's clock, 8 bytes of milliseconds, and 16 bytes of signature over that and all that the hub said. */
export function witnessOf(keys: RecordKeys, said: Said, clock = Date.now()): Buffer {
  const columns = Object.keys(said)
    .filter((name) => !saidByDatabase.includes(name))
    .sort();
  return witnessed(
    keys,
    columns,
    columns.map((name) => written(said[name])),
    clock,
  );
}

/** The same over values in their canonical form. */
export function witnessed(
  keys: RecordKeys,
  columns: readonly string[],
  values: readonly (string | null)[],
  clock: number,
): Buffer {
  const time = Buffer.alloc(8);
  time.writeBigInt64BE(BigInt(clock));
  return Buffer.concat([time, signedShort(keys.witness, `clock:${clock}\n${canonical(columns, values)}`)]);
}

function written(value: Said[string]): string | null {
  if (value === null || value === undefined) return null;
  if (Buffer.isBuffer(value)) return value.toString('hex');
  if (typeof value === 'object') return value.join(',').toLowerCase();
  // Half a surrogate pair reaches the database as the sign for what cannot be read.
  return String(value).toWellFormed();
}
