import { LRUCache } from 'lru-cache';
import pg, { type ClientBase } from 'pg';
import type { Rights } from '../../reading/rights.ts';
import { fieldsShown } from '../derive.ts';
import type { EntryKind } from '../entry.ts';
import type { KeptPlan, Place } from '../plan.ts';
import { streamed } from '../sealing/cursor.ts';
import { unpackShown } from '../shown.ts';
import { openSince } from './enquiries.ts';
import { Kept } from './kept.ts';
import { type Look, relationshipsOf, shownOf } from './look.ts';
import { type Happening, type Seen, tellable } from './telling.ts';

export interface Asked {
  /** The resident's uuid. */
  resident: string;
  /** From this moment on. */
  from?: Date | null;
  /** Until just before this moment. */
  to?: Date | null;
}

interface Row extends Happening {
  organisation: string | null;
  user: string | null;
  agreement: string;
  outcome: string;
  plan: string | null;
  shown: Buffer | null;
  /** The resident's place among those of the entry. */
  index: number;
}

const atOnce = 500;

/** Those parts of a look that many looks have in common. */
type Derived = Pick<Look, 'relationships' | 'means' | 'roleMeans' | 'shown'>;

/**
 * Every look at a resident that may be told to that resident, newest first, in the words of the graph. `client` acts as the
 * owner, in a transaction that sees one state of the database: what is open then is left out, without a trace.
 */
export async function* looksAt(client: ClientBase, asked: Asked): AsyncGenerator<Look> {
  const since = await openSince(client, asked.resident);
  const kept = new Kept(client);
  const known = new LRUCache<string, Derived>({ max: 5_000 });
  for await (const row of streamed(client, 'looks', statementFor(asked), atOnce, rowOf)) {
    const rights = await kept.rights(row.agreement, row);
    const plan = row.plan === null ? undefined : await kept.plan(row.plan);
    const seen = seenIn(row, plan);
    // Of what cannot be read, nobody can say whether it would tell.
    if (seen === undefined && since && row.at >= since) continue;
    const told = tellable(row, seen ?? [], since, rights);
    if (told === null) continue;
    const key = keyOf(row, seen && told);
    const derived = known.get(key) ?? derive(row, rights, seen && told);
    known.set(key, derived);
    yield { ...lookOf(row), ...derived };
  }
}

const statementFor = ({ resident, from, to }: Asked): string => {
  const person = `${pg.escapeLiteral(resident)}::uuid`;
  const moment = (at: Date) => `${pg.escapeLiteral(at.toISOString())}::timestamptz`;
  return `select (extract(epoch from entry.at) * 1000)::bigint::text, organisation.name, entry.agency, entry."user",
      entry.role, entry.purpose, entry.kind, entry.operation, entry.outcome, entry.agreement,
      encode(entry.plan, 'hex'), entry.shown, array_position(entry.residents, ${person}) - 1
    from hub.access_entry entry
    left join public.organisation on organisation.id = entry.organisation_id
    where entry.residents @> array[${person}]
      ${from ? `and entry.at >= ${moment(from)}` : ''} ${to ? `and entry.at < ${moment(to)}` : ''}
    order by entry.at desc, entry.number desc`;
};

type Columns = [string, ...(string | null)[], Buffer | null, number];

function rowOf(columns: Columns): Row {
  const [at, organisation, agency, user, role, purpose, kind, operation, outcome, agreement, plan] =
    columns as string[];
  const [shown, index] = columns.slice(-2) as [Buffer | null, number];
  return {
    at: new Date(Number(at)),
    kind: kind as EntryKind,
    outcome: outcome ?? '',
    agreement: agreement ?? '',
    organisation: organisation ?? null,
    agency: agency ?? null,
    user: user ?? null,
    role: role ?? null,
    purpose: purpose ?? null,
    operation: operation ?? null,
    plan: plan ?? null,
    shown,
    index,
  };
}

/** What the answer held of this resident and of nobody else; undefined if it cannot be read. */
function seenIn({ shown, index }: Row, plan: KeptPlan | undefined): Seen[] | undefined {
  if (!shown) return [];
  if (!plan) return undefined;
  return unpackShown(shown, plan.places.length).flatMap(({ place, resident, mask, records }) =>
    resident === index ? [{ place: plan.places[place] as Place, mask, records }] : [],
  );
}

/** What is derived depends on nothing else. */
const keyOf = ({ agreement, agency, role, purpose, plan }: Row, seen: readonly Seen[] | undefined): string =>
  JSON.stringify([
    agreement,
    agency,
    role,
    purpose,
    plan,
    seen?.map(({ place, ...rest }) => [place.path, place.type, rest]),
  ]);

function derive({ role }: Row, rights: Rights | undefined, seen: readonly Seen[] | undefined): Derived {
  const relationships = relationshipsOf(seen ?? []);
  const agreement = rights?.agreement;
  const readable = seen && (rights || !seen.length);
  return {
    relationships,
    means: relationships.map((kind) => agreement?.relationships.get(kind) ?? kind),
    roleMeans: agreement?.roles.get(role ?? '')?.means ?? null,
    shown: readable ? shownOf(seen, ({ place, mask }) => (rights ? fieldsShown(rights, place, mask) : [])) : null,
  };
}

function lookOf({
  at,
  organisation,
  agency,
  user,
  role,
  purpose,
  kind,
  operation,
  outcome,
}: Row): Omit<Look, keyof Derived> {
  const cutShort = kind === 'READ' && outcome !== 'ANSWERED';
  return { at, organisation, agency, user, role, purpose, kind, operation, cutShort };
}
