import type { Fields } from '../../support/adt-file.ts';

interface Course {
  began: string;
  ended: string | null;
}

/**
 * What the visits of a history come to, reckoned one message after the other, in the order in which the trust recorded them:
 * a second reading of the rules, with no SQL. `2026-03-01T08:00Z/…` by visit.
 */
export function modelOf(history: readonly Fields[]): string[] {
  const once = new Map(history.map((one) => [one['MSH-10'], one]));
  const inOrder = [...once.values()].sort((one, other) => ((one['EVN-2'] ?? '') < (other['EVN-2'] ?? '') ? -1 : 1));
  const visits = new Map<string, { patient: string; course: Course }>();
  for (const fields of inOrder) {
    const { 'MSH-9': type = '', 'PV1-19': visit, 'EVN-2': at = '', 'PID-3': patient = '' } = fields;
    if (!visit) continue;
    const course = visits.get(visit)?.course;
    switch (type.slice(4)) {
      case 'A01':
      case 'A04':
        if (course) course.began = fields['PV1-44'] ?? at;
        else visits.set(visit, { patient, course: { began: fields['PV1-44'] ?? at, ended: null } });
        break;
      case 'A08':
        if (course) course.began = fields['PV1-44'] ?? course.began;
        break;
      case 'A03':
        if (course) course.ended ??= fields['PV1-45'] ?? at;
        break;
      case 'A13':
        if (course) course.ended = null;
        break;
      case 'A11':
        visits.delete(visit);
    }
  }
  const standing = [...visits].sort(([one, { course: a }], [other, { course: b }]) =>
    a.began < b.began || (a.began === b.began && one < other) ? -1 : 1,
  );
  return standing
    .filter(([visit, { patient, course }], place) =>
      // Nobody is in two wards at once: of two visits the later waits.
      standing
        .slice(0, place)
        .every(
          ([other, before]) =>
            before.patient !== patient || other[0] !== visit[0] || (before.course.ended ?? '9') <= course.began,
        ),
    )
    .map(([visit, { course }]) => `${visit} ${course.began} ${course.ended ?? '…'}`)
    .sort();
}
