const active = `(h.deregistered_on is null or h.deregistered_on > (now() at time zone 'Europe/London')::date)`;
const only = `select min(h.id::text)::uuid as id, min(h.cqc_location_id) as code`;

/**
 * SQL: joins to a line the home that it names, as `home_id`: by the CQC's location id, else by the premises, else by a
 * postcode where there is one home alone and the practice says that this is a residential institution. `home_code` is the
 * location id that is meant by any of these, also one that the hub does not know.
 */
export const homesBySign = (line: string): string => `
     left join care_home named on named.cqc_location_id = ${line}.home and ${active.replaceAll('h.', 'named.')}
     left join (${only}, ltrim(h.uprn, '0') as uprn from care_home h where h.uprn is not null and ${active}
       group by 3 having count(*) = 1) at_premises on at_premises.uprn = ${line}.uprn
     left join (${only}, h.postcode from care_home h where ${active}
       group by 3 having count(*) = 1) at_postcode on at_postcode.postcode = ${line}.postcode and ${line}.institution
     cross join lateral (select coalesce(named.id, at_premises.id, at_postcode.id) as home_id,
       coalesce(${line}.home, at_premises.code, at_postcode.code) as home_code) found`;
