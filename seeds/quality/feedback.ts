import { atLondon, type Day, dayText } from '../london.ts';
import { type Person, residenceOn } from '../people/people.ts';
import type { Random } from '../random.ts';
import { type Home, recordedAt, type World } from '../world.ts';
import { levelOf, type Outcome, outcomes, words } from './outcomes.ts';
import type { FeedbackGiverRow, FeedbackRow, OutcomeLevel } from './quality-rows.ts';
import { releaseUnnamed } from './release-unnamed.ts';

/** How often somebody says what it is like, in a year; and shares of residents who chose what matters to them. */
const yearly = 0.2;
const chose = 0.6;

interface Given {
  person: Person;
  home: Home;
  day: Day;
  chosen: readonly Outcome[];
}

/** What residents, and those close to them, say of the care: with their name, without it, or for the council alone. */
export function addFeedback(world: World, people: readonly Person[]): void {
  const summaries = new Map(world.tables.personal_summary.map((summary) => [summary.residentId, summary]));
  const funded = new Map(
    world.tables.funding_component.flatMap(({ source, residentId, payerId }) =>
      source === 'COUNCIL' ? [[residentId, payerId] as const] : [],
    ),
  );
  for (const person of people) {
    const random = world.random.branch(`feedback ${person.number}`);
    if (!random.chance(chose)) continue;
    const chosen = outcomes.filter(() => random.chance(0.55)).map(([outcome]) => outcome);
    const summary = summaries.get(person.id);
    if (summary === undefined || chosen.length === 0) continue;
    summary.outcomesChosen = chosen;
    for (const day of daysOf(world, person, random)) {
      const home = residenceOn(person, day)?.home;
      if (home) add(world, { person, home, day, chosen }, funded.get(person.id) ?? null, random);
    }
  }
  releaseUnnamed(world);
}

function daysOf({ clock }: World, person: Person, random: Random): Day[] {
  const from = Math.max(clock.start, (person.residences[0]?.from ?? clock.start) + 14);
  const mean = (365 / yearly) * chose;
  const days: Day[] = [];
  for (let at = from + random.exponential(mean); at < clock.today; at += random.exponential(mean))
    days.push(Math.floor(at));
  return days;
}

function add(world: World, { person, home, day, chosen }: Given, payerId: string | null, random: Random): void {
  const id = random.uuid();
  const byCouncil = payerId !== null && random.chance(0.35);
  const shownAs = random.weighted<FeedbackGiverRow['shownAs']>([
    ['NAMED', 50],
    ['UNNAMED', 35],
    ['COUNCIL_ONLY', byCouncil ? 40 : 0],
  ]);
  const authorId = byCouncil ? payerId : home.organisationId;
  const givenBy = random.weighted([
    ['RESIDENT', 50],
    ['FAMILY', 40],
    ['FRIEND', 6],
    ['ADVOCATE', 4],
  ] as const);
  const written = recordedAt(atLondon(day, random.between(10 * 60, 17 * 60)));
  const said = random.chance(0.6) ? random.pick(words) : null;
  const levels = chosen
    .filter(() => random.chance(0.8))
    .map((outcome) => [outcome, levelOf(home, outcome, random)] as const);
  if (said === null && levels.length === 0) return;
  const { id: homeId } = home;
  world.tables['hub.feedback_giver'].push({
    ...{ id, residentId: person.id, homeId, authorId, givenBy, shownAs, givenOn: dayText(day) },
    ...{ receipt: receiptOf(random), recordedAt: written.recordedAt },
  });
  if (shownAs !== 'UNNAMED') {
    const askedId = shownAs === 'NAMED' ? home.organisationId : null;
    world.tables.feedback.push({
      ...{ id, authorId, ...written, residentId: person.id, homeId, askedId, givenBy, shownAs, givenOn: dayText(day) },
      ...{ words: said, ...columnsOf(levels) },
    });
  }
  const piece = { homeId, giver: id, givenIn: dayText(day).slice(0, 7), releasedIn: null };
  const unnamed = world.tables.unnamed_feedback;
  if (shownAs !== 'NAMED' && said !== null) {
    const councilOnly = shownAs === 'COUNCIL_ONLY';
    unnamed.push({ id: random.uuid(), ...piece, words: said, outcome: null, howItIs: null, councilOnly });
  }
  if (shownAs !== 'UNNAMED') return;
  for (const [outcome, howItIs] of levels) {
    unnamed.push({ id: random.uuid(), ...piece, words: null, outcome, howItIs, councilOnly: false });
  }
}

type Levels = Pick<FeedbackRow, (typeof outcomes)[number][1]>;

function columnsOf(levels: readonly (readonly [Outcome, OutcomeLevel])[]): Levels {
  const said = new Map(levels);
  return Object.fromEntries(outcomes.map(([outcome, column]) => [column, said.get(outcome) ?? null])) as Levels;
}

/** Nobody holds the receipt itself, so that nobody takes back what these said. */
const receiptOf = (random: Random) => `\\x${(random.uuid() + random.uuid()).replaceAll('-', '')}`;
