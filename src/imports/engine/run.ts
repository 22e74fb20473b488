import { createHash } from 'node:crypto';
import type { ClientBase } from 'pg';
import { deedOf } from '../../access/record/deed.ts';
import type { RecordKeys } from '../../access/record/sealing/keys.ts';
import { statementFor } from '../../access/record/statement.ts';
import { agreementLock } from '../../agreement/in-force.ts';
import { inTransaction, undone } from '../../database/client.ts';
import { recorder } from '../../database/roles.ts';
import type { Content } from '../input/open.ts';
import type { Format, Outcome, Reading } from './format.ts';
import { type Bringer, type Scope, scopeOf } from './scope.ts';
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
  /** DONE, or why not: BEFORE, as the very file was taken earlier, with what came of it then; ASKING, as it changes more than is usual. */
  state: 'DONE' | 'BEFORE' | 'ASKING' | 'TRIED';
  read: number;
  rejected: number;
  /** Lines about people whom the hub must not know: nothing of them is kept. */
  passed: number;
  /** When that was; null as long as it is not. */
  doneAt: Date | null;
}

/** What a file may change or end, as a share of what stands, before somebody is asked. */
const usualShare = 0.2;
/** Below so many rows a share says nothing. */
const fewRows = 20;

/** So many ends are asked about also below that, where they are more than half of what stands. */
const mostRows = 3;

export const isUnusual = ({ changed, ended, stood }: Outcome): boolean =>
  changed + ended > Math.max(fewRows, usualShare * stood) || (ended >= mostRows && ended > stood / 2);

/** Takes back a merge that would change more than is usual. */
class Unusual extends Error {
  readonly outcome: Outcome;

  constructor(outcome: Outcome) {
    super('unusual');
    this.outcome = outcome;
  }
}

interface Begun {
  id: string;
  state: 'STAGING' | 'STAGED' | 'ASKING' | 'DONE';
  stagedLine: number;
  /** About whom it may write, as the agreement stood when it began. */
  scope: Scope | null;
}

/**
 * Takes one file. Killed at any moment and run again, it goes on where it was and ends in the same state: lines are staged
 * in batches, each once, and merged in one transaction.
 */
export async function takeFile(
  client: ClientBase,
  format: Format,
  content: Content,
  bringing: Bringing,
): Promise<Taken> {
  const work = async () => {
    const taken = await take(client, format, content, bringing);
    await bringing.told?.(taken);
    return taken;
  };
  return bringing.dryRun ? undone(client, work) : work();
}

async function take(client: ClientBase, format: Format, content: Content, bringing: Bringing): Promise<Taken> {
  const begun = await begin(client, format, content, bringing);
  if (begun.state === 'DONE') return { ...(await counts(client, begun.id)), state: 'BEFORE' };
  if (begun.state === 'STAGING') {
    const how = content.size === undefined ? bringing : { ...bringing, size: content.size };
    await stage(client, begun, format, await content.stream(), how);
  }
  try {
    const outcome = await merge(client, format, begun.id, bringing);
    return { ...(await counts(client, begun.id)), ...outcome, state: bringing.dryRun ? 'TRIED' : 'DONE' };
  } catch (error) {
    if (!(error instanceof Unusual)) throw error;
    return { ...(await counts(client, begun.id)), ...error.outcome, state: 'ASKING' };
  }
}

async function begin(
  client: ClientBase,
  format: Format,
  content: Content,
  { organisation, asOf, by, mapping, bringer }: Bringing,
): Promise<Begun> {
  // Before anything about a person waits here.
  const scope = await scopeOf(client, format, organisation, bringer);
  const hash = createHash('sha256');
  for await (const chunk of await content.stream()) hash.update(chunk);
  // Read in another way, it says something else.
  if (mapping) hash.update(mapping.text);
  return inTransaction(client, async () => {
    await asImporter(client, scope);
    const file = [organisation, format.name, hash.digest()];
    await client.query(
      `insert into hub.import (organisation_id, format, sha256, file_name, as_of, brought_by) values ($1, $2, $3, $4, $5, $6)
       on conflict do nothing`,
      [...file, content.name, asOf, by],
    );
    const { rows } = await client.query<Omit<Begun, 'scope'>>(
      `select id, state, staged_line as "stagedLine" from hub.import
       where organisation_id is not distinct from $1 and format = $2 and sha256 = $3 and as_of = $4`,
      [...file, asOf],
    );
    return { ...(rows[0] as Omit<Begun, 'scope'>), scope };
  });
}

function merge(client: ClientBase, format: Format, id: string, bringing: Bringing): Promise<Outcome> {
  return inTransaction(client, async () => {
    await client.query(`select pg_advisory_xact_lock(hashtext('caregraph import ' || $1))`, [format.name]);
    // No other agreement comes into force while this lasts.
    await client.query('select pg_advisory_xact_lock_shared($1)', [agreementLock]);
    // Within a trial the lines were staged in this very transaction.
    await client.query('set local role none');
    const scope = await scopeOf(client, format, bringing.organisation, bringing.bringer);
    await asImporter(client, scope);
    const outcome = await format.merge(client, id, bringing);
    if (isUnusual(outcome) && !bringing.allowLargeChange && !bringing.dryRun) throw new Unusual(outcome);
    const { added, changed, ended, unchanged } = outcome;
    await client.query(
      `update hub.import set state = 'DONE', done_at = now(), added = $2, changed = $3, ended = $4, unchanged = $5,
         rejected = (select count(distinct line) from hub.import_reject where import_id = $1) where id = $1`,
      [id, added, changed, ended, unchanged],
    );
    await client.query('delete from hub.import_row where import_id = $1', [id]);
    await client.query(`select set_config('role', $1, true)`, [recorder]);
    const warrant = { ...bringing, ...(scope && { agreement: scope.agreement }) };
    const entry = deedOf(warrant, `import ${format.name}`, { kind: 'IMPORT' });
    await client.query(
      statementFor(bringing.keys, [{ ...entry, ...bringing.bringer, organisation: bringing.organisation }]),
    );
    return outcome;
  });
}

async function counts(client: ClientBase, id: string): Promise<Omit<Taken, 'state'>> {
  return inTransaction(client, async () => {
    await asImporter(client);
    const { rows } = await client.query<Omit<Taken, 'state'>>(
      'select id, read, rejected, passed, added, changed, ended, unchanged, done_at as "doneAt" from hub.import where id = $1',
      [id],
    );
    return rows[0] as Omit<Taken, 'state'>;
  });
}
