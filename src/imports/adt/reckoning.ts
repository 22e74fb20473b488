import type { ClientBase } from 'pg';
import { closing } from './patients.ts';
import { attendances, type Kept, stays } from './records.ts';

/** Of events that were recorded at the same moment, that which takes another back comes after it. */
const rank = `array_position(array['A04', 'A01', 'STATE', 'A08', 'A03', 'A13', 'A11'], e.event)`;
/** What a resource shows of a visit says all that messages would have said by then: admitted, not discharged, and discharged. */
const readAsMessages = `(
      select e.event, 0 as part where e.event <> 'STATE'
      union all
      select said.event, said.part from (values
        (case e.class when 'I' then 'A01' else 'A04' end, 1, true), ('A13', 2, true), ('A03', 3, e.ended_at is not null)
      ) said (event, part, so) where e.event = 'STATE' and said.so
    )`;
const eventColumns = [
  ...['organisation_id', 'visit', 'source', 'control_id', 'digest', 'resident_id', 'class', 'said_at', 'written_at'],
  ...['began_at', 'ended_at', 'method', 'destination', 'outcome', 'import_id', 'line'],
]
  .map((column) => `e.${column}`)
  .join(', ');
/** A message is known by the system that wrote it, its control id, and what it says has been recorded when. */
const identity = 'e.visit, e.source, e.control_id, e.event, e.said_at';

/**
 * Three temporary tables: `concerned`, the visits that the waiting lines may have changed, and those of the same people; `event`,
 * their messages, each with the kind of visit that it is about; and `desired`, what each of them is by all that is known. Events
 * count in the order in which the trust recorded them (EVN-2).
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
    alter table concerned add primary key (visit); analyze concerned;
    create temporary table event on commit drop as
    select ${eventColumns}, read.event, null::text as kind, false as idle, row_number() over course as place,
      null::uuid as patient
    from (
      select distinct on (${identity}) e.* from concerned join hub.adt_event e using (organisation_id, visit)
      -- What ends a visit or takes it back says nothing of one that was never said to be this person's.
      where e.event <> all ('{${closing}}') or exists (
        select from hub.adt_event told where told.organisation_id = e.organisation_id and told.visit = e.visit
          and told.resident_id = e.resident_id and told.event <> all ('{${closing}}'))
        or not exists (
        select from hub.adt_event told where told.organisation_id = e.organisation_id and told.visit = e.visit
          and told.event <> all ('{${closing}}'))
      order by ${identity}, e.written_at desc, e.digest desc
    ) e
    cross join lateral ${readAsMessages} read
    window course as (
      partition by e.visit order by e.said_at, e.written_at, ${rank}, e.source, e.control_id, e.digest, read.part);
    alter table event add primary key (visit, place); analyze event;
    update event e set patient = said.resident_id
    from (
      select distinct on (visit) visit, resident_id from event where event <> all ('{${closing}}') order by visit, place desc
    ) said where said.visit = e.visit;`);
  await client.query(kindsFollowed);
  await client.query(`
    create temporary table desired on commit drop as
    ${courses(stays)}
    union all
    ${courses(attendances)};
    alter table desired add fault text, add primary key (kind, visit); analyze desired;
    -- Whoever is admitted under the number of an attendance has left the emergency department by that.
    update desired d set ended_at = stay.began_at, result = 'ADMITTED'
    from desired stay
    where d.kind = 'ATTENDANCE' and d.ended_at is null and stay.kind = 'STAY' and stay.visit = d.visit
      and stay.began_at >= d.began_at;
    update desired d set fault = 'NOT_POSSIBLE' where d.ended_at < d.began_at or d.kind = 'STAY' and d.method is null;`);
}

/**
 * A discharge, a cancellation and the cancellation of a discharge are of the kind that stands by then, whatever their class; where
 * both stand under one number, of that of their class.
 */
const kindsFollowed = `
    with recursive walked as (
      select visit, 0::bigint as place, null::text as kind, false as idle, false as stays, false as attends from concerned
      union all
      select e.visit, e.place, follows.kind,
        follows.kind is null or e.event = 'A08' and not case follows.kind when 'STAY' then w.stays else w.attends end,
        case follows.kind when 'STAY' then e.event <> 'A11' and (w.stays or e.event = 'A01') else w.stays end,
        case follows.kind when 'ATTENDANCE' then e.event <> 'A11' and (w.attends or e.event = 'A04') else w.attends end
      from walked w
      join event e on e.visit = w.visit and e.place = w.place + 1
      cross join lateral (select case
        when e.event = 'A01' or e.event = 'A08' and e.class = 'I' then 'STAY'
        when e.event = 'A04' or e.event = 'A08' then 'ATTENDANCE'
        when w.attends and (coalesce(e.class, '') = 'E' or not w.stays) then 'ATTENDANCE'
        when w.stays then 'STAY' end as kind) follows
    )
    update event e set kind = w.kind, idle = w.idle from walked w where w.visit = e.visit and w.place = e.place`;

/** What the visits of one kind are: each begins with its opening event after the last cancellation (A11). */
const courses = ({ kind, opening, ended, result }: Kept) => `(
    with own as (
      select e.*, coalesce(max(e.place) filter (where e.event = 'A11') over visit, 0) as cancelled
      from event e where e.kind = '${kind}' window visit as (partition by e.visit)
    ), begun as (
      select own.*, min(place) filter (where event = '${opening}' and place > cancelled) over (partition by visit) as begins
      from own
    ), open as (
      select begun.*, greatest(begins, max(place) filter (where event = 'A13' and place > begins) over (partition by visit)) as reopens
      from begun where begins is not null
    ), closed as (
      select open.*, min(place) filter (where ${ended} and place > reopens) over (partition by visit) as closes from open
    )
    select '${kind}'::text as kind, visit,
      -- Of whom a visit is, the last message says that opens or amends it.
      (array_agg(patient))[1] as resident_id,
      ${lastOf('began_at', `place >= begins and event in ('${opening}', 'A08')`)} as began_at,
      -- An end is never put off by an update, only by the cancellation of a discharge (A13). Before somebody is discharged, and
      -- discharged anew after that, an update has no end to move: what it bears is an old one, or one that is expected.
      min(ended_at) filter (where (${ended} or event = 'A08') and place >= closes) as ended_at,
      ${lastOf('method', `place >= begins and event in ('${opening}', 'A08')`)} as method,
      ${lastOf(result, `event in ('A03', 'A08') and place >= closes`)} as result
    from closed group by visit
  )`;

const lastOf = (column: string, where: string) =>
  `(array_agg(${column} order by place desc) filter (where ${column} is not null and ${where}))[1]`;
