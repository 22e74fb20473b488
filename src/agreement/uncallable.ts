import type { Agency } from '../shared/agencies.ts';
import { agencies } from '../shared/agencies.ts';
import type { Actors, Agreement, SubjectRule } from './model.ts';
import { emergencyMutation } from './sections/writes.ts';
import type { Source } from './source.ts';
import { emergencyAgencies, rolesThatWrite } from './writes.ts';

type Found = Pick<Agreement, 'writes' | 'purposes'> & {
  readonly emergency: Agreement['emergency'] | undefined;
  readonly subjects: ReadonlyMap<string, SubjectRule>;
};

/** Permissions to write that give less than they say, and what cannot be at all. */
export function findUncallable(source: Source, { writes, emergency, purposes, subjects }: Found): void {
  const deciding = { writes, purposes, ...(emergency && { emergency }) };
  const warnOf = (mutation: string, line: number, by: Actors, instead: string) => {
    for (const [agency, roles] of agentsIn(by)) {
      const able = rolesThatWrite(deciding, mutation, agency);
      const names = roles.filter((role) => !able.includes(role)).join(', ');
      if (names !== '') source.warn(line, `${mutation} is given to ${names} of ${agency}, who cannot call it`, instead);
    }
  };
  for (const [mutation, { line, by, subject, relationships }] of writes) {
    if (relationships !== 0 && subjects.get(subject)?.personal === false)
      source.error(line, `${mutation} asks for a relationship, and ${subject} concerns no resident`, 'leave it out');
    warnOf(mutation, line, by, 'give the role a purpose under which it can, or leave it out');
  }
  if (!emergency) return;
  for (const [agency] of agentsIn(emergency.by).filter(([agency]) => !emergencyAgencies.includes(agency))) {
    source.error(
      emergency.line,
      `${agency} cannot open a record in an emergency`,
      `write ${emergencyAgencies.join(' or ')}`,
    );
  }
  const possible = Object.fromEntries(agentsIn(emergency.by).filter(([agency]) => emergencyAgencies.includes(agency)));
  warnOf(
    emergencyMutation,
    emergency.line,
    possible,
    'give the role a purpose that counts emergencies, or leave it out',
  );
}

function agentsIn(by: Actors): [Agency, readonly string[]][] {
  return agencies.flatMap((agency): [Agency, readonly string[]][] => (by[agency] ? [[agency, by[agency]]] : []));
}
