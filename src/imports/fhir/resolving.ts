import type { Line, Reading, Reject } from '../engine/format.ts';
import type { Desk, Read } from './desk.ts';
import { isPartOf, odsCodeOf } from './organization.ts';
import type { Patient } from './patient.ts';

export type Rejects = readonly Omit<Reject, 'line'>[];

/** The patient who was called so, and what is wrong with that: also what is wrong with the patient's own resource. */
export function patientCalled(
  desk: Desk,
  called: string | null,
  path: string,
): { patient: Patient | undefined; rejects: Rejects } {
  // What could not be read was told.
  if (called === null) return { patient: undefined, rejects: [] };
  const found: Read<Patient> | undefined = desk.called<Patient>('Patient', called);
  return found ? { patient: found.said, rejects: found.rejects } : { patient: undefined, rejects: [unresolved(path)] };
}

/** What is wrong with whose it is: nothing, if it does not say so. */
export function ownership(desk: Desk, called: string | null, path: string, { owner }: Reading): Rejects {
  if (called === null || owner === undefined) return [];
  const code = odsCodeOf(desk, called);
  if (code === undefined) return [unresolved(path)];
  return isPartOf(code, owner) ? [] : [{ column: path, code: 'OTHER_ORGANISATION' }];
}

const unresolved = (column: string) => ({ column, code: 'UNRESOLVED' }) as const;

/** A line, which says nothing if anything is wrong with it. */
export function lineWith(line: number, about: string | null, fact: Line['facts'][number], rejects: Rejects): Line {
  const told = rejects.filter(
    ({ column, code }, place) => rejects.findIndex((other) => other.column === column && other.code === code) === place,
  );
  return { line, about, facts: told.length ? [] : [fact], rejects: told };
}
