/** What stands around the messages of a file: FHS … FTS, and BHS … BTS around each batch. Both may be left out. */
export class Envelope {
  static readonly names: ReadonlySet<string> = new Set(['FHS', 'BHS', 'BTS', 'FTS']);
  /** Messages since the last batch began. */
  messages = 0;
  readonly #open = new Set<string>();

  /** Whether something was begun whose end is missing: then messages may be missing, too. */
  get isOpen(): boolean {
    return this.#open.size > 0;
  }

  /** What is wrong with a batch, now that it ends: it says itself how many messages are in it. */
  take(name: string, segment: Buffer): 'COUNT_DIFFERS' | undefined {
    const what = name.slice(0, 1);
    if (name.endsWith('HS')) this.#open.add(what);
    else this.#open.delete(what);
    if (name === 'BHS') this.messages = 0;
    if (name !== 'BTS') return undefined;
    // BTS-1, up to the next separator, whichever that is.
    const [, count] = /^BTS[^\d]\s*(\d{1,9})(?!\d)/.exec(segment.toString('latin1')) ?? [];
    return count !== undefined && Number(count) !== this.messages ? 'COUNT_DIFFERS' : undefined;
  }
}
