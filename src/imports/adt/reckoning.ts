import type { ClientBase } from 'pg';
import { attendances, type Kept, stays } from './records.ts';

/** Of events that were recorded at the same moment, that which takes another back comes after it. */
const rank = `array_position(array['A04', 'A01', 'A08', 'A03', 'A13', 'A11'], e.event)`;

/**
 * Two temporary tables: `concerned`, the visits that an import may have changed, and those of the same people; and `desired`,
 * what each of them is by all that is known. Events count in the order in which the trust recorded them (EVN-2).
 */
export async function reckonVisits(client: ClientBase, importId: string): Promise<void> {
  // A person's visits are told apart by their times, so that one may make room for another.
  await client.query(`
    create temporary table touched on commit drop as
    select distinct own.organisation_id, w.visit from waiting w, hub.import own
    where own.id = '${importId}' and w.event is not null;
    alter table touched add primary key (visit); analyze touched;
    create temporary table patient on commit drop as
    select distinct e.resident_id from hub.adt_event e join touched using (organisation_id, visit);
    alter table patient add primary key (resident_id); analyze patient;
    create temporary table concerned on commit drop as
    select distinct e.organisation_id, e.visit from patient join hub.adt_event e using (resident_id)
    join hub.import own on own.id = '${importId}' and own.organisation_id = e.organisation_id;
    alter table concerned add primary key (visit); analyze concerned;`);
  await client.query(`
    create temporary table event on commit drop as
    select e.*, row_number() over course as place, last_value(e.resident_id) over (
      course rows between unbounded preceding and unbounded following) as patient
    from (
      select distinct on (e.visit, e.control_id) e.* from concerned join hub.adt_event e using (organisation_id, visit)
      order by e.visit, e.control_id, e.written_at desc, e.digest desc
    ) e
    window course as (partition by e.visit order by e.said_at, e.written_at, ${rank}, e.control_id, e.digest);
    analyze event;
    create temporary table desired on commit drop as
    ${courses(stays)}
    union all
    ${courses(attendances)};
    alter table desired add fault text, add left_at timestamptz, add primary key (kind, visit); analyze desired;
    -- Whoever is admitted under the number of an attendance has left the emergency department by that.
    update desired d set ended_at = stay.began_at, result = 'ADMITTED'
    from desired stay
    where d.kind = 'ATTENDANCE' and d.ended_at is null and stay.kind = 'STAY' and stay.visit = d.visit
      and stay.began_at >= d.began_at;
    update desired d set fault = 'NOT_POSSIBLE' where d.ended_at < d.began_at or d.kind = 'STAY' and d.method is null;
    ${byHand(stays)}
    ${byHand(attendances)}
    update desired d set fault = 'VISITS_OVERLAP'
    from (
      select kind, visit, max(coalesce(least(ended_at, left_at), 'infinity')) over (
        partition by kind, resident_id order by began_at, visit rows between unbounded preceding and 1 preceding
      ) as taken_until
      from desired where fault is null
    ) earlier
    where earlier.kind = d.kind and earlier.visit = d.visit and earlier.taken_until > d.began_at;`);
}

/** Where a user of the trust took a record back or ended it, it stands in the way of no other visit. */
const byHand = ({ kind, table, ends }: Kept) => `
    delete from desired d using hub.adt_visit l, concerned c
    where d.kind = '${kind}' and c.visit = d.visit and l.organisation_id = c.organisation_id and l.visit = d.visit
      and l.kind = d.kind and not exists (select from ${table} r where r.id = l.record_id and r.valid_until is null);
    update desired d set left_at = r.${ends}
    from concerned c, hub.adt_visit l, ${table} r
    where d.kind = '${kind}' and c.visit = d.visit and l.organisation_id = c.organisation_id and l.visit = d.visit
      and l.kind = d.kind and r.id = l.record_id and r.${ends} is distinct from l.ended_at;`;

/** What the visits of one class are: each begins with its opening event after the last cancellation (A11). */
const courses = ({ kind, patientClass, opening }: Kept) => `(
    with own as (
      select e.*, coalesce(max(e.place) filter (where e.event = 'A11') over visit, 0) as cancelled
      from event e where e.class = '${patientClass}' window visit as (partition by e.visit)
    ), begun as (
      select own.*, min(place) filter (where event = '${opening}' and place > cancelled) over (partition by visit) as begins
      from own
    ), open as (
      select begun.*, greatest(begins, max(place) filter (where event = 'A13' and place > begins) over (partition by visit)) as reopens
      from begun where begins is not null
    )
    select '${kind}'::text as kind, visit,
      -- Of whom a visit is, the last message says.
      (array_agg(patient))[1] as resident_id,
      ${lastOf('began_at', `place >= begins and event in ('${opening}', 'A08')`)} as began_at,
      -- An end is never put off by an update, only by the cancellation of a discharge (A13).
      case when bool_or(event = 'A03' and place > reopens)
        then min(ended_at) filter (where event in ('A03', 'A08') and place > reopens) end as ended_at,
      ${lastOf('method', `place >= begins and event in ('${opening}', 'A08')`)} as method,
      case when bool_or(event = 'A03' and place > reopens)
        then ${lastOf('result', `event in ('A03', 'A08') and place > reopens`)} end as result
    from open group by visit
  )`;

const lastOf = (column: string, where: string) =>
  `(array_agg(${column} order by place desc) filter (where ${column} is not null and ${where}))[1]`;
