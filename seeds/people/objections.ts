import { dayText } from '../london.ts';
import { EvenShare } from '../random.ts';
import { recorded, type World } from '../world.ts';
import { lastResidence, livesInHome, type Person } from './people.ts';

const objectionKinds = [
  ['NATIONAL_DATA_OPT_OUT', 0.035],
  ['ARTICLE_21', 0.006],
  ['DIRECT_CARE_SHARING', 0.01],
] as const;

/** Some object to planning, a few to sharing with one organisation; some withdraw it again. */
export function addObjections(world: World, people: readonly Person[]): void {
  const random = world.random.branch('objections');
  const { clock } = world;
  const shares = objectionKinds.map(
    ([kind, share]) => [kind, new EvenShare(share * world.plan.seldomTimes, random)] as const,
  );
  for (const person of people.filter(livesInHome)) {
    const { home, from } = lastResidence(person);
    for (const [kind, share] of shares) {
      if (!share.next()) continue;
      const made = Math.min(from + random.between(2, 300), clock.today - 3);
      const withdrawn = random.chance(0.15) ? Math.min(made + random.between(1, 100), clock.today - 2) : null;
      if (made < from) continue;
      const against = random.pick([home.lead.organisationId, world.acuteTrustId, world.communityTrustId]);
      world.tables.objection.push({
        ...{ id: random.uuid(), authorId: home.organisationId, ...recorded(clock, withdrawn ?? made, 1) },
        ...{ residentId: person.id, kind, againstId: kind === 'DIRECT_CARE_SHARING' ? against : null },
        decidedBy: random.weighted([
          ['RESIDENT', 60],
          ['ATTORNEY', 30],
          ['BEST_INTERESTS', 10],
        ] as const),
        ...{ madeOn: dayText(made), withdrawnOn: withdrawn === null ? null : dayText(withdrawn) },
      });
    }
  }
}
