import { atLondon, type Day, dayText, instantText } from '../london.ts';
import type { Random } from '../random.ts';
import type { RatingGrade } from '../rows.ts';
import type { Home, World } from '../world.ts';
import { advice, answers, found, sentBack } from './visit-words.ts';

const domains = ['SAFE', 'EFFECTIVE', 'CARING', 'RESPONSIVE', 'WELL_LED'] as const;

/** Councils look at each home about once a year, at those that need to improve twice, and recommend what they would change. */
export function addQualityVisits(world: World): void {
  for (const home of world.homes) {
    const random = world.random.branch(`quality visits ${home.code}`);
    const poor = home.quirk.rating === 'REQUIRES_IMPROVEMENT';
    const between = () => (poor ? random.between(140, 210) : random.between(300, 430));
    for (let day = world.clock.start + random.between(5, 250); day < world.clock.today; day += between()) {
      addVisit(world, home, day - (day % 7) + random.between(4, 8), random);
    }
  }
}

function addVisit(world: World, home: Home, day: Day, random: Random): void {
  const written = atLondon(day + random.between(1, 6), random.between(9 * 60, 17 * 60));
  if (written >= world.clock.now) return;
  const { councilId } = home.borough;
  const id = random.uuid();
  const findings = domains.map((domain) => {
    const rating = gradeOf(home, random);
    return { domain, rating, words: rating === 'NOT_RATED' ? null : random.pick(found[rating]) };
  });
  const weak = findings.filter(({ rating }) => rating === 'REQUIRES_IMPROVEMENT').length;
  world.tables.quality_visit.push({
    ...{ id, homeId: home.id, councilId, visitedOn: dayText(day), announced: random.chance(0.6) },
    ...{ findings: JSON.stringify(findings), recordedAt: instantText(written) },
  });
  const number = Math.min(advice.length, weak + random.between(0, 2));
  const first = random.between(0, advice.length - 1);
  for (let each = 0; each < number; each++) {
    recommend(
      world,
      home,
      { visitId: id, day, written, text: advice[(first + each) % advice.length] as string },
      random,
    );
  }
}

function gradeOf(home: Home, random: Random): Extract<RatingGrade, keyof typeof found> | 'NOT_RATED' {
  const own = home.quirk.rating ?? 'GOOD';
  if (random.chance(0.08)) return 'NOT_RATED';
  if (own === 'OUTSTANDING') return random.chance(0.6) ? 'OUTSTANDING' : 'GOOD';
  return random.chance(own === 'GOOD' ? 0.12 : 0.55) ? 'REQUIRES_IMPROVEMENT' : 'GOOD';
}

interface Advised {
  visitId: string;
  day: Day;
  written: number;
  text: string;
}

/** The home says what it did, mostly in time; the council is content, or sends it back once. */
function recommend(world: World, home: Home, { visitId, day, written, text }: Advised, random: Random): void {
  const { tables, clock } = world;
  const recommendationId = random.uuid();
  const dueOn = day + random.pick([30, 42, 60, 90]);
  let version = 1;
  let state: 'OPEN' | 'ANSWERED' | 'SENT_BACK' | 'ACCEPTED' = 'OPEN';
  let at = Math.max(written + 86_400_000, atLondon(dueOn + Math.round(random.normal(-6, 14)), 15 * 60));
  const say = (next: 'ANSWERED' | 'SENT_BACK' | 'ACCEPTED', words: string | null): void => {
    if (at >= clock.now - 3_600_000) return;
    version += 1;
    state = next;
    tables.recommendation_step.push({
      ...{ id: random.uuid(), recommendationId, homeId: home.id },
      saidById: next === 'ANSWERED' ? home.organisationId : home.borough.councilId,
      ...{ version, state: next, words, doneOn: next === 'ANSWERED' ? dayText(Math.floor(at / 86_400_000) - 1) : null },
      saidAt: instantText(at),
    });
    at += random.between(5, 30) * 86_400_000;
  };
  say('ANSWERED', random.pick(answers));
  if (random.chance(0.18)) {
    say('SENT_BACK', random.pick(sentBack));
    say('ANSWERED', random.pick(answers));
  }
  if (random.chance(0.92)) say('ACCEPTED', null);
  const priority = random.weighted([
    ['HIGH', 2],
    ['MEDIUM', 5],
    ['LOW', 3],
  ] as const);
  tables.quality_recommendation.push({
    ...{ id: recommendationId, visitId, homeId: home.id, text, priority, dueOn: dayText(dueOn), state, version },
  });
}
