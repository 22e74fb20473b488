import { createHash } from 'node:crypto';
import type { ClientBase } from 'pg';
import type { RecordKeys } from '../../access/record/sealing/keys.ts';
import { versionInForce } from '../../agreement/in-force.ts';
import { fileLimits } from '../../shared/file-limits.ts';
import type { Purpose } from '../../shared/purposes.ts';
import { type Format, UnreadableFile } from '../engine/format.ts';
import { type Taken, takeFile } from '../engine/run.ts';
import { formats } from '../formats.ts';
import { mappingFor, refuseSeveral } from '../input/mapping.ts';
import { type Content, contentsOf } from '../input/open.ts';
import { spooled } from '../input/spool.ts';
import { type Outcome, type Rejected, rejectsOf, settle } from './settle.ts';

export interface Taking {
  keys: RecordKeys;
  /** Told what went wrong that is not in the file. */
  failed(error: unknown): void;
}

/** A file that an organisation has brought, all of which is there. */
interface Brought {
  id: string;
  organisation: string;
  format: string;
  asOf: Date;
  startedAt: Date;
  dryRun: boolean;
  allowLargeChange: boolean;
  sha256: Buffer;
  by: string;
  role: string;
  purpose: Purpose;
  authority: string | null;
  mapping: string | null;
}

const { unpacked: mostUnpacked } = fileLimits;

const lock = (function_: string) => `select ${function_}(7201606, hashtext($1)) as held`;

/** Takes the next file that is there, each by one process only. Whether there was one is given. */
export async function takeNextBrought(owner: ClientBase, taking: Taking): Promise<boolean> {
  const file = await nextOne(owner);
  if (!file) return false;
  try {
    await settle(owner, file, await outcomeOf(owner, file, taking));
  } finally {
    await owner.query(lock('pg_advisory_unlock'), [file.id]);
  }
  return true;
}

async function nextOne(owner: ClientBase): Promise<Brought | undefined> {
  const { rows } = await owner.query<Brought>(
    `select id, organisation_id as organisation, format, as_of as "asOf", started_at as "startedAt", dry_run as "dryRun",
       allow_large_change as "allowLargeChange", sha256, brought_by as by, role, purpose, authority, mapping
     from file_import where done_at is null and state = 'RECEIVED' order by started_at limit 20`,
  );
  for (const file of rows) {
    const { rows: locks } = await owner.query<{ held: boolean }>(lock('pg_try_advisory_lock'), [file.id]);
    if (!locks[0]?.held) continue;
    const still = await owner.query(`select from file_import where id = $1 and state = 'RECEIVED'`, [file.id]);
    if (still.rowCount) return file;
    await owner.query(lock('pg_advisory_unlock'), [file.id]);
  }
  return undefined;
}

async function outcomeOf(owner: ClientBase, file: Brought, taking: Taking): Promise<Outcome> {
  try {
    return await taken(owner, file, taking);
  } catch (error) {
    if (error instanceof UnreadableFile) return nothing(error.message);
    // A database that went away comes back. Whatever else fails must not hold up the files of others for ever.
    await owner.query('select');
    taking.failed(error);
    return nothing('The hub could not take it to its end, and those who run the hub are told. Bring it again later.');
  }
}

const nothing = (because: string): Outcome => ({ taken: [], rejects: [], because });

async function taken(owner: ClientBase, file: Brought, { keys }: Taking): Promise<Outcome> {
  const format = formats.get(file.format.toLowerCase().replaceAll('_', '-')) as Format;
  const { organisation, asOf, by, dryRun, allowLargeChange, role, purpose, authority } = file;
  const { hash: agreement = '' } = (await versionInForce(owner)) ?? {};
  const mapping = file.mapping === null ? undefined : mappingFor(format, file.mapping);
  const spool = await spooled(partsOf(owner, file));
  try {
    const contents = await contentsOf(spool, 'The file', mostUnpacked);
    refuseSeveral(mapping, contents);
    const all: Taken[] = [];
    const rejects: Rejected[] = [];
    const take = (content: Content) =>
      takeFile(owner, format, content, {
        ...{ organisation, asOf, by, dryRun, allowLargeChange, agreement, keys },
        ...{ bringer: { role, purpose, authority }, fileImport: file.id, mostUnpacked, ...(mapping && { mapping }) },
        // What was only tried leaves nothing behind but this.
        told: async ({ id }) => void rejects.push(...(await rejectsOf(owner, id))),
      });
    for (const [place, content] of contents.entries()) {
      try {
        const one = await take(content);
        // Ended between the merge and this, it is found taken, and not by anybody else.
        const ours = one.state === 'BEFORE' && one.doneAt && one.doneAt >= file.startedAt;
        all.push(ours ? { ...one, state: 'DONE' } : one);
      } catch (error) {
        if (!(error instanceof UnreadableFile)) throw error;
        return {
          taken: all,
          rejects,
          because: contents.length > 1 ? whichOf(place + 1, dryRun, error) : error.message,
        };
      }
    }
    return { taken: all, rejects };
  } finally {
    await spool.close();
  }
}

/** An archive is taken file by file, so that what stands before one that cannot be read was taken. */
const whichOf = (place: number, dryRun: boolean, { message }: UnreadableFile) =>
  place === 1 || dryRun
    ? `The file ${place} in the archive: ${message}`
    : `The file ${place} in the archive: ${message} What stands before it was taken: bring this one and those behind it again.`;

/** Parts that are in memory at once: four megabytes. */
const partsAtOnce = 64;

/** The bytes of a file, if they are those that were announced. */
async function* partsOf(owner: ClientBase, { id, sha256 }: Brought): AsyncGenerator<Buffer> {
  const hash = createHash('sha256');
  for (let last = 0; ; ) {
    const { rows } = await owner.query<{ part: number; content: Buffer }>(
      'select part, content from hub.file_part where file_import_id = $1 and part > $2 order by part limit $3',
      [id, last, partsAtOnce],
    );
    for (const { part, content } of rows) {
      hash.update(content);
      yield content;
      last = part;
    }
    if (rows.length < partsAtOnce) break;
  }
  if (hash.digest().equals(sha256)) return;
  throw new UnreadableFile('What has come is not the file that was announced: bring it again.');
}
