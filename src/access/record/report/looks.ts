import { LRUCache } from 'lru-cache';
import type { ClientBase } from 'pg';
import { relationshipNames } from '../../../agreement/sections/terms.ts';
import type { Rights } from '../../reading/rights.ts';
import { fieldsShown } from '../derive.ts';
import { openSince } from './enquiries.ts';
import { Kept } from './kept.ts';
import { type Look, shownOf } from './look.ts';
import { Oversight } from './oversight.ts';
import { type Asked, entriesAbout, type Row } from './rows.ts';
import { type Seen, tellable } from './telling.ts';

/** Those parts of a look that many looks have in common. */
type Derived = Pick<Look, 'relationships' | 'means' | 'roleMeans' | 'shown'>;

/**
 * Every look at a resident that may be told to that resident, newest first, in the words of the graph. `client` acts as the
 * owner, in a transaction that sees one state of the database: what is open then is left out, without a trace.
 */
export async function* looksAt(client: ClientBase, asked: Asked): AsyncGenerator<Look> {
  const since = await openSince(client, asked.resident);
  const kept = new Kept(client);
  const oversight = new Oversight(client, asked.resident, since, kept);
  const known = new LRUCache<string, Derived>({ max: 5_000 });
  const { rows } = await client.query<{ saidAs: string[] }>('select hub.said_of($1) as "saidAs"', [asked.resident]);
  for await (const row of entriesAbout(client, { ...asked, saidAs: rows[0]?.saidAs })) {
    const rights = await kept.rights(row.agreement, row);
    const seen = await kept.seen(row);
    const told =
      since && row.at >= since ? await oversight.tellable(row, seen) : tellable(row, seen ?? [], null, rights);
    if (told === null) continue;
    const key = keyOf(row, seen && told);
    const derived = known.get(key) ?? derive(row, rights, seen && told);
    known.set(key, derived);
    yield { ...lookOf(row), ...derived };
  }
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
  const relationships = relationshipNames((seen ?? []).reduce((bits, { mask }) => bits | mask, 0));
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
