import { type Day, dayNamed } from '../london.ts';
import { type Person, residenceOn } from '../people/people.ts';
import type { Home } from '../world.ts';
import type { Cause } from './reasons.ts';
import type { RoundReason } from './round-rows.ts';

export interface Listed {
  person: Person;
  reasons: Set<RoundReason>;
  since: Day;
}

/** What is older is a reason no more. */
const lookBackDays = 28;

/** Who of a home waits to be seen on a round, and why. */
export class RoundList {
  private readonly pending = new Map<string, Listed>();
  private followUps: { person: Person; on: Day }[] = [];
  private next = 0;

  constructor(
    private readonly home: Home,
    /** Oldest first. */
    private readonly causes: readonly Cause[],
  ) {}

  /** Those who live there on this day and are not in hospital, for what befell them before it. */
  on(day: Day): Listed[] {
    for (; (this.causes[this.next]?.day ?? day) < day; this.next++) {
      const { person, reason, day: since } = this.causes[this.next] as Cause;
      this.add(person, since, reason);
    }
    for (const { person, on } of this.followUps) if (on <= day) this.add(person, on, 'FOLLOW_UP_DUE');
    this.followUps = this.followUps.filter(({ on }) => on > day);
    for (const [id, { person, since }] of this.pending) {
      if (since < day - lookBackDays || residenceOn(person, day)?.home !== this.home) this.pending.delete(id);
    }
    return [...this.pending.values()].filter(({ person }) => !isInHospital(person, day));
  }

  add(person: Person, since: Day, reason: RoundReason): void {
    const known = this.pending.get(person.id);
    if (known === undefined) this.pending.set(person.id, { person, reasons: new Set([reason]), since });
    else {
      known.reasons.add(reason);
      known.since = Math.max(known.since, since);
    }
  }

  seen(person: Person, nextOn: string | null): void {
    this.pending.delete(person.id);
    if (nextOn !== null) this.followUps.push({ person, on: dayNamed(nextOn) });
  }
}

const isInHospital = (person: Person, day: Day) =>
  person.hospital.some(({ from, to }) => from <= day && (to === null || day < to));
