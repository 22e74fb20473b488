import type { Turn } from './measure.ts';

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

/** Medians over the rounds of one peer, one question and one number of connections. */
export interface Figures extends Omit<Turn, 'round'> {
  statements: number | null;
  /** CPU milliseconds a request by which the hub without its access record needs less; null if that was not measured. */
  accessRecordCpu: number | null;
  peakMemory: number;
  /** The hub's requests per CPU second by this peer's: the median of the rounds' ratios. Above 1 the hub is ahead. */
  hubIsAheadBy: number | null;
}

/** `hub` are the hub's turns beside these, `unrecorded` those of the hub without its access record. */
export function figuresOf(
  turns: readonly Turn[],
  hub: readonly Turn[],
  unrecorded: readonly Turn[],
): Omit<Figures, 'statements' | 'peakMemory'> {
  const [turn] = turns;
  if (!turn) throw new Error('nothing was measured');
  const of = (key: keyof Turn) => median(turns.map((each) => Number(each[key])));
  const ratios = turns.flatMap(({ round, perCpuSecond }) => {
    const beside = hub.find((each) => each.round === round);
    return beside ? [beside.perCpuSecond / perCpuSecond] : [];
  });
  const recording = turns.flatMap((each) => {
    const bare = unrecorded.find(({ round }) => round === each.round);
    return bare ? [1000 / each.perCpuSecond - 1000 / bare.perCpuSecond] : [];
  });
  return {
    peer: turn.peer,
    question: turn.question,
    connections: turn.connections,
    requests: turns.reduce((sum, { requests }) => sum + requests, 0),
    perSecond: of('perSecond'),
    p50: of('p50'),
    p99: of('p99'),
    bytes: of('bytes'),
    serverCpu: of('serverCpu'),
    databaseCpu: of('databaseCpu'),
    perCpuSecond: of('perCpuSecond'),
    accessRecordCpu: recording.length ? median(recording) : null,
    hubIsAheadBy: ratios.length ? median(ratios) : null,
  };
}
