import { inOrder, type Kind, type Told } from './told.ts';

/** One admission or arrival under the number of a visit, of one person, by all that was told of it. */
export interface Course {
  visit: string;
  kind: Kind;
  patient: string;
  began: number;
  /** Null as long as nobody has ended it, or somebody took that back. */
  ended: number | null;
  method: string | null;
  result: string | null;
  cancelled: boolean;
  /** Lines of the file that is merged which tell of it. */
  lines: number[];
}

/** What was told and changes nothing: NO_VISIT where nothing stands for it, NOT_A_VALUE where an end must say more. */
export interface Idle {
  line: number;
  code: 'NO_VISIT' | 'NOT_A_VALUE';
}

/** The courses under one number of a visit, in the order in which they began to be told, and what changed nothing of them. */
export function coursesOf(told: readonly Told[]): { courses: Course[]; idle: Idle[] } {
  const walk = new Walk();
  for (const together of inOrder(told)) walk.take(together);
  return walk;
}

class Walk {
  readonly courses: Course[] = [];
  readonly idle: Idle[] = [];

  /**
   * An end and what takes it back, told of one moment: what takes it back is of the end that stands, if one does, and else of
   * the one that comes with it.
   */
  take(together: readonly Told[]): void {
    const rest = [...together];
    const isEnded = (one: Told) => (this.#followed(one)?.ended ?? null) !== null;
    const isNext = (one: Told) => !isDischarge(one) || (one.event === 'A13') === isEnded(one);
    while (rest.length) {
      const [next] = rest.splice(Math.max(0, rest.findIndex(isNext)), 1);
      if (next) this.#tell(next);
    }
  }

  #tell(one: Told): void {
    switch (one.event) {
      case 'A01':
      case 'A04':
        this.#opens(one, one.event === 'A01' ? 'STAY' : 'ATTENDANCE');
        break;
      case 'STATE':
        this.#shows(one);
        break;
      case 'A08':
        this.#amends(one);
        break;
      default:
        this.#closes(one, this.#followed(one));
    }
  }

  /** Another admission under the number is another course: of somebody else, or of whoever had left by then. */
  #opens(one: Told, kind: Kind): void {
    const own = this.#own(one, kind);
    // Of an admission that is told again it does not matter when it is said to have ended.
    const stands =
      own && (own.ended === null || own.began === one.began || (one.began !== null && one.began <= own.ended));
    const told = stands ? own : this.#others(one, kind, (course) => !course.cancelled && course.began === one.began);
    if (told) amend(told, one);
    else this.#begin(one, kind);
  }

  /** What a resource shows says all that messages would have said by then: admitted, not discharged, and discharged. */
  #shows(one: Told): void {
    const kind = kindOf(one);
    const told =
      this.#own(one, kind) ??
      this.#others(one, kind, (course) => !course.cancelled && (course.ended === null || course.began === one.began));
    const course = told ?? this.#begin(one, kind);
    if (told) amend(told, one);
    this.#closes({ ...one, event: 'A13' }, course);
    if (one.ended !== null) this.#closes({ ...one, event: 'A03' }, course);
  }

  /** A correction opens nothing. Of somebody else, it is a correction of who it is, where it can be of no other admission. */
  #amends(one: Told): void {
    const kind = kindOf(one);
    const isSame = (course: Course) => (course.ended === null && !course.cancelled) || course.began === one.began;
    const course = this.#own(one, kind) ?? this.#others(one, kind, isSame);
    if (course) amend(course, one);
    else this.#tellIdle(one, 'NO_VISIT');
  }

  #closes(one: Told, course: Course | undefined): void {
    if (course) note(course, one);
    if (!course) this.#tellIdle(one, 'NO_VISIT');
    else if (one.event === 'A11') course.cancelled = true;
    else if (one.event === 'A13') [course.ended, course.result] = [null, null];
    // The department must say what came of an attendance.
    else if (course.kind === 'ATTENDANCE' && one.outcome === null) this.#tellIdle(one, 'NOT_A_VALUE');
    else end(course, one);
  }

  /** An admission of the person that is told of: that of the same moment, or the last. */
  #own({ patient, began }: Told, kind: Kind): Course | undefined {
    const own = this.courses.filter((one) => one.kind === kind && one.patient === patient && !one.cancelled);
    return own.findLast((one) => one.began === began) ?? own.at(-1);
  }

  #others({ patient }: Told, kind: Kind, is: (course: Course) => boolean): Course | undefined {
    return this.courses.findLast((one) => one.kind === kind && one.patient !== patient && is(one));
  }

  /** What an end or a cancellation is of: what stands of whom it names, and where both kinds do, that of its class. */
  #followed(one: Told): Course | undefined {
    const standing = (kind: Kind) =>
      this.courses.findLast((course) => course.kind === kind && course.patient === one.patient && !course.cancelled);
    const [stays, attends] = [standing('STAY'), standing('ATTENDANCE')];
    return attends && (one.class === 'E' || !stays) ? attends : stays;
  }

  #begin(one: Told, kind: Kind): Course {
    const { visit, patient, method } = one;
    const course = { visit, kind, patient, began: one.began ?? one.said, ended: null, method, result: null };
    const begun: Course = { ...course, cancelled: false, lines: [] };
    note(begun, one);
    this.courses.push(begun);
    return begun;
  }

  #tellIdle({ line }: Told, code: Idle['code']): void {
    if (line !== null) this.idle.push({ line, code });
  }
}

const isDischarge = ({ event }: Told) => event === 'A03' || event === 'A13';
const kindOf = (one: Told): Kind => (one.class === 'I' ? 'STAY' : 'ATTENDANCE');

function note(course: Course, { line }: Told): void {
  if (line !== null && course.lines.at(-1) !== line) course.lines.push(line);
}

function amend(course: Course, one: Told): void {
  note(course, one);
  // By a correction it may be another's that somebody had cancelled.
  course.cancelled = false;
  course.patient = one.patient;
  course.began = one.began ?? course.began;
  course.method = one.method ?? course.method;
  // An end is never put off by an update, only by the cancellation of a discharge (A13). Before somebody is discharged, and anew
  // after that, an update has no end to move: what it bears is an old one, or one that is expected.
  if (one.event === 'A08' && course.ended !== null) end(course, one);
}

function end(course: Course, one: Told): void {
  if (one.ended !== null) course.ended = Math.min(one.ended, course.ended ?? one.ended);
  course.result = (course.kind === 'STAY' ? one.destination : one.outcome) ?? course.result;
}
