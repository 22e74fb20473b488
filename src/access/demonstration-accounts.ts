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
    ],
  },
  practice: {
    organisations: 2,
    roles: [
      ['clinician', 'DIRECT_CARE'],
      ['analyst', 'PLANNING'],
    ],
  },
  trust: {
    organisations: 2,
    roles: [
      ['discharge-coordinator', 'DISCHARGE'],
      ['clinician', 'DIRECT_CARE'],
    ],
  },
  council: {
    organisations: 1,
    roles: [
      ['finance', 'FUNDING'],
      ['social-worker', 'SAFEGUARDING'],
      ['broker', 'DISCHARGE'],
      ['analyst', 'PLANNING'],
    ],
  },
  icb: {
    organisations: 1,
    roles: [
      ['finance', 'FUNDING'],
      ['chc-assessor', 'FUNDING'],
      ['analyst', 'PLANNING'],
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
 * The organisations of each agency, those first with which the graph shows most: practices that lead a home where they
 * know some residents in clear and others by year of birth only, then for each of them the fullest home that it leads.
 */
const mostTelling = `
  with held as (
    select relationship.organisation_id, count(distinct relationship.kind) as kinds,
      count(distinct relationship.resident_id) as residents
    from hub.relationship
    where relationship.since <= now() and (relationship.until is null or relationship.until > now())
    group by relationship.organisation_id
  ),
  ranked as (
    select organisation.id, organisation.agency, organisation.code, organisation.name,
      coalesce(held.residents, 0) as residents,
      row_number() over (
        partition by organisation.agency
        order by coalesce(held.kinds, 0) desc, coalesce(held.residents, 0) desc, organisation.code
      ) as place
    from organisation left join held on held.organisation_id = organisation.id
  ),
  led as (
    select care_home.organisation_id, min(practice.place) as practice_place,
      row_number() over (partition by min(practice.place) order by max(home.residents) desc, max(home.code)) as place
    from alignment
    join care_home on care_home.id = alignment.home_id
    join ranked home on home.id = care_home.organisation_id
    join practice lead on lead.id = alignment.lead_practice_id
    join ranked practice on practice.id = lead.organisation_id
    where alignment.from_on <= current_date and (alignment.to_on is null or alignment.to_on > current_date)
    group by care_home.organisation_id
  )
  select ranked.agency, ranked.code, ranked.name
  from ranked left join led on led.organisation_id = ranked.id
  order by led.place, led.practice_place, ranked.place`;

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
