import type { ClientBase } from 'pg';
import type { Desired } from './reckoning.ts';
import type { Kind } from './told.ts';

/** What the messages of a visit have been recorded as. */
interface Link {
  visit: string;
  kind: Kind;
  patient: string;
  record: string;
  began: number;
}

/**
 * Finds to each course the record that it has: of the same number, kind and person, and of several that which is nearest. Gives the
 * records of which nothing was left, as they were cancelled or are another person's; but they stay where it cannot be whose they
 * would be.
 */
export async function linkCourses(
  client: ClientBase,
  importId: string,
  desired: readonly Desired[],
  visits: readonly string[],
): Promise<string[]> {
  const { rows } = await client.query<Link>(
    `select l.visit, l.kind, l.resident_id as patient, l.record_id as record,
       (extract(epoch from l.began_at) * 1000)::float8 as began
     from hub.import own join hub.adt_visit l using (organisation_id) where own.id = $1 and l.visit = any ($2)
     order by l.began_at, l.record_id`,
    [importId, visits],
  );
  const courses = Map.groupBy(desired, ({ visit, kind }) => `${kind} ${visit}`);
  const left = rows.filter((link) => {
    const free =
      courses.get(`${link.kind} ${link.visit}`)?.filter((one) => one.patient === link.patient && !one.record) ?? [];
    const distance = ({ began }: Desired) => Math.abs(began - link.began);
    const [nearest] = free.sort((one, other) => distance(one) - distance(other));
    if (nearest) nearest.record = link.record;
    return !nearest;
  });
  const isUncertain = ({ kind, visit }: Link) =>
    courses.get(`${kind} ${visit}`)?.some(({ record, fault }) => fault && !record) ?? false;
  return left.filter((link) => !isUncertain(link)).map(({ record }) => record);
}
