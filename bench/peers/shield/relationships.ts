import type { Context } from './context.ts';

/** The viewer's relationships to residents now, as bits, in the order of `ids`. */
export async function relationshipsTo({ em, session }: Context, ids: readonly string[]): Promise<number[]> {
  const found = await em.getConnection().execute<{ id: string; bits: number }[]>(
    `select resident_id as id, bit_or(bit) as bits from hub.relationship
      where organisation_id = ? and resident_id in (?) and bit & ? <> 0 and since <= now()
        and (until is null or until > now()) and (objections & ? = 0 or bit & ? <> 0) group by 1`,
    [session.organisationId, ids, Number(session.kinds), Number(session.endsWith), Number(session.neverEnds)],
    'all',
    em.getTransactionContext(),
  );
  const byId = new Map(found.map(({ id, bits }) => [id, bits]));
  return ids.map((id) => byId.get(id) ?? 0);
}
