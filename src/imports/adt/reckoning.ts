import type { ClientBase } from 'pg';
import { type Course, coursesOf, type Idle } from './courses.ts';
import type { Fields } from './fields.ts';
import { linkCourses } from './links.ts';
import type { Kind, Told } from './told.ts';

/** What a visit is by all that was told: `fault` where it cannot be, `record` of what it is recorded as. */
export interface Desired extends Course {
  fault: 'NOT_POSSIBLE' | null;
  record: string | null;
}

/** Of which kinds there are any, and the records that are taken back. */
export interface Reckoned {
  kinds: ReadonlySet<Kind>;
  gone: readonly string[];
}

/**
 * Reckons the visits that the waiting lines may have changed, and those of the same people anew, from all their messages in the
 * order in which the trust recorded them (EVN-2), into a temporary table `desired`. Tells what changed nothing.
 */
export async function reckonVisits(client: ClientBase, importId: string, fields: Fields): Promise<Reckoned> {
  const idle: Idle[] = [];
  const all: Course[] = [];
  for (const told of (await toldOf(client, importId)).values()) {
    const reckoned = coursesOf(told);
    all.push(...reckoned.courses);
    idle.push(...reckoned.idle);
  }
  const desired = all
    .filter(({ cancelled }) => !cancelled)
    .map((course) => ({ ...course, ...faultOf(course), record: null }));
  leaveDepartment(desired);
  const visits = [...new Set(all.map(({ visit }) => visit))];
  const gone = await linkCourses(client, importId, desired, visits);
  await writeDesired(client, desired);
  await tellIdle(client, importId, idle, fields);
  return { kinds: new Set(desired.map(({ kind }) => kind)), gone };
}

/** By the number of the visit. A person's visits are told apart by their times, so that one may make room for another. */
async function toldOf(client: ClientBase, importId: string): Promise<Map<string, Told[]>> {
  const { rows } = await client.query<Told>(
    // By arrays each is found in the index, whatever is known of a table that a feed is just filling.
    `with own as materialized (
       select organisation_id, array(select distinct visit from waiting where event is not null) as touched
       from hub.import where id = $1
     ), patient as materialized (
       select array(select distinct e.resident_id from hub.adt_event e
         where e.organisation_id = own.organisation_id and e.visit = any (own.touched)) as ids from own
     ), concerned as materialized (
       select own.organisation_id, array(select distinct e.visit from hub.adt_event e
         where e.organisation_id = own.organisation_id and e.resident_id = any (patient.ids)) as visits from own, patient
     )
     -- A message is known by the system that wrote it, its control id, and what it says has been recorded when.
     select distinct on (e.visit, e.source, e.control_id, e.event, e.said_at)
       e.visit, e.event, e.class, e.resident_id as patient, ${moments},
       e.said_twice as twice, e.method, e.destination, e.outcome, e.source, e.control_id as control, e.digest,
       case when e.import_id = $1 then e.line end as line
     from concerned join hub.adt_event e on e.organisation_id = concerned.organisation_id and e.visit = any (concerned.visits)
     order by e.visit, e.source, e.control_id, e.event, e.said_at, e.written_at desc, e.digest desc`,
    [importId],
  );
  return Map.groupBy(rows, ({ visit }) => visit);
}

const milliseconds = (moment: string) => `(extract(epoch from ${moment}) * 1000)::float8`;
const moments = [
  ...['said', 'written'].map((name) => `${milliseconds(`e.${name}_at`)} as ${name}`),
  // Where a trust's clock is ahead of the hub's: nothing is recorded before it has happened.
  ...['began', 'ended'].map(
    (name) => `case when e.${name}_at is not null then ${milliseconds(`least(e.${name}_at, now())`)} end as ${name}`,
  ),
].join(', ');

const faultOf = ({ kind, began, ended, method }: Course): Pick<Desired, 'fault'> => ({
  fault: (ended !== null && ended < began) || (kind === 'STAY' && method === null) ? 'NOT_POSSIBLE' : null,
});

/** Whoever is admitted under the number of an attendance has left the emergency department by that. */
function leaveDepartment(desired: Desired[]): void {
  const admitted = Map.groupBy(
    desired.filter(({ kind }) => kind === 'STAY'),
    ({ visit, patient }) => `${patient} ${visit}`,
  );
  for (const one of desired) {
    if (one.kind === 'STAY' || one.ended !== null) continue;
    const stays = admitted.get(`${one.patient} ${one.visit}`)?.filter(({ began }) => began >= one.began) ?? [];
    if (stays.length) [one.ended, one.result] = [Math.min(...stays.map(({ began }) => began)), 'ADMITTED'];
  }
}

async function writeDesired(client: ClientBase, desired: readonly Desired[]): Promise<void> {
  const at = (moment: number | null) => (moment === null ? null : new Date(moment).toISOString());
  const rows = desired.map(({ visit, kind, patient, method, result, fault, record, lines, ...one }, episode) => ({
    ...{ episode, visit, kind, resident_id: patient, began_at: at(one.began), ended_at: at(one.ended) },
    ...{ method, result, fault, record_id: record, lines },
  }));
  await client.query(
    `create temporary table desired (episode int primary key, visit text, kind text, resident_id uuid, began_at timestamptz,
       ended_at timestamptz, method text, result text, fault text, record_id uuid, lines int[]) on commit drop`,
  );
  await client.query('insert into desired select * from jsonb_populate_recordset(null::desired, $1)', [
    JSON.stringify(rows),
  ]);
  await client.query('analyze desired');
}

async function tellIdle(
  client: ClientBase,
  importId: string,
  idle: readonly Idle[],
  { visit, outcome }: Fields,
): Promise<void> {
  await client.query(
    `insert into hub.import_reject (import_id, line, column_name, code)
     select $1, told.line, case told.code when 'NO_VISIT' then $3 else $4 end, told.code
     from jsonb_to_recordset($2) told (line int, code text)
     on conflict do nothing`,
    [importId, JSON.stringify(idle), visit, outcome],
  );
}
