import { asItCame, asker, current, relationshipsTo } from './json.ts';
import type { HandWritten } from './questions.ts';

/** Practices that care for the resident: registered, of the network, agreed, in an emergency. Others are aligned. */
const caring = '(x.m & 92) <> 0';
const seen = '(x.m & 124) <> 0';

const missing = (...entries: readonly (readonly [field: string, form: string | null, clause: string])[]) =>
  `'${JSON.stringify(entries.map(([field, form, clause]) => ({ field, form, clause })))}'::json`;
const unless = (missed: string) => `case when ${caring} then '[]'::json else ${missed} end`;

const incidents = `(
  select json_build_object('totalCount', coalesce(max(i.total), 0), 'nodes', coalesce(json_agg(i.node), '[]'))
  from (
    select count(*) over () as total, (select to_json(n) from (select i.id, i.kind, i.harm, i.occurred_at as "occurredAt",
      case when ${caring} then i.narrative end as narrative,
      ${unless(missing(['narrative', null, 'Incident/2']))} as withheld) n) as node
    from incident i where i.resident_id = x.id and i.valid_until is null and i.occurred_at >= $5::timestamptz
    order by i.occurred_at desc, i.id limit 5
  ) i)`;

const stays = `(
  select json_build_object('totalCount', coalesce(max(s.total), 0), 'nodes', coalesce(json_agg(s.node), '[]'))
  from (
    select count(*) over () as total, (select to_json(n) from (select s.id, s.admitted_at as "admittedAt",
      s.discharged_at as "dischargedAt", case when ${caring} then s.primary_diagnosis end as "primaryDiagnosis",
      ${unless(missing(['primaryDiagnosis', null, 'HospitalStay/3']))} as withheld) n) as node
    from hospital_stay s where s.resident_id = x.id and s.valid_until is null
      and (s.admitted_at >= $5::timestamptz or s.discharged_at is null or s.discharged_at > $5::timestamptz)
    order by s.admitted_at desc, s.id limit 5
  ) s)`;

const resident = `
  select x.id, x.nhs_number as "nhsNumber", x.given_name as "givenName", x.family_name as "familyName",
    x.born as "dateOfBirth", x.sex,
    (select to_json(p) from (select 'Practice:' || p.ods_code as id, p.ods_code as "odsCode", p.name, p.telephone) p)
      as "registeredPractice",
    (select to_json(p) from (select x.placement_id as id, x.care_type as "careType",
      case when ${caring} then x.room end as room, x.from_on as "from") p) as "currentPlacement",
    (select to_json(c) from (select c.id,
      hub.plan_status(c.declined_on, c.counted_from, c.counted_until, c.reviewed_on, c.due_on) as status, case when ${caring} then c.due_on end as "dueOn"
      from care_plan c where c.resident_id = x.id and c.valid_until is null) c) as "carePlan",
    ${incidents} as incidents, ${stays} as "hospitalStays",
    ${unless(
      missing(
        ['nhsNumber', null, 'Resident/2'],
        ['givenName', null, 'Resident/4'],
        ['familyName', null, 'Resident/4'],
        ['dateOfBirth', 'year', 'Resident/5'],
      ),
    )} as withheld`;

const people = `
  select t.id, r.m, t.sex, l.id as placement_id, l.care_type, l.room, l.from_on, count(*) over () as total,
    case when (r.m & 92) <> 0 then t.nhs_number end as nhs_number,
    case when (r.m & 92) <> 0 then t.given_name end as given_name,
    case when (r.m & 92) <> 0 then t.family_name end as family_name,
    case when (r.m & 92) <> 0 then t.date_of_birth::text else to_char(t.date_of_birth, 'YYYY') end as born
  from placement l join resident t on t.id = l.resident_id cross join lateral ${relationshipsTo('t.id')} r
  where l.home_id = h.id and l.valid_until is null and ${current('l')} and t.valid_until is null and (r.m & 124) <> 0
  order by (r.m & 92) = 0, family_name, given_name, t.id limit 101`;

/** Everything in one statement, as nested JSON. */
export const homeRound: HandWritten = {
  sql: `
    select to_json(d) #>> '{}' as data from (select (select json_build_object('nodes', coalesce(json_agg(n), '[]')) from (
      select 'CareHome:' || h.cqc_location_id as id, h.name, h.cqc_location_id as "cqcLocationId",
        json_build_object('name', h.clinical_lead_name) as "clinicalLead",
        (select json_build_object('totalCount', coalesce(max(x.total), 0),
            'pageInfo', json_build_object('hasNextPage', coalesce(max(x.total), 0) > 100, 'endCursor', max(x.last)),
            'nodes', coalesce(json_agg(x.node) filter (where x.place <= 100), '[]'))
          from (select x.total, x.place, x.id::text as last, (select to_json(n) from (${resident}) n) as node
            from (select row_number() over () as place, x.* from (${people}) x) x
            left join gp_registration g on g.resident_id = x.id and g.valid_until is null and ${current('g')}
            left join practice p on p.id = g.practice_id
            where ${seen} order by x.place) x) as residents
      from (
        select h.id, h.name, h.cqc_location_id, a.clinical_lead_name
        from alignment a join practice p on p.id = a.lead_practice_id join care_home h on h.id = a.home_id
        where p.organisation_id = $1::uuid and ${current('a')} order by h.name, h.id limit 20
      ) h) n) as "alignedHomes") d`,
  values: (asked) => [...asker(asked), asked.variables.since],
  answer: asItCame,
};
