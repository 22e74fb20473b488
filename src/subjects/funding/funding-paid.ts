import type { HubContext } from '../../access/context.ts';
import { cellIsClear, relationshipMask, rowMask } from '../../access/reading/cells.ts';
import { Asker, registerRows } from '../../access/reading/sources.ts';
import { Statement } from '../../access/reading/statement.ts';

/** One component in a period, of which nothing is told that the viewer may not see in clear. */
export interface Paid {
  _id: string;
  _resident: string;
  _m: number;
  /** Uuid; null if the resident or the family pays. */
  payer: string | null;
  source: string;
  from: string;
  to: string;
  days: number;
  /** In pence, rounded once for each component; null if the amount is withheld. */
  pence: number | null;
}

/** From `from` on and before `to`. */
export interface Period {
  from: string;
  to: string;
}

/** About one resident, or of what one home is paid, by their uuids. */
export type Of = { resident: string } | { home: string };

type Line = Paid | (Omit<Paid, '_id'> & { _id: null });

/**
 * What was paid in a period, in one statement. A component counts if the viewer sees its days, its source and its payer in
 * clear, and adds its amount only if that is in clear as well. Null if nothing of it is open to what the viewer is to the
 * resident.
 */
export async function paidIn({ records, read }: HubContext, { from, to }: Period, of: Of): Promise<Paid[] | null> {
  const { rights } = records.parts;
  const shape = records.shape('FundingComponent');
  const statement = new Statement();
  const asker = new Asker(statement, records.parts);
  const mask = rowMask(rights.recordBits(shape), 't', 'r.m', asker);
  const clear = (field: string) => cellIsClear(rights.cell('FundingComponent', field), mask);
  const [first, after] = [statement.add(from, 'date'), statement.add(to, 'date')];
  const named = 'resident' in of ? `r.resident_id = ${statement.add(of.resident, 'uuid')}` : 'true';
  const paidTo =
    'home' in of
      ? `t.payee_id = (select h.organisation_id from public.care_home h where h.id = ${statement.add(of.home, 'uuid')})`
      : 'true';
  const where = [
    ...['t.valid_until is null', rights.rowIsOpen('FundingComponent', mask), paidTo],
    ...['from', 'to', 'source', 'payer'].map(clear),
    `${first} < ${after} and t.from_on < ${after} and (t.to_on is null or t.to_on > ${first})`,
  ];
  const amountIsClear = clear('weeklyAmount');
  const pence =
    amountIsClear === 'false'
      ? 'null::int'
      : `case when ${amountIsClear} then round(t.weekly_amount * lasts.days / 7, 2) * 100 end`;
  const lines = await read.query<Line>(
    `select t.id as _id, r.resident_id as _resident, ${mask} as _m, t.payer_id as payer, t.source,
       lasts.first::text as "from", lasts.after::text as "to", lasts.days, (${pence})::float8 as pence
     from (${registerRows(asker, named)}) r
     left join ${shape.table} t on t.resident_id = r.resident_id and ${where.join(' and ')}
     left join lateral (
       select span.first, span.after, span.after - span.first as days
       from (select greatest(t.from_on, ${first}) as first, least(t.to_on, ${after}) as after) span
     ) lasts on t.id is not null
     order by lasts.first, t.source, t.id`,
    statement.values,
  );
  const [one] = lines;
  if ('resident' in of && !(one && rights.opens('FundingComponent', one._m & relationshipMask))) return null;
  return lines.filter((line): line is Paid => line._id !== null);
}
