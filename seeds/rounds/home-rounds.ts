import { atLondon, type Day, dayText, instantText, isWeekend, minute, weekdayOf } from '../london.ts';
import { lastResidence, livesInHome, type Person } from '../people/people.ts';
import type { Random } from '../random.ts';
import { type Home, recordedAt, type World } from '../world.ts';
import { type Listed, RoundList } from './list.ts';
import { type Said, saidOf, waiting } from './outcomes.ts';
import { causesOf, duePlans } from './reasons.ts';

interface Lead {
  practiceId: string;
  organisationId: string;
}

/** Each week the practice that leads for a home goes through those for whom there is a reason; some weeks nobody comes. */
export function addHomeRounds(world: World, people: readonly Person[]): void {
  const causes = causesOf(world, people);
  const due = duePlans(world, nextWorkingDay(world.clock.today));
  const visited = new Set<string>();
  for (const home of world.homes) {
    const list = new RoundList(home, causes.get(home) ?? []);
    // Each practice goes round one of its homes on the next working day, so that there is a list to prepare.
    const rounds = new Rounds(world, home, list, !visited.has(home.lead.id));
    visited.add(home.lead.id);
    rounds.hold();
    for (const person of people) {
      if (!livesInHome(person) || lastResidence(person).home !== home) continue;
      for (const reason of due.get(person.id) ?? []) list.add(person, world.clock.today, reason);
    }
    rounds.prepare();
  }
}

/** The rounds in one home, on one day of the week. */
class Rounds {
  private readonly random: Random;
  private readonly weekday: number;
  private readonly leads: readonly (Lead & { fromOn: string; toOn: string | null })[];

  constructor(
    private readonly world: World,
    private readonly home: Home,
    private readonly list: RoundList,
    soon: boolean,
  ) {
    this.random = world.random.branch(`rounds ${home.code}`);
    const any = this.random.between(0, 4);
    this.weekday = soon ? weekdayOf(nextWorkingDay(world.clock.today)) : any;
    const organisations = new Map(world.practices.map(({ id, organisationId }) => [id, organisationId]));
    this.leads = world.tables.alignment
      .filter(({ homeId }) => homeId === home.id)
      .map(({ leadPracticeId: practiceId, fromOn, toOn }) => {
        return { practiceId, organisationId: organisations.get(practiceId) as string, fromOn, toOn };
      });
  }

  hold(): void {
    const { start, today } = this.world.clock;
    const kept = 0.98 - 0.22 * this.random.fraction() ** 2;
    for (let day = start + ((this.weekday - weekdayOf(start) + 7) % 7); day < today; day += 7) {
      if (this.random.chance(isChristmas(day) ? 0.25 : kept)) this.goRound(day);
    }
  }

  /** The list of the round on the next working day, if that is the home's day of the week. */
  prepare(): void {
    const day = nextWorkingDay(this.world.clock.today);
    const lead = this.leadOn(day);
    if (weekdayOf(day) !== this.weekday || lead === undefined) return;
    const startedAt = atLondon(this.world.clock.today - 1, 16 * 60);
    const roundId = this.addRound(day, lead, startedAt, null);
    for (const one of this.list.on(day)) this.addVisit(roundId, lead, one, startedAt, startedAt, waiting);
  }

  private goRound(day: Day): void {
    const lead = this.leadOn(day);
    if (lead === undefined) return;
    const startedAt = atLondon(day - 1, 16 * 60);
    const begins = atLondon(day, 9 * 60 + this.random.between(0, 90));
    const listed = this.list.on(day);
    const closedAt = begins + (30 + listed.length * 11) * minute;
    const roundId = this.addRound(day, lead, startedAt, closedAt);
    listed.forEach((one, place) => {
      const said = saidOf(begins + (10 + place * 11) * minute, day, this.random);
      this.addVisit(roundId, lead, one, startedAt, closedAt, said);
      if (said.state === 'SEEN') this.list.seen(one.person, said.nextOn);
    });
  }

  private leadOn(day: Day): Lead | undefined {
    const on = dayText(day);
    return this.leads.find(({ fromOn, toOn }) => fromOn <= on && (toOn === null || on < toOn));
  }

  private addRound(day: Day, { practiceId }: Lead, startedAt: number, closedAt: number | null): string {
    const id = this.random.uuid();
    this.world.tables.home_round.push({
      ...{ id, homeId: this.home.id, practiceId, plannedFor: dayText(day), startedAt: instantText(startedAt) },
      closedAt: closedAt === null ? null : instantText(closedAt),
    });
    return id;
  }

  private addVisit(roundId: string, lead: Lead, listed: Listed, added: number, recorded: number, said: Said): void {
    this.world.tables.round_visit.push({
      ...{ id: this.random.uuid(), authorId: lead.organisationId, version: said.state === 'WAITING' ? 1 : 2 },
      ...{ ...recordedAt(recorded), residentId: listed.person.id, roundId },
      ...{ reasons: [...listed.reasons], addedAt: instantText(added), ...said },
    });
  }
}

function nextWorkingDay(today: Day): Day {
  let day = today + 1;
  while (isWeekend(day)) day += 1;
  return day;
}

const isChristmas = (day: Day) => /12-(2[4-9]|3[01])$/.test(dayText(day));
