import { createHash } from 'node:crypto';
import type { ClientBase } from 'pg';
import type { RecordKeys } from '../../access/record/sealing/keys.ts';
import { takingLock } from '../../access/retention/forget-waiting.ts';
import { inTransaction, undone } from '../../database/client.ts';
import type { Content } from '../input/open.ts';
import { type Format, type Outcome, type Reading, type SharedFormat, UnreadableFile } from './format.ts';
import { mergeFile } from './merge-file.ts';
import { type Bringer, type Scope, scopeOf } from './scope.ts';
import { formatOf } from './shared-format.ts';
import { linesLeft } from './slices.ts';
import { asImporter, stage } from './stage.ts';

/** For whom a file is taken, and how. */
export interface Bringing extends Reading {
  /** The uuid of the organisation whose data it is; null for a public register. */
  organisation: string | null;
  /** The moment as of which the file speaks: when it was drawn from its system. */
  asOf: Date;
  by: string;
  /** In whose place it speaks; absent where the hub's operator brings it for the organisation. */
  bringer?: Bringer;
  /** The uuid of the file that was brought through the graph: what waits of it is forgotten with it. */
  fileImport?: string;
  /** Hash of the agreement in force. */
  agreement: string;
  keys: RecordKeys;
  /** Only says what would be done, and leaves nothing behind. */
  dryRun?: boolean;
  /** Takes a file also if it changes or ends more than is usual. */
  allowLargeChange?: boolean;
  /** Is told what came of it, while the lines that were not taken can be read: also of what is only tried. */
  told?(taken: Taken): Promise<void>;
}

/** What came of a file. */
export interface Taken extends Partial<Outcome> {
  id: string;
  /**
   * DONE, or why not: BEFORE, as the very file was taken earlier, with what came of it then; ASKING, as it changes more than is
   * usual; STOPPED, as the agreement that came into force on the way refuses the rest: what the counts say stands, and it goes on
   * there under one that allows it.
   */
  state: 'DONE' | 'BEFORE' | 'ASKING' | 'TRIED' | 'STOPPED';
  /** Of one that was STOPPED: why, and how many lines wait for the rest of it. */
  refusedBecause?: string;
  left?: number;
  read: number;
  rejected: number;
  /** Lines about people whom the hub must not know: nothing of them is kept. */
  passed: number;
  /** When that was; null as long as it is not. */
  doneAt: Date | null;
}

interface Begun {
  id: string;
  state: 'STAGING' | 'STAGED' | 'ASKING' | 'MERGING' | 'DONE';
  stagedLine: number;
  /** About whom it may write, as the agreement stood when it began. */
  scope: Scope | null;
}

/**
 * Takes one file. Killed at any moment and run again, it goes on where it was and ends in the same state: lines are staged
 * in batches, each once, and merged in one transaction, or in one for each slice of the people.
 */
export async function takeFile(
  client: ClientBase,
  given: Format | SharedFormat,
  content: Content,
  bringing: Bringing,
): Promise<Taken> {
  const work = async () => {
    const format = await formatOf(client, given, bringing.organisation);
    const taken = await take(client, format, content, bringing);
    await bringing.told?.(taken);
    return taken;
  };
  return bringing.dryRun ? undone(client, work) : work();
}

async function take(client: ClientBase, format: Format, content: Content, bringing: Bringing): Promise<Taken> {
  const begun = await begin(client, format, content, bringing);
  if ('refusedBecause' in begun) return stopped(client, begun.id, begun.refusedBecause);
  const { id, scope } = begun;
  // Another process may be taking the very same file.
  const lock = (verb: 'lock' | 'unlock') => client.query(`select pg_advisory_${verb}(${takingLock('$1')})`, [id]);
  await lock('lock');
  try {
    const stands = await standing(client, id);
    return stands
      ? await goOn(client, format, content, bringing, { ...stands, scope })
      : await take(client, format, content, bringing);
  } finally {
    await lock('unlock');
  }
}

async function goOn(
  client: ClientBase,
  format: Format,
  content: Content,
  bringing: Bringing,
  begun: Begun,
): Promise<Taken> {
  if (begun.state === 'DONE') return { ...(await counts(client, begun.id)), state: 'BEFORE' };
  if (begun.state === 'STAGING') {
    const { size } = content;
    const how = { ...bringing, ...(begun.scope && { owner: begun.scope.code }), ...(size !== undefined && { size }) };
    await stage(client, begun, format, await content.stream(), how);
  }
  const merged = await mergeFile(client, format, begun.id, bringing);
  if (merged.refusedBecause !== undefined) return stopped(client, begun.id, merged.refusedBecause);
  const counted = await counts(client, begun.id);
  // Of slices of an earlier attempt only the counts tell.
  const isDone = merged.state === 'DONE' || merged.state === 'BEFORE';
  return isDone ? { ...merged, ...counted } : { ...counted, ...merged };
}

/** SQL: the very file, of the same organisation, as of the same moment. */
const sameFile =
  'from hub.import where organisation_id is not distinct from $1 and format = $2 and sha256 = $3 and as_of = $4';

async function begin(
  client: ClientBase,
  format: Format,
  content: Content,
  { organisation, asOf, by, encoding, mapping, bringer, fileImport }: Bringing,
): Promise<Pick<Begun, 'id' | 'scope'> | { id: string; refusedBecause: string }> {
  const hash = createHash('sha256');
  for await (const chunk of await content.stream()) hash.update(chunk);
  // Read in another way, it says something else.
  if (encoding) hash.update(encoding);
  if (mapping) hash.update(mapping.text);
  const file = [organisation, format.name, hash.digest()];
  // Before anything about a person waits here.
  const scope = await scopeOf(client, format, organisation, bringer).catch((error: unknown) =>
    error instanceof UnreadableFile ? error : Promise.reject(error),
  );
  if (scope instanceof UnreadableFile) {
    const { rows } = await client.query<{ id: string }>(`select id ${sameFile} and state = 'MERGING'`, [...file, asOf]);
    if (rows[0]) return { ...rows[0], refusedBecause: scope.message };
    throw scope;
  }
  return inTransaction(client, async () => {
    await asImporter(client, scope);
    await client.query(
      `insert into hub.import (organisation_id, format, sha256, file_name, as_of, brought_by, file_import_id)
       values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing`,
      [...file, content.name, asOf, by, fileImport ?? null],
    );
    const { rows } = await client.query<{ id: string }>(`select id ${sameFile} and state <> 'BROKEN_OFF'`, [
      ...file,
      asOf,
    ]);
    return { id: rows[0]?.id as string, scope };
  });
}

/** Of slices of this and of earlier attempts the counts tell. */
async function stopped(client: ClientBase, id: string, refusedBecause: string): Promise<Taken> {
  const left = await inTransaction(client, async () => {
    await asImporter(client);
    return linesLeft(client, id);
  });
  return { ...(await counts(client, id)), state: 'STOPPED', refusedBecause, left };
}

/** Undefined of one that was forgotten since. */
async function standing(client: ClientBase, id: string): Promise<Omit<Begun, 'scope'> | undefined> {
  return inTransaction(client, async () => {
    await asImporter(client);
    const { rows } = await client.query<Omit<Begun, 'scope'>>(
      `select id, state, staged_line as "stagedLine" from hub.import where id = $1 and state <> 'BROKEN_OFF'`,
      [id],
    );
    return rows[0];
  });
}

async function counts(client: ClientBase, id: string): Promise<Omit<Taken, 'state'>> {
  return inTransaction(client, async () => {
    await asImporter(client);
    const { rows } = await client.query<Omit<Taken, 'state'>>(
      `select id, read, rejected, passed, coalesce(added, 0) as added, coalesce(changed, 0) as changed, coalesce(ended, 0) as ended,
         coalesce(unchanged, 0) as unchanged, done_at as "doneAt" from hub.import where id = $1`,
      [id],
    );
    return rows[0] as Omit<Taken, 'state'>;
  });
}
