import pg, { type ClientBase } from 'pg';
import type { EntryKind } from '../entry.ts';
import type { KeptPlan, Place } from '../plan.ts';
import { unpackShown } from '../shown.ts';
import { streamed } from '../streamed.ts';
import type { Happening, Seen } from './telling.ts';

export interface Asked {
  /** The resident's uuid. */
  resident: string;
  /** Under which uuids homes recorded the resident on their word alone. */
  saidAs?: readonly string[];
  /** From this moment on. */
  from?: Date | null;
  /** Until just before this moment. */
  to?: Date | null;
}

/** An entry about the resident, as it lies in the record. */
export interface Row extends Happening {
  organisation: string | null;
  /** Its uuid. */
  organisationId: string | null;
  user: string | null;
  agreement: string;
  outcome: string;
  plan: string | null;
  shown: Buffer | null;
  /** The resident's place among those of the entry. */
  index: number;
}

/** All of one organisation that it may know to be about this resident, oldest first. */
interface Part {
  organisation: string;
}

const atOnce = 500;

/** Every entry about the resident, newest first; or a part of them. `client` is in a transaction. */
export function entriesAbout(client: ClientBase, asked: Asked, part?: Part): AsyncGenerator<Row> {
  return streamed(client, part ? 'part' : 'looks', statementFor(asked, part), part ? 50 : atOnce, rowOf);
}

const statementFor = ({ resident, saidAs = [], from, to }: Asked, part?: Part): string => {
  const person = `${pg.escapeLiteral(resident)}::uuid`;
  const known = [resident, ...saidAs].map((id) => `${pg.escapeLiteral(id)}::uuid`);
  const place = known.map((id) => `array_position(entry.residents, ${id})`).join(', ');
  const moment = (at: Date) => `${pg.escapeLiteral(at.toISOString())}::timestamptz`;
  const conditions = part
    ? `and entry.organisation_id = ${pg.escapeLiteral(part.organisation)}::uuid
       and not coalesce(entry.undisclosed @> array[${person}], false)`
    : `${from ? `and entry.at >= ${moment(from)}` : ''} ${to ? `and entry.at < ${moment(to)}` : ''}`;
  const order = part ? 'asc' : 'desc';
  return `select (extract(epoch from entry.at) * 1000)::bigint::text, organisation.name, entry.organisation_id, entry.agency, entry."user",
      entry.role, entry.purpose, entry.kind, entry.operation, entry.outcome, entry.agreement,
      encode(entry.plan, 'hex'), entry.shown, coalesce(${place}) - 1
    from hub.access_entry entry
    left join public.organisation on organisation.id = entry.organisation_id
    where entry.residents && array[${known.join(', ')}] ${conditions}
    order by entry.at ${order}, entry.number ${order}`;
};

type Columns = [string, ...(string | null)[], Buffer | null, number];

function rowOf(columns: Columns): Row {
  const [at, organisation, organisationId, agency, user, role, purpose, kind, operation, outcome, agreement, plan] =
    columns as string[];
  const [shown, index] = columns.slice(-2) as [Buffer | null, number];
  return {
    at: new Date(Number(at)),
    kind: kind as EntryKind,
    outcome: outcome ?? '',
    agreement: agreement ?? '',
    organisation: organisation ?? null,
    organisationId: organisationId ?? null,
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
export function seenIn({ shown, index }: Row, plan: KeptPlan | undefined): Seen[] | undefined {
  if (!shown) return [];
  if (!plan) return undefined;
  return unpackShown(shown, plan.places.length).flatMap(({ place, resident, mask, records }) =>
    resident === index ? [{ place: plan.places[place] as Place, mask, records }] : [],
  );
}
