import { createHash } from 'node:crypto';
import type { ClientBase } from 'pg';
import type { Position } from './entries.ts';
import { type RecordKeys, signed } from './keys.ts';

/** One link of the chain. */
export interface Seal {
  readonly batch: number;
  readonly first: string | null;
  readonly last: string | null;
  readonly entries: number;
  readonly macs: Buffer;
  /** All entries up to here are sealed. */
  readonly reach: Position;
  /** No transaction from this one on had begun. */
  readonly horizon: bigint;
  readonly cluster: string;
  readonly floor: bigint;
  /** By the clock of the database, in milliseconds since 1970. */
  readonly takenAt: number;
  readonly retired: string | null;
  /** Which master key, in hex. */
  readonly keyId: string;
  readonly previous: Buffer | null;
  readonly mac: Buffer;
}

export type Unsigned = Omit<Seal, 'mac'>;

/** The batch's digests go in as a digest of their own. */
export function sealMac(keys: RecordKeys, seal: Unsigned): Buffer {
  const said = [
    seal.batch,
    seal.first,
    seal.last,
    seal.entries,
    createHash('sha256').update(seal.macs).digest('hex'),
    seal.reach.writtenBy,
    seal.reach.number,
    seal.horizon,
    seal.cluster,
    seal.floor,
    seal.takenAt,
    seal.retired,
    seal.keyId,
    seal.previous?.toString('hex') ?? null,
  ];
  return signed(keys.seal, JSON.stringify(said.map((value) => (value === null ? null : String(value)))));
}

export const isGenuine = (keys: RecordKeys, seal: Seal): boolean => sealMac(keys, seal).equals(seal.mac);

const columns = `seal.batch::text, seal.first::text, seal.last::text, seal.entries::text, seal.macs,
  seal.reach_written_by::text, seal.reach_number::text, seal.horizon::text, seal.cluster, seal.floor::text,
  (extract(epoch from seal.taken_at) * 1000)::bigint::text, seal.retired, encode(seal.key_id, 'hex'), seal.previous,
  seal.mac`;

export const selectSeals = `select ${columns} from hub.access_seal seal`;

type Row = [
  batch: string,
  first: string | null,
  last: string | null,
  entries: string,
  macs: Buffer,
  reachWrittenBy: string,
  reachNumber: string,
  horizon: string,
  cluster: string,
  floor: string,
  takenAt: string,
  retired: string | null,
  keyId: string,
  previous: Buffer | null,
  mac: Buffer,
];

export const sealOf = (row: Row): Seal => {
  const [batch, first, last, entries, macs, writtenBy, number, horizon, cluster, floor, takenAt, ...rest] = row;
  const [retired, keyId, previous, mac] = rest;
  return {
    batch: Number(batch),
    first,
    last,
    entries: Number(entries),
    macs,
    reach: { writtenBy: BigInt(writtenBy), number: BigInt(number) },
    horizon: BigInt(horizon),
    cluster,
    floor: BigInt(floor),
    takenAt: Number(takenAt),
    retired,
    keyId,
    previous,
    mac,
  };
};

export async function readSeals(client: ClientBase, conditions: string, values: unknown[] = []): Promise<Seal[]> {
  const text = `${selectSeals} ${conditions}`;
  const { rows } = await client.query<Row>({ text, values, rowMode: 'array' });
  return rows.map(sealOf);
}

export async function insertSeal(client: ClientBase, keys: RecordKeys, unsigned: Unsigned): Promise<Seal> {
  const seal = { ...unsigned, mac: sealMac(keys, unsigned) };
  await client.query(
    `insert into hub.access_seal (batch, first, last, entries, macs, reach_written_by, reach_number, horizon, cluster,
       floor, taken_at, retired, key_id, previous, mac)
     values ($1, $2, $3, $4, $5, $6::text::xid8, $7, $8::text::xid8, $9, $10,
       timestamptz 'epoch' + $11::bigint * interval '1 millisecond', $12, decode($13, 'hex'), $14, $15)`,
    [
      seal.batch,
      seal.first,
      seal.last,
      seal.entries,
      seal.macs,
      String(seal.reach.writtenBy),
      String(seal.reach.number),
      String(seal.horizon),
      seal.cluster,
      String(seal.floor),
      seal.takenAt,
      seal.retired,
      seal.keyId,
      seal.previous,
      seal.mac,
    ],
  );
  return seal;
}
