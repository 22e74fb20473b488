import { type Agency, agencies } from '../../shared/agencies.ts';
import { type Purpose, purposes } from '../../shared/purposes.ts';
import type { Actors, PurposeRule, RoleRule } from '../model.ts';
import { careNow, careObjection, type ObjectionKind, objectionBits, relationshipBits } from '../relationships.ts';
import type { Part, Source, Word } from '../source.ts';
import { bitsOf, relationshipNames, relationshipsOf } from './terms.ts';

/** The roles of people and services, each in words. */
export function readRoles(part: Part): Map<string, RoleRule> {
  return new Map(
    part.parts().map(([word, value]) => {
      if (value.isText()) return [word.text, { line: word.line, means: value.text(), onlyWhereNamed: false }];
      const entries = value.named(['means'], ['only-where-named']);
      const onlyWhereNamed = entries.get('only-where-named')?.truth() ?? false;
      return [word.text, { line: word.line, means: entries.get('means')?.text() ?? '', onlyWhereNamed }];
    }),
  );
}

export function readPurposes(part: Part, roles: ReadonlyMap<string, RoleRule>): Map<Purpose, PurposeRule> {
  const rules = new Map<Purpose, PurposeRule>();
  for (const [word, value] of part.parts()) {
    const purpose = purposeOf(part.source, word);
    const optional = ['ends-with', 'never-ends', 'because'];
    const entries = value.named(['basis', 'confidentiality', 'who', 'relationships'], optional);
    if (!purpose) continue;
    const because = entries.get('because')?.text();
    rules.set(purpose, {
      line: word.line,
      who: actorsOf(entries.get('who'), roles),
      ...objectionsTo(purpose, entries),
      basis: entries.get('basis')?.text() ?? '',
      confidentiality: entries.get('confidentiality')?.text() ?? '',
      ...(because === undefined ? {} : { because }),
    });
  }
  for (const [role, { line }] of roles) {
    if ([...rules.values()].some(({ who }) => Object.values(who).some((named) => named.includes(role)))) continue;
    part.source.warn(line, `no purpose names the role ${role}, so nobody can act in it`, 'name it under a purpose');
  }
  return rules;
}

export function purposeOf(source: Source, word: Word): Purpose | undefined {
  source.knows(word, purposes, 'purpose');
  return purposes.find((purpose) => purpose === word.text);
}

/** A list of purposes; undefined if the entry is not there. */
export function purposesNamed(source: Source, part: Part | undefined): Purpose[] | undefined {
  return part?.words().flatMap((word) => purposeOf(source, word) ?? []);
}

/** `home: [manager]` lines: agencies with roles. */
export function actorsOf(part: Part | undefined, roles: ReadonlyMap<string, RoleRule>): Actors {
  const who: Partial<Record<Agency, string[]>> = {};
  for (const [word, value] of part?.parts() ?? []) {
    const agency = agencies.find((known) => known === word.text);
    if (!agency) value.source.knows(word, agencies, 'agency');
    const known = value.words().filter((role) => value.source.knows(role, roles.keys(), 'role'));
    if (agency) who[agency] = known.map(({ text }) => text);
  }
  return who;
}

/** What counts for a purpose, which objections end it, and what they leave. */
function objectionsTo(
  purpose: Purpose,
  entries: ReadonlyMap<string, Part>,
): Pick<PurposeRule, 'relationships' | 'endsWith' | 'neverEnds'> {
  const [counted, ending, never] = ['relationships', 'ends-with', 'never-ends'].map((name) => entries.get(name));
  const namesIn = (part: Part | undefined, wildcards: boolean) =>
    part ? relationshipsOf(part.source, part.words(), wildcards) : [];
  const relationships = bitsOf(namesIn(counted, true));
  const endsWith = ending ? objectionsOf(ending.source, ending.words()) : 0;
  const neverEnds = bitsOf(namesIn(never, false));
  const idle = relationshipNames(endsWith === 0 ? neverEnds : neverEnds & ~relationships);
  if (never && idle.length > 0) {
    const what = `no objection could end ${idle.join(', ')} for ${purpose}`;
    never.source.error(never.line, what, 'leave it out of never-ends');
  }
  const cut = relationshipNames(relationships & ~neverEnds).filter((name) => careNow.some((care) => care === name));
  if (ending && (endsWith & objectionBits[careObjection]) !== 0 && cut.length > 0) {
    const what = `${careObjection} would end ${cut.join(', ')}, and hide a resident from those who care for them now`;
    ending.source.error(ending.line, what, `add "never-ends: [${cut.join(', ')}]"`);
  }
  return { relationships, endsWith, neverEnds };
}

function objectionsOf(source: Source, words: readonly Word[]): number {
  const kinds = Object.keys(objectionBits);
  const known = words.filter((word) => source.knows(word, kinds, 'objection')).map(({ text }) => text as ObjectionKind);
  return known.reduce((bits, kind) => bits | objectionBits[kind], 0);
}

/**
 * The words for each relationship. With `kept`, those that came later may be missing: what a clause does not name it
 * opens to nobody.
 */
export function readRelationships(part: Part, kept = false): Map<string, string> {
  const words = new Map<string, string>();
  for (const [word, value] of part.parts()) {
    if (part.source.knows(word, Object.keys(relationshipBits), 'relationship')) words.set(word.text, value.text());
  }
  for (const name of Object.keys(relationshipBits).filter((name) => !kept && !part.absent && !words.has(name))) {
    part.source.error(part.line, `the relationship ${name} is not described`, `add "${name}: …" in words`);
  }
  return words;
}

/** Relationships that a clause may name together. */
export function readGroups(part: Part | undefined): Map<string, readonly string[]> {
  const groups = new Map<string, readonly string[]>();
  for (const [word, value] of part?.parts() ?? []) {
    if (/^[a-z][a-z-]*$/.test(word.text)) groups.set(word.text, relationshipsOf(value.source, value.words(), false));
    else value.source.error(word.line, `"${word.text}" is no name for a group`, 'write small letters and hyphens');
  }
  return groups;
}
