import type { Purpose } from '../shared/purposes.ts';
import type { EmergencyRule, PurposeRule, QueryRule, SubjectRule, WriteRule } from './model.ts';
import { bitsOf, relationshipNames } from './sections/terms.ts';
import { emergencyMutation } from './sections/writes.ts';
import type { GraphShape } from './shape.ts';
import type { Part, Source } from './source.ts';

interface Decisions {
  readonly subjects: ReadonlyMap<string, SubjectRule>;
  readonly queries: ReadonlyMap<string, QueryRule>;
  readonly subscriptions: ReadonlyMap<string, QueryRule>;
  readonly writes: ReadonlyMap<string, WriteRule>;
  readonly emergency: EmergencyRule | undefined;
}

/** What the graph has and the agreement is silent about. Silence is never taken for consent. */
export function findUndecided(
  source: Source,
  shape: GraphShape,
  { subjects, queries, subscriptions, writes, emergency }: Decisions,
  sections: { subjects: Part; open: Part; queries: Part },
): void {
  for (const [name, fields] of shape.interfaces) {
    if (name === 'Node' && fields.join() === 'id') continue;
    const what = `the graph has the interface ${name} { ${fields.join(' ')} }`;
    source.error(1, what, 'keep only Node { id }: a field read through an interface would escape its clauses');
  }
  for (const [name, type] of shape.types) {
    const rule = subjects.get(name);
    const section = type.personal ? sections.subjects : sections.open;
    const silent = [...type.fields]
      .filter(([field, { personal }]) => !personal && field !== 'withheld' && !(type.personal && field === 'id'))
      .map(([field]) => field)
      .filter((field) => !rule?.clauses.has(field));
    const instead = type.personal ? 'decide it in a clause, if only by "nobody: true"' : 'decide it under open';
    if (rule) for (const field of silent) source.error(rule.line, `no clause decides ${name}.${field}`, instead);
    else if (silent.length > 0 && !section.absent)
      source.error(section.line, `no clause decides ${name} { ${silent.join(' ')} }`, instead);
  }
  for (const query of [...shape.queries.keys()].filter((query) => !sections.queries.absent && !queries.has(query))) {
    source.error(sections.queries.line, `nothing says who may ask ${query}`, 'add it to queries');
  }
  for (const name of [...shape.subscriptions.keys()].filter((name) => !subscriptions.has(name))) {
    source.error(1, `nothing says who may hear of ${name}`, 'add it to subscriptions, if only with "by: []"');
  }
  for (const mutation of shape.mutations.keys()) {
    const byEmergency = mutation === emergencyMutation;
    if (byEmergency ? emergency : writes.has(mutation)) continue;
    const instead = byEmergency
      ? 'add emergency, if only with "who: {}"'
      : 'add it to writes, if only with "by: nobody"';
    source.error(1, `nothing says who may call ${mutation}`, instead);
  }
}

/**
 * A field that is found in records of another subject is null to whoever does not see those, and nobody is told that it
 * is withheld.
 */
export function findHiddenSources(
  source: Source,
  { readThrough }: GraphShape,
  subjects: ReadonlyMap<string, SubjectRule>,
): void {
  const grantsOf = (coordinate: string) => {
    const [subject = '', field = ''] = coordinate.split('.');
    return subjects.get(subject)?.fields.get(field) ?? [];
  };
  for (const [shown, found] of readThrough ?? []) {
    const seen = grantsOf(found).reduce((bits, { anyOf, also }) => bits | (also === 0 ? anyOf : 0), 0);
    for (const { anyOf, clause } of grantsOf(shown)) {
      const names = relationshipNames(anyOf & ~seen).join(', ');
      if (names === '') continue;
      const what = `${clause.reference} shares ${shown} with ${names}, which does not see ${found}, where it is found`;
      source.error(clause.line, what, `share ${found} with ${names} too, or leave it out here`);
    }
  }
}

/** A clause that shares with a relationship which no purpose allows shares less than it says. */
export function findUnreachable(
  source: Source,
  subjects: ReadonlyMap<string, SubjectRule>,
  purposes: ReadonlyMap<Purpose, PurposeRule>,
): void {
  const allowedFor = (named?: readonly Purpose[]) =>
    [...purposes].reduce((bits, [purpose, { who, relationships }]) => {
      if (named?.includes(purpose) === false) return bits;
      const agencies = new Set(Object.keys(who));
      return bits | bitsOf(relationshipNames(relationships).filter((name) => agencies.has(name.split('.')[0] ?? '')));
    }, 0);
  const grants = [...subjects.values()].flatMap(({ fields }) => [...fields.values()].flat());
  for (const clause of new Set(grants.map((grant) => grant.clause))) {
    const given = grants.filter((grant) => grant.clause === clause).reduce((bits, { anyOf }) => bits | anyOf, 0);
    const names = relationshipNames(given & ~allowedFor(clause.purposes)).join(', ');
    if (names === '') continue;
    source.warn(
      clause.line,
      `${clause.reference} shares with ${names}, which no purpose allows`,
      'allow it, or leave it out',
    );
  }
}
