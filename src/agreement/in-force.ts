/** On this channel the database tells running hubs that an agreement was applied. */
export const agreementChannel = 'caregraph_agreement';

/** Whoever puts an agreement in force holds this lock alone; whoever writes under one shares it until all is written. */
export const agreementLock = 7_201_548;

/** How a version came into force: a hub started with it, or somebody applied it. */
export type Way = 'start' | 'apply';

/** The version that holds now, and its last application. */
export interface VersionInForce {
  hash: string;
  title: string;
  text: string;
  appliedAt: Date;
  appliedBy: string;
  way: Way;
}

interface Connection {
  query<Row extends object>(statement: { name?: string; text: string; values: unknown[] }): Promise<{ rows: Row[] }>;
}

/** Asked by the owner; undefined in a database in which no agreement was applied yet. */
export async function versionInForce(owner: Connection): Promise<VersionInForce | undefined> {
  const { rows } = await owner.query<VersionInForce>({
    text: `select version.hash, version.title, version.body as text, application.applied_at as "appliedAt",
        application.applied_by as "appliedBy", application.way
      from hub.agreement_in_force
      join hub.agreement_version version using (hash)
      join hub.agreement_application application using (hash)
      order by application.number desc limit 1`,
    values: [],
  });
  return rows[0];
}

/** One entry of the history. */
export interface Application extends Omit<VersionInForce, 'text'> {
  /** The version in force before; null for the first. */
  replaced: string | null;
}

/** Every application to this database, in order. Asked by the owner. */
export async function applications(owner: Connection): Promise<Application[]> {
  const text = `select application.hash, version.title, application.replaced, application.applied_at as "appliedAt",
      application.applied_by as "appliedBy", application.way
    from hub.agreement_application application
    join hub.agreement_version version using (hash)
    order by application.number`;
  return (await owner.query<Application>({ text, values: [] })).rows;
}

/** Whether this database ever had that version in force. Asked by the owner. */
export async function wasInForce(owner: Connection, hash: string): Promise<boolean> {
  const text = 'select from hub.agreement_application where hash = $1 limit 1';
  return (await owner.query({ text, values: [hash] })).rows.length > 0;
}

/** Which version holds now; its text only if it is another than the one that is known. Asked by running hubs. */
export async function lookUp(hub: Connection, known: string): Promise<{ hash: string; text: string | null }> {
  const text = `select hash, case when hash <> $1 then body end as text
    from hub.agreement_in_force join hub.agreement_version using (hash)`;
  const { rows } = await hub.query<{ hash: string; text: string | null }>({
    name: 'agreement in force',
    text,
    values: [known],
  });
  if (!rows[0]) throw new Error('no agreement was applied to this database');
  return rows[0];
}
