import type { Question } from '../questions.ts';
import { questionsOn } from '../questions.ts';
import type { World } from '../world.ts';

/** A question that both are asked. */
export interface Asked {
  name: string;
  question: Question;
  /** What of an answer is the same in England, to the letter: all that is about one practice, trust or home. */
  same(data: unknown): unknown;
}

/** How many homes are too far away from here depends on how many there are. */
const apartFromFarAway = (data: unknown): unknown =>
  JSON.parse(JSON.stringify(data), (key, value) =>
    key === 'excluded' ? value.filter(({ condition }: { condition: string }) => condition !== 'DISTANCE') : value,
  );

const ofTrust = `query OfTrust($since: DateTime!) {
  residents(first: 100) {
    totalCount
    nodes {
      id nhsNumber familyName currentPlacement { home { name } }
      hospitalStays(since: $since, first: 5) { totalCount nodes { id admittedAt dischargedAt primaryDiagnosis } }
    }
  }
}`;

/** The documents of the first users, and what a home and a trust ask of their own; all about people and homes of the borough. */
export async function questionsOnBoth(world: World, borough: string, now: Date): Promise<Asked[]> {
  const all = await questionsOn(world, borough, now);
  const named = (name: string) => all.find((question) => question.name === name) as Question;
  const round = named('HomeRound');
  const [home] = await world.ask<{ code: string }>(borough, homeOfForty);
  const manager = { organisation: home?.code ?? '', role: 'manager', purpose: 'DIRECT_CARE' };
  const { organisation } = named('BedSearch').viewer;
  const clinician = { organisation, role: 'clinician', purpose: 'DIRECT_CARE' };
  const asked = (name: string, question: Question, same = (data: unknown) => data): Asked => ({ name, question, same });
  return [
    asked('HomeRound of a practice', round),
    asked('HomeRound of a home', { ...round, viewer: manager }),
    asked('residents of a trust', { ...round, viewer: clinician, document: ofTrust }),
    asked('OneResident', named('OneResident')),
    asked('BedSearch', named('BedSearch'), apartFromFarAway),
    asked('Homes', named('Homes'), () => null),
    asked('Me', named('Me')),
  ];
}

const homeOfForty = `
  select o.code from care_home h join organisation o on o.id = h.organisation_id
  join placement l on l.home_id = h.id and l.valid_until is null and l.to_on is null
  group by 1 order by abs(count(*) - 40), 1 limit 1`;
