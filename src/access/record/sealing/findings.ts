/** What is wrong, in the words of programs. */
export const findingCodes = [
  'WRONG_KEY',
  'ANCHORS_MISSING',
  'ANCHORS_CHANGED',
  'ANCHORS_LATE',
  'ANCHORS_BEHIND',
  'SEAL_CHANGED',
  'SEAL_MISSING',
  'ENTRY_CHANGED',
  'ENTRY_MISSING',
  'ENTRY_INSERTED',
  'ENTRY_MOVED',
  'PLAN_CHANGED',
  'AGREEMENT_CHANGED',
  'CLOCK',
] as const;
export type FindingCode = (typeof findingCodes)[number];

export interface Finding {
  readonly code: FindingCode;
  /** The seal that tells it. */
  readonly batch?: number;
  /** The number of the entry. */
  readonly number?: string;
  /** When the entry, or the seal, was made: as the seal or the anchor says where there is one. */
  readonly at?: string;
  readonly what: string;
}

/** As many as people read; of the rest the number. */
const shown = 100;

/** Findings in the order of what they are about, however late they are found. Holds a few of them only. */
export class Findings {
  readonly counts: Partial<Record<FindingCode, number>> = {};
  #kept: Finding[] = [];
  readonly #known = new Set<string>();

  add(finding: Finding): void {
    if (finding.number !== undefined) {
      const same = `${finding.number} ${finding.at} ${finding.code}`;
      if (this.#known.has(same)) return;
      if (this.#known.size < 10_000) this.#known.add(same);
    }
    this.counts[finding.code] = (this.counts[finding.code] ?? 0) + 1;
    this.#kept.push(finding);
    if (this.#kept.length > 10 * shown) this.#kept = this.first();
  }

  /** The first ones, in order. */
  first(): Finding[] {
    return this.#kept.sort(order).slice(0, shown);
  }

  get total(): number {
    return Object.values(this.counts).reduce((sum, count) => sum + count, 0);
  }
}

/** What concerns the whole comes first, then seal after seal what each tells. */
function order(one: Finding, other: Finding): number {
  const [place, otherPlace] = [one.batch ?? 0, other.batch ?? 0];
  if (place !== otherPlace) return place - otherPlace;
  if (one.number === undefined || other.number === undefined) {
    return Number(one.number !== undefined) - Number(other.number !== undefined);
  }
  const difference = BigInt(one.number) - BigInt(other.number);
  return difference === 0n ? 0 : difference < 0n ? -1 : 1;
}

export const moment = (milliseconds: number): string =>
  Math.abs(milliseconds) <= 8.64e15 ? new Date(milliseconds).toISOString() : 'no date';
