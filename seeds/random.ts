/**
 * A small seeded source of random numbers (sfc32): the same seed gives the same borough on every machine.
 * `branch` opens an independent stream by name, so that a change in one subject leaves the others as they were.
 * Streams are told apart by 32 bits, which is enough for the thousands of a borough; for the millions of a country, where
 * two that are the same would make one id twice, a `wide` one and its branches are told apart by 64.
 */
export class Random {
  private a: number;
  private b: number;
  private c: number;
  private counter: number;

  constructor(
    private readonly seed: string,
    private readonly wide = false,
  ) {
    // From another beginning, since texts that lead to the same state stay together whatever follows them.
    this.counter = wide ? hashed(`wide/${seed}`)() | 0 : 1;
    const next = hashed(seed);
    this.a = next();
    this.b = next();
    this.c = next();
    for (let round = 0; round < 12; round++) this.bits();
  }

  branch(name: string): Random {
    return new Random(`${this.seed}/${name}`, this.wide);
  }

  private bits(): number {
    const sum = (((this.a + this.b) | 0) + this.counter) | 0;
    this.counter = (this.counter + 1) | 0;
    this.a = this.b ^ (this.b >>> 9);
    this.b = (this.c + (this.c << 3)) | 0;
    this.c = (((this.c << 21) | (this.c >>> 11)) + sum) | 0;
    return sum >>> 0;
  }

  /** Uniform in [0, 1). */
  fraction(): number {
    return this.bits() / 4294967296;
  }

  /** A whole number from `low` to `high`, both included. */
  between(low: number, high: number): number {
    return low + Math.floor(this.fraction() * (high - low + 1));
  }

  chance(probability: number): boolean {
    return this.fraction() < probability;
  }

  pick<T>(values: readonly T[]): T {
    return values[Math.floor(this.fraction() * values.length)] as T;
  }

  weighted<T>(weights: readonly (readonly [T, number])[]): T {
    let total = 0;
    for (const entry of weights) total += entry[1];
    let left = this.fraction() * total;
    for (const entry of weights) {
      left -= entry[1];
      if (left < 0) return entry[0];
    }
    return weights[weights.length - 1]?.[0] as T;
  }

  /** Waiting time until the next event of a process with this mean. */
  exponential(mean: number): number {
    return -Math.log(1 - this.fraction()) * mean;
  }

  normal(mean: number, deviation: number): number {
    const radius = Math.sqrt(-2 * Math.log(1 - this.fraction()));
    return mean + deviation * radius * Math.cos(2 * Math.PI * this.fraction());
  }

  /** A factor with mean 1 and a long tail: how much more than others one person falls, or is admitted. */
  proneness(spread: number): number {
    return Math.exp(this.normal(-(spread * spread) / 2, spread));
  }

  uuid(): string {
    const [first, second, third, fourth] = [this.bits(), this.bits(), this.bits(), this.bits()];
    const version = (second & 0x0fff) | 0x4000;
    const variant = ((third >>> 16) & 0x3fff) | 0x8000;
    return `${hex(first >>> 16)}${hex(first)}-${hex(second >>> 16)}-${hex(version)}-${hex(variant)}-${hex(third)}${hex(fourth >>> 16)}${hex(fourth)}`;
  }
}

/** Says yes for exactly this share of the calls, spread evenly: numbers that the borough must have do not wander. */
export class EvenShare {
  private sum: number;

  constructor(
    private readonly share: number,
    random: Random,
  ) {
    this.sum = random.fraction();
  }

  next(): boolean {
    this.sum += this.share;
    if (this.sum < 1) return false;
    this.sum -= 1;
    return true;
  }
}

const bytes = Array.from({ length: 256 }, (_, value) => value.toString(16).padStart(2, '0'));
/** The lower sixteen bits. */
const hex = (value: number) => (bytes[(value >>> 8) & 255] as string) + (bytes[value & 255] as string);

/** xmur3: turns a text into the three words that start a stream. */
function hashed(text: string): () => number {
  let state = 1779033703 ^ text.length;
  for (let index = 0; index < text.length; index++) {
    state = Math.imul(state ^ text.charCodeAt(index), 3432918353);
    state = (state << 13) | (state >>> 19);
  }
  return () => {
    state = Math.imul(state ^ (state >>> 16), 2246822507);
    state = Math.imul(state ^ (state >>> 13), 3266489909);
    state ^= state >>> 16;
    return state >>> 0;
  };
}
