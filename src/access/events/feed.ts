import { setTimeout as pause } from 'node:timers/promises';
import { Refusal } from '../../shared/refusals.ts';

/** On this channel the database tells running hubs that something was announced. */
export const eventChannel = 'caregraph_event';

/** That a record was made or changed. What it says is read anew by each who hears of it. */
export interface Announced {
  /** Counts up in the order in which records can be seen. */
  number: string;
  /** The uuid of the record. */
  record: string;
  /** When it was announced, as the database writes it. */
  at: string;
  /** The uuid of the organisation that it is addressed to; null if it is to all. */
  organisation: string | null;
}

/** The last event that somebody heard. */
export type Heard = Pick<Announced, 'number' | 'at'>;

interface Connection {
  query<Row extends object>(statement: { name: string; text: string; values: unknown[] }): Promise<{ rows: Row[] }>;
}

interface Wanted {
  topic: string;
  /** The uuid of the organisation that hears: what is addressed to another is left out. */
  organisation: string;
  /** Absent: whatever is announced from now on. */
  since?: Heard | undefined;
  signal: AbortSignal;
}

const together = 100;
/** Milliseconds after which those who wait look by themselves: a notification may be lost with its connection. */
const patience = 20_000;
/** Milliseconds until a database that did not answer is asked again. */
const retryAfter = 500;
/** Milliseconds from one forgetting of old events to the next. */
const forgetEvery = 3_600_000;

/**
 * What was announced, for all who hear of it in one process. Nothing is kept here but where each of them is: those who
 * are at the same place share one look at the database, and whoever is slow looks later.
 */
export class Feed {
  readonly #connection: Connection;
  readonly #looks = new Map<string, Promise<Announced[]>>();
  readonly #waiting = new Set<() => void>();
  readonly #timers: NodeJS.Timeout[];
  #wakes = 0;

  constructor(connection: Connection) {
    this.#connection = connection;
    const forget = () => void this.#ask('forget events', 'select hub.forget_events()').catch(() => undefined);
    this.#timers = [setInterval(forget, forgetEvery).unref(), setInterval(this.wake, patience).unref()];
  }

  /** Something was announced, or may have been. */
  readonly wake = (): void => {
    this.#wakes += 1;
    this.#looks.clear();
    for (const awake of this.#waiting) awake();
  };

  close(): void {
    for (const timer of this.#timers) clearInterval(timer);
  }

  /**
   * What is announced, from the first event that comes after `since`: without a gap, whatever becomes of connections
   * meanwhile. Throws `EVENTS_GONE` if what came after it is not all there any more.
   */
  async hear(wanted: Wanted): Promise<AsyncGenerator<Announced>> {
    const { topic, since } = wanted;
    return this.#follow(wanted, since ? await this.#behind(topic, since) : await this.#latest(topic));
  }

  async *#follow({ topic, organisation, signal }: Wanted, from: string): AsyncGenerator<Announced> {
    let position = from;
    while (!signal.aborted) {
      const wakes = this.#wakes;
      const events = await this.#after(topic, position).catch(() => undefined);
      if (!events) await pause(retryAfter, undefined, { signal }).catch(() => undefined);
      else if (!events.length && wakes === this.#wakes) await this.#nextWake(signal);
      // Of several changes of one record only the last is worth a look: it is read as it stands.
      const last = new Map(events?.map(({ record, number }) => [record, number]));
      for (const event of events ?? []) {
        if (signal.aborted) return;
        position = event.number;
        const forAll = event.organisation === null || event.organisation === organisation;
        if (forAll && last.get(event.record) === event.number) yield event;
      }
    }
  }

  #nextWake(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const awake = () => {
        this.#waiting.delete(awake);
        signal.removeEventListener('abort', awake);
        resolve();
      };
      this.#waiting.add(awake);
      signal.addEventListener('abort', awake);
      if (signal.aborted) awake();
    });
  }

  /** The events behind a place, looked up once for all who are there. */
  #after(topic: string, position: string): Promise<Announced[]> {
    const key = `${topic} ${position}`;
    const known = this.#looks.get(key);
    if (known) return known;
    const look = this.#ask<Announced>(
      'events behind',
      `select event.number::text, event.record_id as record, event.at::text, event.organisation_id as organisation
       from hub.event where event.topic = $1 and event.number > $2::bigint order by event.number limit $3`,
      [topic, position, together],
    );
    this.#looks.set(key, look);
    look.catch(() => this.#looks.delete(key));
    return look;
  }

  /** The last event of the topic, not of all: there everybody waits who has heard all, and shares one look. */
  async #latest(topic: string): Promise<string> {
    const text = 'select coalesce(max(event.number), 0)::text as number from hub.event where event.topic = $1';
    const [row] = await this.#ask<{ number: string }>('last event', text, [topic]);
    return row?.number ?? '0';
  }

  /** All that came after an event is there while it is there itself. */
  async #behind(topic: string, { number, at }: Heard): Promise<string> {
    const text = 'select number::text from hub.event where number = $1::bigint and topic = $2 and at = $3::timestamptz';
    const [row] = await this.#ask<{ number: string }>('event heard', text, [number, topic, at]);
    if (!row) throw new Refusal('EVENTS_GONE');
    return row.number;
  }

  async #ask<Row extends object>(name: string, text: string, values: unknown[] = []): Promise<Row[]> {
    return (await this.#connection.query<Row>({ name, text, values })).rows;
  }
}
