import { Refusal } from '../shared/refusals.ts';
import type { Limits } from './limits/limits.ts';
import { Places } from './subscriptions/places.ts';

/** Goes of the event loop that nobody begins in, at most, because in each somebody else connected. */
const mostHeld = 100;

type TurnLimits = Pick<
  Limits,
  'short' | 'shortAtOnce' | 'shortOfOrganisation' | 'longAtOnce' | 'longWaiting' | 'longWaitingOfOrganisation'
>;

/** Ends a turn. Again, it does nothing. */
export type EndTurn = () => void;

/**
 * Long questions are answered by turns: some at once, of the others one of each organisation after the other, and those of
 * one organisation in the order in which they came: who asks very much waits longer, and nobody else does. All begun
 * together would share the process's one thread and the connections, and none would be done much before the last; short ones
 * would wait for all of them. Short questions have no turns, and the connections that long ones leave free; of them so many
 * are under way at once that none takes long, and the next one is refused in a moment rather than answered late.
 *
 * Whoever has connected before must not begin after: Node takes in one connection in each go of the event loop, which is
 * a long way from the next while many are at work. So nobody begins while others are coming in.
 */
export class Turns {
  readonly #limits: TurnLimits;
  readonly #short = new Places();
  #shortInAll = 0;
  /** By organisation: first the one whose turn is next. */
  readonly #waiting = new Map<string, Set<() => void>>();
  #waitingInAll = 0;
  #running = 0;
  #isComing = false;
  #held = 0;
  #next: NodeJS.Immediate | undefined;

  constructor(limits: TurnLimits) {
    this.#limits = limits;
  }

  /** Somebody has connected, and has asked nothing yet. */
  coming(): void {
    this.#isComing = true;
  }

  /** Whether the next short question would be refused, whoever asks it: to be known before anything is done for it. */
  get isFull(): boolean {
    return this.#shortInAll >= this.#limits.shortAtOnce;
  }

  /** A place for a short question, and its end. Throws if too many are under way, of all or of its organisation. */
  place(organisation: string): EndTurn {
    const leave = this.isFull ? undefined : this.#short.take(organisation, this.#limits.shortOfOrganisation);
    if (!leave) throw new Refusal('OVERLOADED');
    this.#shortInAll += 1;
    return () => {
      this.#shortInAll -= 1;
      leave();
    };
  }

  /**
   * Resolves to its end when it is the question's turn; undefined for a short one, which needs none. Rejects when
   * `signal` aborts before that, and at once if too many wait, of all or of its organisation.
   */
  take(cost: number, organisation: string, signal: AbortSignal): Promise<EndTurn> | undefined {
    if (cost <= this.#limits.short) return undefined;
    if (signal.aborted) return Promise.reject(new Refusal('TIMED_OUT'));
    const { longWaiting, longWaitingOfOrganisation } = this.#limits;
    const line = this.#waiting.get(organisation) ?? new Set();
    if (this.#waitingInAll >= longWaiting || line.size >= longWaitingOfOrganisation)
      return Promise.reject(new Refusal('OVERLOADED'));
    return new Promise((resolve, reject) => {
      const begin = () => {
        signal.removeEventListener('abort', leave);
        this.#leave(organisation, begin);
        resolve(this.#begun());
      };
      const leave = () => {
        this.#leave(organisation, begin);
        reject(new Refusal('TIMED_OUT'));
      };
      signal.addEventListener('abort', leave, { once: true });
      this.#waiting.set(organisation, line.add(begin));
      this.#waitingInAll += 1;
      this.#schedule();
    });
  }

  #begun(): EndTurn {
    this.#running += 1;
    let isOver = false;
    return () => {
      if (isOver) return;
      isOver = true;
      this.#running -= 1;
      this.#schedule();
    };
  }

  /** One in each go: what the one before is about to send leaves first. */
  #schedule(): void {
    if (!this.#waitingInAll || this.#running >= this.#limits.longAtOnce) return;
    this.#next ??= setImmediate(() => {
      this.#next = undefined;
      if (!this.#holds()) this.#beginNext();
      this.#schedule();
    });
  }

  #holds(): boolean {
    this.#held = this.#isComing && this.#held < mostHeld ? this.#held + 1 : 0;
    this.#isComing = false;
    return this.#held > 0;
  }

  #beginNext(): void {
    const [first] = this.#waiting;
    if (!first) return;
    const [organisation, line] = first;
    // Its next one comes after one of each other organisation.
    this.#waiting.delete(organisation);
    this.#waiting.set(organisation, line);
    const [begin] = line;
    begin?.();
  }

  #leave(organisation: string, begin: () => void): void {
    const line = this.#waiting.get(organisation);
    if (!line?.delete(begin)) return;
    this.#waitingInAll -= 1;
    if (line.size === 0) this.#waiting.delete(organisation);
  }
}
