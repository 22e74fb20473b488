interface Connection {
  query<Row extends object>(statement: { name?: string; text: string; values: unknown[] }): Promise<{ rows: Row[] }>;
}

/** A document as it is registered. `hash` is the SHA-256 of `body` in UTF-8, as lower-case hex. */
export interface TrustedDocument {
  hash: string;
  body: string;
  /** Names of its operations; empty for the one that has none. */
  operations: string[];
}

/** One of the list. */
export interface Registered extends TrustedDocument {
  registeredAt: Date;
  registeredBy: string;
  withdrawnAt: Date | null;
}

/** The text behind a hash, unless it was withdrawn. Asked by running hubs. */
export async function textOfHash(hub: Connection, hash: string): Promise<string | undefined> {
  const { rows } = await hub.query<{ body: string }>({
    name: 'trusted document',
    text: 'select body from hub.trusted_document where hash = $1 and withdrawn_at is null',
    values: [hash],
  });
  return rows[0]?.body;
}

/** Registers documents, those that were withdrawn anew; gives the hashes that were not registered before. Done by the owner. */
export async function register(
  owner: Connection,
  documents: readonly TrustedDocument[],
  by: string,
): Promise<Set<string>> {
  const { rows } = await owner.query<{ hash: string }>({
    text: `insert into hub.trusted_document as known (hash, body, operations, registered_by)
        select hash, body, operations, $2
        from jsonb_to_recordset($1::jsonb) as one(hash text, body text, operations text[])
      on conflict (hash) do update set registered_at = now(), registered_by = $2, withdrawn_at = null, withdrawn_by = null
        where known.withdrawn_at is not null
      returning hash`,
    values: [JSON.stringify(documents), by],
  });
  return new Set(rows.map(({ hash }) => hash));
}

/** All that were ever registered, in the order of their names. Asked by the owner. */
export async function registered(owner: Connection): Promise<Registered[]> {
  const text = `select hash, body, operations, registered_at as "registeredAt", registered_by as "registeredBy",
      withdrawn_at as "withdrawnAt"
    from hub.trusted_document order by operations, hash`;
  return (await owner.query<Registered>({ text, values: [] })).rows;
}

/** Withdraws a document by its hash or the beginning of it; gives the hashes that begin so and stood. Done by the owner. */
export async function withdraw(owner: Connection, beginning: string, by: string): Promise<string[]> {
  const { rows } = await owner.query<{ hash: string }>({
    text: `with meant as (
        select hash from hub.trusted_document where starts_with(hash, $1) and withdrawn_at is null
      ), withdrawn as (
        update hub.trusted_document document set withdrawn_at = now(), withdrawn_by = $2
        from meant where document.hash = meant.hash and (select count(*) from meant) = 1
      )
      select hash from meant order by hash`,
    values: [beginning, by],
  });
  return rows.map(({ hash }) => hash);
}
