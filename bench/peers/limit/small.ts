import { asItCame, asker, current, relationshipsTo, today } from './json.ts';
import type { HandWritten } from './questions.ts';

export const homes: HandWritten = {
  sql: `
    select json_build_object('careHomes', json_build_object(
      'nodes', coalesce(json_agg(h.node) filter (where h.place <= 10), '[]'),
      'pageInfo', json_build_object('hasNextPage', count(*) > 10, 'endCursor', max(h.name))))::text as data
    from (
      select row_number() over () as place, h.name, (select to_json(n) from (
        select 'CareHome:' || h.cqc_location_id as id, h.name, (
          select to_json(r) from (select r.rating as overall from rating r
            where r.home_id = h.id and r.domain = 'OVERALL' order by r.published_on desc limit 1) r) as rating) n) as node
      from (select h.id, h.name, h.cqc_location_id from care_home h
        where h.registered_on <= ${today} and (h.deregistered_on is null or h.deregistered_on > ${today})
          and not exists (select from care_home s where s.predecessor_id = h.id and s.registered_on <= ${today})
        order by h.name, h.cqc_location_id limit 11) h
    ) h`,
  values: () => [],
  answer: asItCame,
};

export const oneResident: HandWritten = {
  sql: `
    select json_build_object('resident', (select to_json(n) from (
      select t.id, t.family_name as "familyName", (
        select json_build_object('home', json_build_object('name', h.name))
        from placement l join care_home h on h.id = l.home_id
        where l.resident_id = t.id and l.valid_until is null and ${current('l')}) as "currentPlacement"
      from resident t cross join lateral ${relationshipsTo('t.id')} r
      where t.nhs_number = $5 and t.valid_until is null and (r.m & 92) <> 0) n))::text as data`,
  values: (asked) => [...asker(asked), asked.variables.nhsNumber],
  answer: asItCame,
};

export const me: HandWritten = {
  sql: 'select o.code, o.name from organisation o where o.id = $1',
  values: ({ organisationId }) => [organisationId],
  answer: ([organisation], { agency, viewer: { role, purpose } }) =>
    JSON.stringify({ data: { viewer: { agency, role, purpose, organisation } } }),
};
