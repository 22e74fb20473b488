import { purposesOf } from '../agreement/compile.ts';
import type { Agreement } from '../agreement/model.ts';
import type { Agency } from '../shared/agencies.ts';
import type { Purpose } from '../shared/purposes.ts';

/** Someone who may sign in at a demonstration. */
export interface DemonstrationAccount {
  agency: Agency;
  /** Name of the organisation. */
  organisation: string;
  code: string;
  role: string;
  purpose: Purpose;
}

/** The roles to show of each agency, most telling first, and of how many organisations. */
const cast: Record<Agency, { organisations: number; roles: [role: string, purpose: Purpose][] }> = {
  home: {
    organisations: 2,
    roles: [
      ['manager', 'DIRECT_CARE'],
      ['care-worker', 'DIRECT_CARE'],
      ['analyst', 'PLANNING'],
      ['privacy-officer', 'INFORMATION_GOVERNANCE'],
    ],
  },
  practice: {
    organisations: 2,
    roles: [
      ['clinician', 'DIRECT_CARE'],
      ['care-coordinator', 'DIRECT_CARE'],
      ['analyst', 'PLANNING'],
      ['privacy-officer', 'INFORMATION_GOVERNANCE'],
    ],
  },
  trust: {
    organisations: 2,
    roles: [
      ['discharge-coordinator', 'DISCHARGE'],
      ['clinician', 'DIRECT_CARE'],
      ['privacy-officer', 'INFORMATION_GOVERNANCE'],
    ],
  },
  council: {
    organisations: 1,
    roles: [
      ['finance', 'FUNDING'],
      ['social-worker', 'SAFEGUARDING'],
      ['broker', 'DISCHARGE'],
      ['dols-signatory', 'DEPRIVATION_OF_LIBERTY'],
      ['quality-officer', 'FUNDING'],
      ['analyst', 'PLANNING'],
      ['privacy-officer', 'INFORMATION_GOVERNANCE'],
    ],
  },
  icb: {
    organisations: 1,
    roles: [
      ['finance', 'FUNDING'],
      ['chc-assessor', 'FUNDING'],
      ['commissioner', 'PLANNING'],
      ['analyst', 'PLANNING'],
      ['privacy-officer', 'INFORMATION_GOVERNANCE'],
    ],
  },
  dashboard: { organisations: 1, roles: [['service', 'PLANNING']] },
};

interface Found {
  agency: Agency;
  code: string;
  name: string;
}

interface OwnerConnection {
  query(text: string): Promise<{ rows: Found[] }>;
}

/**
 * The organisations of each agency, those first with which the graph shows most: a practice that knows some residents in
 * clear and others by year of birth only; then a practice, leading homes too, with which most of those others are
 * registered who live in the fullest home that the first one leads; and for each of the two the fullest home that it leads.
 */
const mostTelling = `
  with held as (
    select organisation_id, resident_id, kind from hub.relationship
    where since <= now() and (until is null or until > now())
  ),
  counted as (
    select organisation_id, count(distinct kind) as kinds, count(distinct resident_id) as residents
    from held group by organisation_id
  ),
  ranked as (
    select organisation.id, organisation.agency, organisation.code, organisation.name,
      coalesce(counted.residents, 0) as residents,
      row_number() over (
        partition by organisation.agency
        order by coalesce(counted.kinds, 0) desc, coalesce(counted.residents, 0) desc, organisation.code
      ) as place
    from organisation left join counted on counted.organisation_id = organisation.id
  ),
  led as (
    select practice.id as practice, practice.place as practice_place, home.id as home,
      row_number() over (partition by practice.id order by home.residents desc, home.code) as place
    from alignment
    join care_home on care_home.id = alignment.home_id
    join ranked home on home.id = care_home.organisation_id
    join practice lead on lead.id = alignment.lead_practice_id
    join ranked practice on practice.id = lead.organisation_id
    where alignment.from_on <= current_date and (alignment.to_on is null or alignment.to_on > current_date)
  ),
  beside as (
    select registered.organisation_id as practice, count(*) as residents
    from led
    join held living on living.organisation_id = led.home and living.kind = 'home.current'
    join held aligned on aligned.organisation_id = led.practice and aligned.resident_id = living.resident_id
    join held registered on registered.resident_id = living.resident_id
    where led.practice_place = 1 and led.place = 1
      and aligned.kind = 'practice.aligned' and registered.kind = 'practice.registered'
      and registered.organisation_id in (select practice from led)
    group by registered.organisation_id
  ),
  cast_in_order as (
    select ranked.id, ranked.agency, ranked.code, ranked.name,
      row_number() over (
        partition by ranked.agency order by ranked.place = 1 desc, coalesce(beside.residents, 0) desc, ranked.place
      ) as place
    from ranked left join beside on beside.practice = ranked.id
  )
  select member.agency, member.code, member.name
  from cast_in_order member
  left join led on led.home = member.id
  left join cast_in_order leader on leader.id = led.practice
  order by led.place, leader.place, member.place`;

/** Who may sign in at this demonstration: the cast, as far as the agreement gives its roles those purposes. */
export async function demonstrationAccounts(
  owner: OwnerConnection,
  agreement: Pick<Agreement, 'purposes'>,
): Promise<DemonstrationAccount[]> {
  const { rows } = await owner.query(mostTelling);
  return Object.entries(cast).flatMap(([name, { organisations, roles }]) => {
    const agency = name as Agency;
    const chosen = rows.filter((row) => row.agency === agency).slice(0, organisations);
    const given = roles.filter(([role, purpose]) => purposesOf(agreement, agency, role).includes(purpose));
    return chosen.flatMap(({ code, name: organisation }) =>
      given.map(([role, purpose]) => ({ agency, organisation, code, role, purpose })),
    );
  });
}
