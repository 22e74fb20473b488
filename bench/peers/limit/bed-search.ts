import { asItCame, today } from './json.ts';
import type { HandWritten } from './questions.ts';

const days = ['SUNDAY', 'MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY'];
const london = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  weekday: 'long',
  hour: '2-digit',
  minute: '2-digit',
});

const conditions = ['CARE_TYPE', 'BEDS', 'TOO_OLD', 'CLOSED', 'HOURS', 'DISTANCE', 'RATING'];
const holds = [
  'h.gives',
  '(not h.gives or coalesce(case when h.recent then h.fresh else h.told end, 1) >= 1)',
  '(not h.gives or h.recent)',
  `h.admission_status not like 'CLOSED%'`,
  `exists (select from discharge_hours d where d.home_id = h.id and d.weekday = $3 and d.from_at <= $4::time and d.until_at > $4::time)`,
  'h.distance <= 15',
  `h.grade in ('OUTSTANDING', 'GOOD')`,
];
const freshness = `case when h.as_of >= now() - interval '24 hours' then 'FRESH'
  when h.as_of >= now() - interval '168 hours' then 'AGEING' else 'STALE' end`;

const candidates = `
  select h.*, c.available, c.reserved, c.as_of, $1 = any (h.care_types) as gives,
    coalesce(c.as_of >= now() - interval '72 hours', false) as recent,
    case when c.as_of >= now() - interval '72 hours' then c.available else 0 end as fresh, c.available as told,
    coalesce(r.rating, 'NOT_RATED') as grade, r.rating, r.published_on, r.inherited_from_id,
    12742.0176 * asin(sqrt(least(1, power(sin(radians(h.latitude - o.latitude) / 2), 2) + cos(radians(o.latitude))
      * cos(radians(h.latitude)) * power(sin(radians(h.longitude - o.longitude) / 2), 2)))) as distance
  from (select h.id, h.name, h.cqc_location_id, h.postcode, h.accepts_trusted_assessor, h.duty_contact_name,
      h.duty_contact_telephone, h.admission_status, h.care_types, h.latitude, h.longitude from care_home h
    where h.registered_on <= ${today} and (h.deregistered_on is null or h.deregistered_on > ${today})
      and not exists (select from care_home s where s.predecessor_id = h.id and s.registered_on <= ${today})) h
  cross join (select latitude, longitude from postcode_location where postcode = $2) o
  left join capacity c on c.home_id = h.id and c.care_type = $1 and c.valid_until is null
  left join lateral (select r.rating, r.published_on, r.inherited_from_id from rating r
    where r.home_id = h.id and r.domain = 'OVERALL' order by r.published_on desc limit 1) r on true`;

const node = `
  select 'CareHome:' || h.cqc_location_id as id, h.cqc_location_id as "cqcLocationId", h.name, h.postcode,
    round(h.distance::numeric, 2)::float8 as "distanceKm", h.accepts_trusted_assessor as "acceptsTrustedAssessor",
    case when h.duty_contact_name is not null or h.duty_contact_telephone is not null
      then json_build_object('name', h.duty_contact_name, 'telephone', h.duty_contact_telephone) end as "dutyContact",
    (select coalesce(json_agg(d), '[]') from (
      select d.weekday, to_char(d.from_at, 'HH24:MI') as "from", to_char(d.until_at, 'HH24:MI') as until
      from discharge_hours d where d.home_id = h.id
      order by array_position(array['MONDAY','TUESDAY','WEDNESDAY','THURSDAY','FRIDAY','SATURDAY','SUNDAY'], d.weekday),
        d.from_at) d) as "dischargeHours",
    case when h.rating is not null then json_build_object('overall', h.rating, 'publishedOn', h.published_on,
      'inherited', h.inherited_from_id is not null) end as rating,
    case when h.as_of is not null then json_build_object('available', h.available, 'reserved', h.reserved,
      'status', h.admission_status, 'asOf', h.as_of, 'freshness', ${freshness}) end as capacity`;

export const bedSearch: HandWritten = {
  sql: `
    with candidate as materialized (
      select h.*, array[${holds.join(', ')}] as holds from (${candidates}) h
    )
    select json_build_object('careHomes', json_build_object(
      'totalCount', (select count(*) from candidate where true = all (holds)),
      'excluded', (select json_build_array(${conditions
        .map(
          (name, n) =>
            `json_build_object('condition', '${name}', 'homes', count(*) filter (where not holds[${n + 1}]))`,
        )
        .join(', ')}) from candidate),
      'nodes', (select coalesce(json_agg(n.node) filter (where n.place <= 20), '[]') from (
        select row_number() over () as place, (select to_json(n) from (${node}) n) as node from (
          select * from candidate where true = all (holds) order by distance, cqc_location_id limit 21) h) n),
      'pageInfo', (select json_build_object('hasNextPage', count(*) > 20, 'endCursor', max(name))
        from candidate where true = all (holds))))::text as data`,
  values({ variables: { careType, near, at } }) {
    const parts = Object.fromEntries(
      london.formatToParts(new Date(at as string)).map(({ type, value }) => [type, value]),
    );
    const weekday = days.find((day) => day === parts.weekday?.toUpperCase());
    return [careType, (near as { postcode: string }).postcode, weekday, `${parts.hour}:${parts.minute}`];
  },
  answer: asItCame,
};
