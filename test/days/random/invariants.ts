import type pg from 'pg';
import type { Setting } from './world.ts';

const current = (table: string) =>
  `(select * from ${table} where valid_until is null and resident_id in (select id from people))`;
const ahead = (one: string, other: string) => `${one}.resident_id = ${other}.resident_id and ${one}.id < ${other}.id`;
const dates = (of: string) => `daterange(${of}.from_on, ${of}.to_on)`;

/** What must never be, whatever anybody did: each statement finds the rows that are so. */
const never: Readonly<Record<string, string>> = {
  'two placements of one resident overlap': `select one.resident_id, one.from_on, other.from_on as other_from_on
    from ${current('placement')} one join ${current('placement')} other
      on ${ahead('one', 'other')} and ${dates('one')} && ${dates('other')}`,
  'an absence lies outside its placement': `select absence.id, absence.from_on, absence.to_on, placement.to_on as left_on
    from ${current('absence')} absence join placement on placement.id = absence.placement_id
    where placement.valid_until is null
      and (absence.from_on < placement.from_on or not ${dates('absence')} <@ daterange(placement.from_on, placement.to_on, '[]'))`,
  'a resident is away twice': `select one.id from ${current('absence')} one join ${current('absence')} other
    on ${ahead('one', 'other')} and ${dates('one')} && ${dates('other')}`,
  'beds are fewer than none, or more than the home has': `select * from capacity
    where home_id in (select id from homes) and (least(maximum, occupied, reserved, available) < 0
      or occupied + reserved + available > maximum)`,
  'a home states two figures for one kind of care': `select home_id, care_type from capacity
    where home_id in (select id from homes) and valid_until is null group by 1, 2 having count(*) > 1`,
  'a home states more beds than it is registered for': `select home.id from care_home home
    join capacity on capacity.home_id = home.id and capacity.valid_until is null
    where home.id in (select id from homes) group by home.id having sum(capacity.maximum) > min(home.registered_beds)`,
  'a resident lies in two beds of one trust': `select one.id from ${current('hospital_stay')} one
    join ${current('hospital_stay')} other on ${ahead('one', 'other')} and one.trust_id = other.trust_id
      and tstzrange(one.admitted_at, one.discharged_at) && tstzrange(other.admitted_at, other.discharged_at)`,
  'a resident is twice in one emergency department': `select one.id from ${current('emergency_attendance')} one
    join ${current('emergency_attendance')} other on ${ahead('one', 'other')} and one.trust_id = other.trust_id
      and tstzrange(one.arrived_at, one.departed_at) && tstzrange(other.arrived_at, other.departed_at)`,
  'one payer pays the same twice at once': `select one.id, one.source from ${current('funding_component')} one
    join ${current('funding_component')} other on ${ahead('one', 'other')} and one.source = other.source
      and one.payer_id is not distinct from other.payer_id and ${dates('one')} && ${dates('other')}`,
  'somebody is registered twice at once': `select one.id from ${current('gp_registration')} one
    join ${current('gp_registration')} other on ${ahead('one', 'other')} and ${dates('one')} && ${dates('other')}`,
  'two offers are chosen for one person': `select resident_id from ${current('discharge_referral')} referral
    where state = 'CHOSEN' group by 1 having count(*) > 1`,
  'a referral and its requests tell different stories': `select referral.id, referral.state, told.states
    from ${current('discharge_referral')} referral
    cross join lateral (select coalesce(array_agg(state), '{}') as states from referral_request request
      where request.discharge_referral_id = referral.id and request.valid_until is null) told
    where case referral.state
      when 'OPEN' then referral.bed_reserved or told.states && '{CHOSEN,ADMITTED}'
      when 'CHOSEN' then referral.bed_reserved <> (referral.kind = 'NEW_PLACEMENT')
        or cardinality(array_positions(told.states, 'CHOSEN')) <> 1 or told.states && '{WAITING,QUESTIONED,OFFERED}'
      else referral.bed_reserved or told.states && '{WAITING,QUESTIONED,OFFERED,CHOSEN}' end`,
  'more people live in a home than it has beds, and it has not said so': `select home.id, count(distinct nhs_number)
    from care_home home join ${current('placement')} placement on placement.home_id = home.id
      and placement.from_on <= current_date and (placement.to_on is null or placement.to_on > current_date)
    join resident on resident.id = placement.resident_id and resident.valid_until is null
    where home.id in (select id from homes) and not 'admitResident ' || home.organisation_id = any ($1)
    group by home.id having count(distinct nhs_number) > min(home.registered_beds)`,
  'fewer beds are kept than are promised to people, and the home has not said so': `select care_home.id, promised.care_type,
      promised.beds, capacity.reserved
    from (select chosen_home_id, care_type, count(*) as beds from ${current('discharge_referral')} referral
      where bed_reserved group by 1, 2) promised
    join care_home on care_home.id = promised.chosen_home_id
    left join capacity on capacity.home_id = care_home.id and capacity.care_type = promised.care_type
      and capacity.valid_until is null
    where coalesce(capacity.reserved, 0) < promised.beds
      and not 'updateCapacity ' || care_home.organisation_id = any ($1)`,
  'of one resident there are two plans or summaries': `select resident_id from ${current('care_plan')} plan
      group by 1 having count(*) > 1
    union all select resident_id from ${current('clinical_summary')} summary group by 1 having count(*) > 1
    union all select resident_id from ${current('personal_summary')} summary group by 1 having count(*) > 1`,
  'two bags of one home are on their way': `select resident_id from ${current('red_bag')} bag
    where returned_at is null group by resident_id, author_id having count(*) > 1`,
  'two alignments of one home overlap': `select one.id from alignment one
    join alignment other on one.home_id = other.home_id and one.id < other.id and ${dates('one')} && ${dates('other')}
    where one.home_id in (select id from homes)`,
  'the register differs from the facts': `select coalesce(due.kind, standing.kind) as kind,
      due.since as due_since, due.until as due_until, standing.since, standing.until,
      coalesce(due.evidence, standing.evidence) as evidence
    from hub.relationships_due(array(select id from people)) due
    full join (select * from hub.relationship where resident_id in (select id from people)) standing
      on standing.organisation_id = due.organisation_id and standing.resident_id = due.resident_id
      and standing.kind = due.kind and standing.evidence = due.evidence and standing.since = due.since
    where standing.kind is null or due.kind is null or standing.until is distinct from due.until
      or standing.objections <> due.objections`,
  'a version was lost, or counted twice': `select former.id from ${current('incident')} standing
    join incident former on former.former_of = standing.id group by former.id, standing.version, former.version
    having former.version >= standing.version`,
};

/** What of all that must never be is so after these days. Signed in as somebody who may see everything. */
export async function brokenBy(admin: pg.ClientBase, settings: readonly Setting[]): Promise<string[]> {
  const ids = settings.flatMap(({ people }) => people.map(({ id }) => `'${id}'::uuid`)).join(', ');
  const homes = settings.flatMap((setting) => setting.homes);
  const own = homes.map(({ organisation }) => `'${organisation.id}'::uuid`).join(', ');
  const confirmed = settings.flatMap((setting) => [...setting.confirmed]);
  const among = `with people as materialized (select id from resident where id in (${ids}) or admitted_by_id in (${own})),
    homes as materialized (select id from care_home where organisation_id in (${own}))`;
  const all = Object.entries(never).map(
    ([what, statement]) => `(select '${what}' as what, to_jsonb(found)::text as row from (${statement}) found limit 3)`,
  );
  const { rows } = await admin.query<{ what: string; row: string }>(
    `${among} ${all.join(' union all ')} union all select '', $1::text[]::text where false`,
    [confirmed],
  );
  return rows.map(({ what, row }) => `${what}: ${row}`);
}
