import type { Fields } from '../../support/adt-file.ts';

/** When somebody was there, as messages write moments in universal time; null: still is. */
interface Course {
  began: string;
  ended: string | null;
}
/** What is to become of a visit, beside what it is recorded as. */
interface Planned extends Course {
  visit: string;
  was: Course | undefined;
}

const reckoned = ['A01', 'A03', 'A04', 'A08', 'A11', 'A13'];
const eventOf = ({ 'MSH-9': type = '' }: Fields) => type.slice(4);
const visitOf = ({ 'PV1-19': visit = '' }: Fields) => visit;
/** Visits of one person, on wards or at the emergency department: of these no two are at once. */
const apart = (visit: string) => `${visit[0]} ${visit.split('-')[1]}`;

const isEmpty = ({ began, ended }: Course) => ended !== null && ended <= began;
const cross = (one: Course, other: Course) =>
  !isEmpty(one) && !isEmpty(other) && one.began < (other.ended ?? '9') && other.began < (one.ended ?? '9');
const within = (one: Course, other: Course) =>
  isEmpty(one) || (other.began <= one.began && (one.ended ?? '9') <= (other.ended ?? '9'));

const written = (visits: ReadonlyMap<string, Course>) =>
  [...visits].map(([visit, { began, ended }]) => `${visit} ${began} ${ended ?? '…'}`).sort();

const earlier = (one: string, other: string | null | undefined) => (other && other < one ? other : one);

const ranks = ['A04', 'A01', 'A08', 'A03', 'A13', 'A11'];
const rankOf = (fields: Fields) => ranks.indexOf(eventOf(fields));

/**
 * The course of each visit by all these messages, one after the other in the order in which the trust recorded them; null of one
 * that was cancelled.
 */
function coursesOf(history: Iterable<Fields>): Map<string, Course | null> {
  const visits = new Map<string, Course | null>();
  const byMoment = Map.groupBy(history, (fields) => `${fields['EVN-2']} ${visitOf(fields)}`);
  for (const moment of [...byMoment.keys()].sort()) {
    const told = (byMoment.get(moment) ?? []).sort((one, other) => rankOf(one) - rankOf(other));
    const [ends, reopens] = ['A03', 'A13'].map((event) => told.filter((one) => eventOf(one) === event)) as [
      Fields[],
      Fields[],
    ];
    for (const fields of told.filter((one) => eventOf(one) < 'A03' || (eventOf(one) > 'A03' && eventOf(one) < 'A11')))
      follow(visits, fields);
    // Which of both comes first: whoever has left is not discharged again, and whoever is there comes not back.
    while (ends.length || reopens.length) {
      const hasLeft = (visits.get(visitOf((ends[0] ?? reopens[0]) as Fields))?.ended ?? null) !== null;
      const first = (hasLeft ? reopens : ends).shift() ?? ends.shift() ?? reopens.shift();
      if (first) follow(visits, first);
    }
    for (const fields of told.filter((one) => eventOf(one) === 'A11')) follow(visits, fields);
  }
  return visits;
}

function follow(visits: Map<string, Course | null>, fields: Fields): void {
  const { 'EVN-2': at = '' } = fields;
  const visit = visitOf(fields);
  const course = visits.get(visit);
  switch (eventOf(fields)) {
    case 'A01':
    case 'A04':
      if (course) course.began = fields['PV1-44'] ?? at;
      else visits.set(visit, { began: fields['PV1-44'] ?? at, ended: null });
      break;
    case 'A08':
      if (course) course.began = fields['PV1-44'] ?? course.began;
      // It moves an end that stands, and makes none.
      if (course?.ended) course.ended = earlier(course.ended, fields['PV1-45']);
      break;
    case 'A03':
      if (course) course.ended = earlier(fields['PV1-45'] ?? at, course.ended);
      break;
    case 'A13':
      if (course) course.ended = null;
      break;
    case 'A11':
      if (course) visits.set(visit, null);
  }
}

const isSound = ({ began, ended }: Course) => ended === null || began <= ended;

/**
 * Visits of those people of whom all messages together say nothing that cannot be: no end before its beginning, no two visits at
 * once. These, and no others, are promised to be the same in whatever order and files it was told. Gives them as they then are, and
 * of whom they are.
 */
export function promised(history: readonly Fields[]): { visits: string[]; of(written: string): boolean } {
  const courses = coursesOf(new Map(history.map((one) => [one['MSH-10'], one])).values());
  const standing = new Map([...courses].flatMap(([visit, course]) => (course ? [[visit, course] as const] : [])));
  const faulty = new Set(
    [...standing]
      .filter(
        ([visit, course]) =>
          !isSound(course) ||
          [...standing].some(
            ([other, beside]) => other !== visit && apart(other) === apart(visit) && cross(course, beside),
          ),
      )
      .map(([visit]) => apart(visit)),
  );
  const of = (written: string) => !faulty.has(apart(written.split(' ')[0] ?? ''));
  return { visits: written(standing).filter(of), of };
}

/**
 * What is recorded after each file: a second reading of the rules, with no SQL. A visit that by all messages so far cannot be stays
 * as it was recorded last; so does one that would meet what stands, or what comes before it.
 */
export class Model {
  readonly #told = new Map<string | undefined, Fields>();
  readonly #recorded = new Map<string, Course>();

  get visits(): string[] {
    return written(this.#recorded);
  }

  take(file: readonly Fields[]): void {
    for (const one of file) this.#told.set(one['MSH-10'], one);
    const courses = coursesOf(this.#told.values());
    for (const which of new Set(
      file.filter((one) => reckoned.includes(eventOf(one))).map((one) => visitOf(one).split('-')[1]),
    ))
      for (const kind of ['V', 'E'])
        this.#follow([...courses].filter(([visit]) => apart(visit) === `${kind} ${which}`));
  }

  #follow(courses: readonly (readonly [string, Course | null])[]): void {
    for (const [visit, course] of courses) if (!course) this.#recorded.delete(visit);
    let plan = courses.flatMap(([visit, course]): Planned[] =>
      course && isSound(course) ? [{ visit, ...course, was: this.#recorded.get(visit) }] : [],
    );
    for (let refused = -1; refused; ) {
      const kept = this.#uncrossed(plan);
      refused = plan.length - kept.length;
      plan = kept;
    }
    for (const { visit, began, ended } of plan) this.#recorded.set(visit, { began, ended });
  }

  #uncrossed(plan: readonly Planned[]): Planned[] {
    const planned = new Set(plan.map(({ visit }) => visit));
    const blocked = (one: Planned) =>
      [...this.#recorded].some(
        ([visit, course]) => apart(visit) === apart(one.visit) && !planned.has(visit) && cross(course, one),
      );
    const before = (one: Planned) =>
      plan.filter((other) => other.visit !== one.visit && cross(other, one) && orderOf(other) < orderOf(one));
    const disputed = (one: Planned) => blocked(one) || before(one).length > 0;
    return plan.filter((one) => !blocked(one) && before(one).every(disputed));
  }
}

const orderOf = ({ was, visit, began, ended }: Planned) =>
  `${was ? (within({ began, ended }, was) ? 0 : 1) : 2} ${began} ${visit}`;
