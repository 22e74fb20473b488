import { atLondon, dayNamed, dayText, hour, instantText, midnight } from '../london.ts';
import type { Home, World } from '../world.ts';

const commitments = [
  'PEOPLE_AT_THE_CENTRE',
  'HIGH_QUALITY_CARE',
  'LEARNING_TOGETHER',
  'WORKING_TOGETHER',
  'INNOVATION',
  'CONTINUOUS_IMPROVEMENT',
];

/** What homes say of themselves each year. Ordinary, invented, and about nobody. */
const accounts = [
  'Fewer falls than the year before. Every room has a sensor light now, and chairs are measured for whoever sits in them.',
  'Nobody new got a pressure ulcer in seven months. Two of us trained with the tissue viability nurse, and teach the others.',
  'Residents wanted to eat later in the evening, so supper is at half past six. Food and drink is what families praise most.',
  'We lost good carers in spring. Rotas are made six weeks ahead since, and three of those who left have come back.',
  'The red bag goes with every resident to hospital. What came back incomplete we took up with the ward each time.',
  'Volunteers from the school read aloud on Wednesdays. The garden has raised beds, which the men have taken over.',
];

/** To what the homes of the reward scheme committed themselves, and the account that they publish each autumn. */
export function addMemberships(world: World): void {
  for (const home of world.homes) {
    if (home.signedUpOn === null) continue;
    const random = world.random.branch(`membership ${home.code}`);
    const signedUpAt = atLondon(home.signedUpOn, random.between(9 * 60, 16 * 60));
    world.tables.reward_sign_up.push({
      ...{ id: random.uuid(), homeId: home.id },
      commitments: commitments.filter((_, place) => place < 2 || random.chance(0.7)),
      ...{ signedUpOn: dayText(home.signedUpOn), leftOn: null },
      ...{ validFrom: instantText(signedUpAt), validUntil: null },
    });
    for (let year = yearOf(home.signedUpOn) - 1; year <= yearOf(world.clock.today); year++)
      addAccount(world, home, year);
  }
}

const yearOf = (day: number) => Number(dayText(day).slice(0, 4));

/** Of a year, at its end; of the year before too, when a home signs up. One in thirty is never written. */
function addAccount(world: World, home: Home, year: number): void {
  const random = world.random.branch(`account ${home.code} ${year}`);
  const autumn = dayNamed(`${year}-11-05`) + random.between(0, 50);
  const day = Math.max(autumn, (home.signedUpOn as number) + random.between(1, 20));
  const validFrom = midnight(day) + random.between(9, 17) * hour;
  const marked = day + random.between(20, 60);
  const earns = random.chance(0.55) && marked < world.clock.today;
  if (random.chance(0.03) || validFrom >= world.clock.now) return;
  world.tables.quality_account.push({
    ...{ id: random.uuid(), homeId: home.id, year, text: random.pick(accounts), version: 1 },
    ...{ validFrom: instantText(validFrom), validUntil: null },
    markAwardedOn: earns ? dayText(marked) : null,
    markAwardedById: earns ? home.borough.councilId : null,
  });
}
