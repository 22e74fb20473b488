import type { Pool } from 'pg';
import type { Agreement } from '../../agreement/model.ts';
import { neededToWrite } from '../../agreement/writes.ts';
import { type Problem, problem } from '../../shared/problem-catalogue.ts';
import { Refusal } from '../../shared/refusals.ts';
import { tableOf } from '../../shared/table-of.ts';
import type { Identifiers, PersonalType } from '../identifiers.ts';
import type { SessionSettings } from '../reading/read-session.ts';
import type { EntryOrigin } from '../record/entry.ts';
import type { RecordKeys } from '../record/sealing/keys.ts';
import type { Trace } from '../record/trace.ts';
import { type Concerned, isTold, nobodyYet, recordWrite, saidOf, type ToldType } from '../record/write.ts';
import type { Viewer } from '../viewer.ts';
import { type Answer, assertKey, keepAnswer, type Marks, takeKey } from './idempotency.ts';
import { homeNamed, oneAtATime, ownHome } from './public-writing.ts';
import { inTransaction, sqlState, type Waited, type WriteTransaction } from './transaction.ts';

/** What every mutation takes. */
export interface WriteInput {
  idempotencyKey: string;
}

/** What every mutation comes to. The record itself is read anew, as whoever asks may see it by then. */
export interface Written extends Answer {
  record?: string;
  problems: Problem[];
}

/** One write as its mutation does it: a transaction, and what the caller may write about. */
export interface Write extends WriteTransaction {
  readonly viewer: Viewer;
  /** The uuid of a resident whom the caller names, if the agreement lets the caller write this about that resident. */
  residentNamed(id: string): Promise<string | undefined>;
  /** The uuid of a record that the caller names and sees, about a resident of whom the same holds. */
  recordNamed(type: PersonalType, id: string): Promise<string | undefined>;
  /** The uuid that an id of the caller's means, whether the caller sees the record or not: for functions that look themselves. */
  uuidOf(type: PersonalType, id: string): string | undefined;
  /** Waits until nobody else decides who sees the person whom a record is about: before a function that looks itself. */
  holdRecord(uuid: string): Promise<void>;
  /** The uuid of the home that the caller's organisation is. */
  ownHome(): Promise<string | undefined>;
  /** The uuid of a home that the caller names, by its id or its CQC location id. */
  homeNamed(id: string): Promise<string | undefined>;
  /** Waits until nobody else writes under this name, and gives the moment from which what is written now stands. */
  oneAtATime(name: string): Promise<string>;
  /** Says whom the write is about, for the access record, where no resident is named: a claim or such, by its uuid. */
  concerns(type: ToldType | 'Resident', uuid: string): void;
  /** Says that officers are not told about whom it is. */
  untold(): void;
  /** Says why it is done, by a code, for the access record. */
  because(code: string): void;
}

export interface WriterParts extends Waited {
  pool: Pool;
  settings: SessionSettings;
  viewer: Viewer;
  agreement: Agreement;
  identifiers: Identifiers;
  marks: Marks;
  /** What the access record says of the request. */
  origin: () => EntryOrigin;
  trace: Trace;
  recordKeys: RecordKeys;
  /** Ends what the request has read so far: what is read next sees the write. */
  renew(): Promise<void>;
  /** Told of each write, where there are standbys that may be behind it: other hubs are told with the write itself. */
  wrote?: (() => void) | undefined;
}

/** On which hubs with standbys tell each other who has written. */
export const writtenChannel = 'caregraph_written';

/** Ends a transaction whose work found problems: it leaves no trace. */
class Undone extends Error {
  readonly written: Written;

  constructor(written: Written) {
    super('problems were found');
    this.written = written;
  }
}

/** The one way to write, for one request: a transaction of its own for each mutation, once for each key. */
export class Writer {
  readonly #parts: WriterParts;

  constructor(parts: WriterParts) {
    this.#parts = parts;
  }

  async write<Result extends Written>(
    mutation: string,
    input: WriteInput,
    work: (write: Write) => Promise<Result>,
  ): Promise<Result> {
    const { pool, settings, viewer, marks, origin, trace, recordKeys, renew, wrote, signal, cancel, timed } =
      this.#parts;
    const { idempotencyKey: key } = input;
    const organisation = viewer.organisation.id;
    assertKey(key);
    const mark = marks.of(viewer, mutation, input);
    let concerned = nobodyYet();
    try {
      const { written, repeated } = await inTransaction(
        pool,
        settings,
        async (transaction) => {
          const before = await takeKey(transaction, organisation, key, mark);
          if (before) return { written: before as Result, repeated: true };
          concerned = nobodyYet();
          const written = await work(this.#writeOf(transaction, mutation, concerned));
          if (written.problems.length) throw new Undone(written);
          await keepAnswer(transaction, organisation, key, written);
          await recordWrite(transaction, recordKeys, origin(), mutation, concerned);
          if (wrote) await transaction.query('select pg_notify($1, $2)', [writtenChannel, organisation]);
          return { written, repeated: false };
        },
        { signal, cancel, timed },
      );
      if (repeated) trace.repeated = true;
      else trace.written += 1;
      return written;
    } catch (error) {
      const meaning = error instanceof Undone ? error.written : meant(error);
      const refused = meaning instanceof Error;
      trace.notDone(
        refused ? refusalCodeOf(meaning) : (meaning.problems[0]?.code ?? ''),
        concerned.residents,
        isTold(mutation),
      );
      if (refused) throw meaning;
      return meaning as Result;
    } finally {
      wrote?.();
      await renew();
    }
  }

  /** A receipt for a request, the same whenever it is sent again. */
  receiptOf(mutation: string, input: WriteInput): string {
    return this.#parts.marks.receiptOf(this.#parts.viewer, mutation, input);
  }

  #writeOf(transaction: WriteTransaction, mutation: string, concerned: Concerned): Write {
    const { viewer, agreement, identifiers } = this.#parts;
    const { agency, role, purpose, organisation } = viewer;
    const needed = neededToWrite(agreement, mutation, { agency, role, purpose });
    const decoded = (type: PersonalType, id: string) => {
      const named = identifiers.decode(id, organisation.id);
      return named?.type === type ? named.uuid : undefined;
    };
    const { endsWith, neverEnds } = this.#parts.settings;
    const found = async (table: string, resident: string, uuid: string | undefined) => {
      if (!uuid) return undefined;
      // Before anything is looked at: whoever writes about the same person at the same time has then been and gone.
      await transaction.query(
        `select hub.hold_people(array(select t.${resident} from public.${table} t where t.id = $1))`,
        [uuid],
      );
      const [row] = await transaction.query<{ id: string; about: string }>(
        `select t.id, t.${resident} as about from public.${table} t where t.id = $1 and exists (select from hub.relationship r
           where r.organisation_id = $2 and r.resident_id = t.${resident} and r.bit & $3 <> 0
             and r.since <= now() and (r.until is null or r.until > now())
             and (r.objections & $4 = 0 or r.bit & $5 <> 0))`,
        [uuid, organisation.id, needed ?? 0, endsWith, neverEnds],
      );
      if (row) concerned.residents.add(row.about);
      return row?.id;
    };
    return {
      ...transaction,
      viewer,
      residentNamed: (id) => found('resident', 'id', decoded('Resident', id)),
      recordNamed: (type, id) => found(tableOf(type), 'resident_id', decoded(type, id)),
      uuidOf: decoded,
      holdRecord: async (uuid) => void (await transaction.query('select hub.hold_record($1)', [uuid])),
      ownHome: () => ownHome(transaction, organisation.id),
      homeNamed: (id) => homeNamed(transaction, id),
      oneAtATime: (name) => oneAtATime(transaction, name),
      concerns: (type, uuid) => concerned[type === 'Resident' ? 'residents' : saidOf(type)].add(uuid),
      untold: () => {
        concerned.untold = true;
      },
      because: (code) => {
        concerned.ground = code;
      },
    };
  }
}

/**
 * A constraint of the database speaks also of rows that the caller cannot see, so that all of them are one problem. A
 * row policy or a missing privilege is the third wall: it answers as the second one would have.
 */
function meant(error: unknown): Written | Error {
  const state = sqlState(error);
  if (state?.startsWith('23')) return { problems: [problem('NOT_POSSIBLE')] };
  if (state === 'HA002') return new Refusal('TOO_MANY_REQUESTS', {}, error);
  if (state === '42501') return new Refusal('FORBIDDEN', {}, error);
  return error instanceof Error ? error : new Refusal('INTERNAL', {}, error);
}

const refusalCodeOf = (error: Error) => (error instanceof Refusal ? error.code : 'INTERNAL');
