import type { Entry } from './entry.ts';
import type { RecordKeys } from './sealing/keys.ts';
import { type Said, witnessOf } from './sealing/witness.ts';

/** What the hub says of an entry, by column. */
function saidOf(entry: Entry): Said {
  const { requestId: request_id, organisation: organisation_id, plan, ...same } = entry;
  return { undisclosed: null, ...same, request_id, organisation_id, plan: plan?.hash ?? null };
}

const types: Readonly<Record<string, string>> = {
  request_id: 'uuid',
  organisation_id: 'uuid',
  agency: 'text',
  user: 'text',
  role: 'text',
  purpose: 'text',
  authority: 'text',
  device: 'text',
  agreement: 'text',
  kind: 'text',
  operation: 'text',
  document: 'bytea',
  plan: 'bytea',
  outcome: 'text',
  count: 'int',
  residents: 'uuid[]',
  undisclosed: 'uuid[]',
  shown: 'bytea',
  witness: 'bytea',
};
const columns = Object.entries(types);
const quoted = columns.map(([name, type]) => [`"${name}"`, type] as const);
const names = quoted.map(([name]) => name).join(', ');
const lists = columns.map(([, type], place) => `$${place + 1}::${type === 'uuid[]' ? 'text' : type}[]`).join(', ');
const values = quoted.map(([name, type]) => (type === 'uuid[]' ? `entry.${name}::uuid[]` : `entry.${name}`)).join(', ');
const next = columns.length + 1;

const insertEntries = `insert into hub.access_entry (${names})
  select ${values} from unnest(${lists}) with ordinality as entry (${names}, place) order by entry.place`;
const insertPlansToo = `with plan as (
    insert into hub.access_plan (hash, agency, plan)
    select * from unnest($${next}::bytea[], $${next + 1}::text[], $${next + 2}::jsonb[]) on conflict do nothing
  )
  ${insertEntries}`;

const arrayOf = (uuids: readonly string[] | null): string | null => uuids && `{${uuids.join(',')}}`;

/**
 * One statement for however many entries, so that they share one commit; with it come the plans that are new. Each entry
 * bears the witness of the hub's key, without which an auditor takes it for somebody else's.
 */
export function statementFor(
  keys: RecordKeys,
  entries: readonly Entry[],
  plans: readonly NonNullable<Entry['plan']>[] = [],
): { name: string; text: string; values: unknown[] } {
  const rows = entries.map((entry): Said => {
    const said = saidOf(entry);
    return { ...said, witness: witnessOf(keys, said) };
  });
  // Lists of different lengths make no array of arrays: each travels as the text of its own.
  const given = columns.map(([name, type]): unknown[] =>
    type === 'uuid[]'
      ? rows.map((said) => arrayOf(said[name] as readonly string[] | null))
      : rows.map((said) => said[name] ?? null),
  );
  if (!plans.length) return { name: 'access entries', text: insertEntries, values: given };
  const ofPlans = [plans.map(({ hash }) => hash), plans.map(({ agency }) => agency), plans.map(({ text }) => text)];
  return { name: 'access entries and plans', text: insertPlansToo, values: [...given, ...ofPlans] };
}
