import { readFileSync } from 'node:fs';
import type { Viewer } from './viewer.ts';
import type { World } from './world.ts';

/** A question of a user, with the values for which it is asked here. */
export interface Question {
  name: QuestionName;
  document: string;
  viewer: Viewer;
  variables: Record<string, unknown>;
}

export const questionNames = ['HomeRound', 'BedSearch', 'AdmissionProfile', 'Homes', 'OneResident', 'Me'] as const;
export type QuestionName = (typeof questionNames)[number];

const root = new URL('../test/documents/', import.meta.url);
const dayMilliseconds = 86_400_000;

/** The documents of the first users, asked by those of the borough for whom they are made. */
export async function questionsOn({ ask }: World, database: string, now: Date): Promise<Question[]> {
  const [practice] = await ask<{ code: string; homes: number; residents: number }>(database, aroundAHundredAndTwenty);
  const [trust] = await ask<{ code: string }>(database, `select code from organisation where agency = 'trust' limit 1`);
  const [dashboard] = await ask<{ code: string }>(
    database,
    `select code from organisation where agency = 'dashboard' limit 1`,
  );
  const [patient] = await ask<{ number: string }>(database, aPatientOf, [practice?.code]);
  const [home] = await ask<{ postcode: string }>(
    database,
    `select postcode from care_home where 'NURSING' = any (care_types) order by latitude limit 1`,
  );
  if (!practice || !trust || !dashboard || !patient || !home) throw new Error('the borough lacks somebody who asks');

  const clinician = { organisation: practice.code, role: 'clinician', purpose: 'DIRECT_CARE' };
  const coordinator = { organisation: trust.code, role: 'discharge-coordinator', purpose: 'DISCHARGE' };
  const service = { organisation: dashboard.code, role: 'service', purpose: 'PLANNING' };
  const day = (before: number) => new Date(now.getTime() - before * dayMilliseconds).toISOString().slice(0, 10);
  const asked: Record<QuestionName, Pick<Question, 'viewer' | 'variables'>> = {
    HomeRound: { viewer: clinician, variables: { since: `${day(365)}T00:00:00Z` } },
    BedSearch: {
      viewer: coordinator,
      variables: { careType: 'NURSING', near: { postcode: home.postcode }, at: wednesdayNoonAfter(now) },
    },
    AdmissionProfile: { viewer: service, variables: { from: day(365), to: day(0) } },
    Homes: { viewer: service, variables: {} },
    OneResident: { viewer: clinician, variables: { nhsNumber: patient.number } },
    Me: { viewer: clinician, variables: {} },
  };
  return questionNames.map((name) => ({
    name,
    document: readFileSync(new URL(`${name}.graphql`, root), 'utf8'),
    ...asked[name],
  }));
}

/** Almost every home that takes anybody takes people then, so that a search finds some. */
function wednesdayNoonAfter(now: Date): string {
  const days = ((3 - now.getUTCDay() + 7) % 7) + 7;
  return `${new Date(now.getTime() + days * dayMilliseconds).toISOString().slice(0, 10)}T12:00:00Z`;
}

/** The practice whose homes hold about 120 residents together, as an ordinary home round has. */
const aroundAHundredAndTwenty = `
  select o.code, count(distinct a.home_id)::int as homes, count(*)::int as residents
  from alignment a
  join practice p on p.id = a.lead_practice_id
  join organisation o on o.id = p.organisation_id
  join placement l on l.home_id = a.home_id and l.valid_until is null
    and l.from_on <= current_date and (l.to_on is null or l.to_on > current_date)
  where a.from_on <= current_date and (a.to_on is null or a.to_on > current_date)
  group by 1 order by abs(count(*) - 120), 1 limit 1`;

const aPatientOf = `
  select t.nhs_number as number
  from resident t
  join gp_registration g on g.resident_id = t.id and g.valid_until is null and g.to_on is null
  join practice p on p.id = g.practice_id
  join organisation o on o.id = p.organisation_id
  join placement l on l.resident_id = t.id and l.valid_until is null and l.to_on is null
  where o.code = $1 and t.valid_until is null order by t.nhs_number limit 1`;
