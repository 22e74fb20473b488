/** What the hub promises of its reliability, in the order of the report: docs/bars.md. */
export const bars = {
  refusedEarly: {
    what: 'Ten times as much is asked as can be answered: what is refused',
    promised: '503 with `Retry-After`, 99 of 100 over standing connections in less than 100 ms',
  },
  admitted: { what: 'Those that are answered meanwhile', promised: '99 of 100 within twice the time of a full hub' },
  recovered: { what: 'After that', promised: 'within 5 s nothing is refused any more' },
  healthAnswers: {
    what: 'Health, while that lasts',
    promised: '99 of 100 answers over a standing connection in less than 50 ms',
  },
  badTokens: { what: 'Bad tokens', promised: 'cost no connection: refused at once though all are taken' },
  hostile: { what: 'A hostile question', promised: 'refused in less than 50 ms (median of each kind)' },
  slowClient: { what: 'A client that sends drop by drop, or nothing', promised: 'closed within 30 s' },
  vanished: { what: 'A client that leaves', promised: 'its work in the database is cancelled within 1 s' },
  awayAtStart: { what: 'The database is away at start', promised: 'ready within 5 s of its return' },
  frozen: { what: 'The database stands still', promised: 'ready within 5 s of its return' },
  killedDatabase: { what: 'The database is killed', promised: 'ready within 5 s of its return' },
  failedOver: {
    what: 'The database dies for good, and its standby takes over at its address',
    promised: 'ready within 5 s of that, with every acknowledged write',
  },
  faults: {
    what: 'Hub or PostgreSQL killed 50 times at random under load, and frozen and started anew as often',
    promised: 'no wrong answer, no acknowledged write lost, none done twice',
  },
  rolling: { what: 'Hubs started anew 20 times in turn', promised: 'no failed request; each ends within 10 s' },
  repeated: {
    what: 'A change sent again with its key, also at once and after kills',
    promised: 'one effect and the same answer; with another content refused',
  },
  imports: {
    what: 'Files that are taken, killed at 50 moments of each of three formats',
    promised: 'taken in the end as if never killed',
  },
  soak: {
    what: 'Twenty minutes of everything',
    promised: 'after five minutes the heap grows by less than 1 MB a minute',
  },
} as const;

export type Bar = keyof typeof bars;
