import type { Json, JsonObject } from './graph.ts';

/** Which record of an agency's answer stands beside those of the others. */
export type Choice =
  /** The person with the NHS number that is looked at. */
  | { kind: 'same'; place: number }
  /** A record without number that nothing contradicts: of so many without number, so many fit. */
  | { kind: 'fits'; place: number; unnamed: number; fitting: number }
  /** Chosen by hand, and without a number. */
  | { kind: 'picked'; place: number }
  /** No record can be the person. */
  | { kind: 'nobody' };

/**
 * Finds the person in one agency's answer. Identifiers differ from agency to agency, so that only the NHS number tells.
 * Where that is withheld, a record is put beside the others if nothing in it contradicts what `known` says of the person.
 */
export function choose(
  records: readonly JsonObject[],
  nhsNumber: string | undefined,
  known: readonly JsonObject[],
  picked?: number,
): Choice {
  if (picked !== undefined && records[picked]) return { kind: 'picked', place: picked };
  const place = records.findIndex((record) => record.nhsNumber === nhsNumber && nhsNumber !== undefined);
  if (place >= 0) return { kind: 'same', place };
  const unnamed = records.filter((record) => typeof record.nhsNumber !== 'string');
  const fitting = unnamed.filter((record) => known.every((other) => agree(record, other)));
  const [first] = fitting;
  if (!first) return { kind: 'nobody' };
  return { kind: 'fits', place: records.indexOf(first), unnamed: unnamed.length, fitting: fitting.length };
}

/** True unless both tell something and tell it differently; a year agrees with the days in it. */
function agree(one: Json | undefined, other: Json | undefined): boolean {
  if (one === null || one === undefined || other === null || other === undefined) return true;
  if (Array.isArray(one) || Array.isArray(other)) return true;
  if (typeof one === 'object' && typeof other === 'object') {
    return Object.keys(one)
      .filter((name) => name !== 'id')
      .every((name) => agree(one[name], other[name]));
  }
  return String(other).startsWith(String(one));
}

/**
 * The NHS number of the most telling person: known to many agencies, with something to tell, and best of all one whom an
 * agency that sees some residents without number does not know by it.
 */
export function mostTelling(answers: readonly (readonly JsonObject[])[]): string | undefined {
  const scores = new Map<string, number>();
  const blurred = answers.filter((records) => records.some(({ nhsNumber }) => typeof nhsNumber !== 'string'));
  for (const record of answers.flat()) {
    const { nhsNumber } = record;
    if (typeof nhsNumber !== 'string') continue;
    const unlike = blurred.some((records) => !records.some((other) => other.nhsNumber === nhsNumber));
    const before = scores.get(nhsNumber) ?? (unlike ? 3 : 0);
    scores.set(nhsNumber, before + 1 + countOf(record) / 100);
  }
  return [...scores].sort(([, one], [, other]) => other - one)[0]?.[0];
}

/** Up to four incidents and four stays, since more are not more telling. */
function countOf(record: JsonObject): number {
  const total = (field: string) =>
    Number((record[field] as { totalCount?: number } | null | undefined)?.totalCount ?? 0);
  return Math.min(total('incidents'), 4) + Math.min(total('hospitalStays'), 4);
}
