import { instantText } from '../london.ts';
import { givenNameOfWorker } from '../names/people.ts';
import { lastResidence, livesInHome, type Person } from '../people/people.ts';
import type { ConcernRow } from '../personal-rows.ts';
import { EvenShare, type Random } from '../random.ts';
import type { World } from '../world.ts';

/** Shares of residents about whom the home waits for an answer now, and was answered in the last weeks. */
const waiting = 0.02;
const answered = 0.06;
const hour = 3_600_000;
const day = 24 * hour;

interface Noticed {
  text: string;
  urgency: ConcernRow['urgency'];
  answer: string;
  outcome: string;
}

const noticed: readonly Noticed[] = [
  {
    text: 'Eats half of every meal since the weekend and has lost 1.4 kg in two weeks. Could somebody look?',
    urgency: 'SOON',
    ...{
      answer: 'I shall see the resident on the round on Tuesday. Please weigh twice a week.',
      outcome: 'VISIT_ARRANGED',
    },
  },
  {
    text: 'More sleepy than yesterday and muddled since breakfast; drinks little, urine dark. Temperature 37.9.',
    urgency: 'URGENT',
    ...{
      answer: 'Rang the home; antibiotic sent to the pharmacy. Push fluids, ring 999 if worse.',
      outcome: 'MEDICINES_CHANGED',
    },
  },
  {
    text: 'Red heel that does not fade when pressed. Heel is off the mattress; may we have a boot?',
    urgency: 'SOON',
    ...{ answer: 'The district nurse brings a heel boot tomorrow.', outcome: 'VISIT_ARRANGED' },
  },
  {
    text: 'Does not like the new thickener and leaves the tea. Is there another?',
    urgency: 'ROUTINE',
    ...{ answer: 'Asked speech and language therapy to call you.', outcome: 'REFERRED' },
  },
  {
    text: 'Itches at night since the change of tablets. No rash that we can see.',
    urgency: 'ROUTINE',
    ...{ answer: 'Not known of this tablet. Emollient twice a day; tell me if a rash comes.', outcome: 'ADVICE_GIVEN' },
  },
];
const dueWithin = { URGENT: 4, SOON: 48, ROUTINE: 168 } as const;

/** Of those before the last weeks: one for so many days that somebody lives in the home, over so many days at most. */
const daysForEach = 240;
const recalled = 700;

/** What staff noticed and asked the clinic about; most of it has been answered. */
export function addHomeConcerns(world: World, people: readonly Person[]): void {
  const random = world.random.branch('concerns of homes');
  const times = Math.min(world.plan.seldomTimes, 5);
  const shares = { waiting: new EvenShare(waiting * times, random), answered: new EvenShare(answered * times, random) };
  for (const person of people.filter(livesInHome)) {
    const lived = world.clock.today - lastResidence(person).from;
    if (shares.waiting.next() && lived > 3) add(world, person, random.between(1, 30) * hour, false, random);
    if (shares.answered.next() && lived > 60) add(world, person, random.between(3, 50) * day, true, random);
  }
  addFormer(world, people.filter(livesInHome));
}

/** All answered long ago, so that there are whole months and years to count. */
function addFormer(world: World, people: readonly Person[]): void {
  const random = world.random.branch('concerns of homes in former months');
  for (const person of people) {
    const lived = Math.min(world.clock.today - lastResidence(person).from, recalled);
    for (let ago = 50 + random.between(1, 2 * daysForEach); ago < lived; ago += random.between(1, 2 * daysForEach)) {
      add(world, person, ago * day, true, random);
    }
  }
}

function add(world: World, person: Person, ago: number, isAnswered: boolean, random: Random): void {
  const { home } = lastResidence(person);
  const told = random.pick(noticed);
  const raised = world.clock.now - ago - random.between(1, 59) * 60_000;
  const due = raised + dueWithin[told.urgency] * hour;
  // Some answers come late.
  const answeredAt = raised + (due - raised) * (0.1 + random.fraction() * 1.1);
  const recorded = isAnswered ? Math.min(answeredAt, world.clock.now - hour) : raised;
  world.tables.concern.push({
    ...{ id: random.uuid(), authorId: home.organisationId, residentId: person.id, version: isAnswered ? 2 : 1 },
    ...{ recordedAt: instantText(recorded), validFrom: instantText(recorded) },
    addressedTo: told.outcome === 'VISIT_ARRANGED' && random.chance(0.4) ? 'COMMUNITY_TEAM' : 'PRACTICE',
    ...{ urgency: told.urgency, text: `${told.text} ${givenNameOfWorker(random)}` },
    ...{ raisedAt: instantText(raised), answerDueAt: instantText(due) },
    answer: isAnswered ? told.answer : null,
    outcome: isAnswered ? told.outcome : null,
    answeredAt: isAnswered ? instantText(recorded) : null,
    answeredById: isAnswered ? home.lead.organisationId : null,
  });
}
