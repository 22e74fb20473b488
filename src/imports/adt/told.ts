/** What kind of visit it is: on a ward, or at the emergency department. */
export type Kind = 'STAY' | 'ATTENDANCE';

/** A message of a visit as the hub keeps it, or what a resource shows of one (`STATE`). Moments are milliseconds since 1970. */
export interface Told {
  visit: string;
  event: 'A01' | 'A03' | 'A04' | 'A08' | 'A11' | 'A13' | 'STATE';
  /** Null of what ends or takes back a visit under a class that opens none. */
  class: 'I' | 'E' | null;
  /** Whom it names: the id of a resident. */
  patient: string;
  /** When the trust recorded it, and when the message was written. */
  said: number;
  written: number;
  /** It was recorded in the hour that comes twice in the autumn, and does not say in which of both. */
  twice: boolean;
  began: number | null;
  ended: number | null;
  method: string | null;
  destination: string | null;
  outcome: string | null;
  source: string;
  control: string;
  digest: string;
  /** Where it stands in the file that is merged; null of another file's. */
  line: number | null;
}

const hourLong = 3_600_000;

/** Since when it counts: what was recorded in one of two hours, nobody knows which, is of one moment. */
const saidAt = ({ said, twice }: Told) => (twice ? said - (said % hourLong) : said);
const writtenAt = (one: Told) => (one.twice ? saidAt(one) : one.written);

/** Of what is of one moment: what opens a visit, what amends it, what ends it, and what takes it back. */
const rank = { A04: 1, A01: 2, STATE: 3, A08: 4, A03: 5, A13: 5, A11: 6 } as const;

/** As the trust recorded them; of one moment in an order that does not depend on files, whatever it may be. */
function order(one: Told, other: Told): number {
  return (
    saidAt(one) - saidAt(other) ||
    writtenAt(one) - writtenAt(other) ||
    rank[one.event] - rank[other.event] ||
    one.said - other.said ||
    one.written - other.written ||
    compared(one.source, other.source) ||
    compared(one.control, other.control) ||
    compared(one.digest, other.digest)
  );
}

const compared = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0);

/** What was told of a visit, in order, with that together of which nobody can say what came first: ends, and what takes them back. */
export function inOrder(told: readonly Told[]): Told[][] {
  const together = (one: Told, other: Told) =>
    saidAt(one) === saidAt(other) && writtenAt(one) === writtenAt(other) && rank[one.event] === rank[other.event];
  const groups: Told[][] = [];
  for (const one of [...told].sort(order)) {
    const last = groups.at(-1);
    if (last?.[0] && together(last[0], one)) last.push(one);
    else groups.push([one]);
  }
  return groups;
}
