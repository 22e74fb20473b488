import { agencies } from '../../shared/agencies.ts';
import type { Actors, Agreement, QueryRule } from '../model.ts';
import { objectionBits } from '../relationships.ts';
import { nameOf, same } from '../sections/parties.ts';
import { relationshipNames } from '../sections/terms.ts';
import { daysOfClock, monthsOfClock } from '../words.ts';
import { type Block, onlyOf, paragraph, stacked, type Text } from './blocks.ts';
import type { Column } from './matrix.ts';

type Rows = (string | Text)[][];

export function partyRows({ parties, signatures, lapsed }: Agreement): Rows {
  return parties.map((party) => {
    const signed = signatures.find((signature) => same(signature, party));
    if (signed) return [nameOf(party), signed.name, signed.on];
    const before = lapsed.findLast((signature) => same(signature, party));
    if (!before) return [nameOf(party), 'not signed: sees nothing', ''];
    return [nameOf(party), `not signed: sees nothing (another version: ${before.name})`, before.on];
  });
}

export function purposeRows({ purposes }: Agreement): Rows {
  return [...purposes].map(([purpose, { who, relationships, endsWith, neverEnds }]) => [
    purpose,
    actors(who),
    wholeAgencies(relationshipNames(relationships)).join(', ') || 'none',
    endings(endsWith, neverEnds),
  ]);
}

function endings(endsWith: number, neverEnds: number): string {
  const kinds = Object.entries(objectionBits).flatMap(([kind, bit]) => ((endsWith & bit) !== 0 ? [kind] : []));
  const kept = relationshipNames(neverEnds);
  return `${kinds.join(', ') || 'none'}${kept.length ? `, but never ${kept.join(', ')}` : ''}`;
}

export function basisRows({ purposes }: Agreement): Rows {
  return [...purposes].map(([purpose, { basis, confidentiality }]) => [purpose, basis, confidentiality]);
}

export function roleRows({ roles }: Agreement): Rows {
  return [...roles].map(([role, { means, onlyWhereNamed }]) => [
    role,
    onlyWhereNamed ? `${means} Sees only what a clause names it for.` : means,
  ]);
}

export function relationshipRows({ relationships }: Agreement, columns: readonly Column[]): Rows {
  const groupOf = (name: string) => columns.find(({ title, names }) => title !== name && names.includes(name))?.title;
  return [...relationships].map(([name, meaning]) => [groupOf(name) ? `${name} (${groupOf(name)})` : name, meaning]);
}

export function openRows({ subjects }: Agreement): Rows {
  return [...subjects].flatMap(([name, { open }]) => {
    const clauses = [...new Set([...open.values()].map(({ clause }) => clause))];
    return clauses.map((clause) => {
      const decided = [...open].filter(([, field]) => field.clause === clause);
      const { roles = [], purposes = [], because } = clause;
      const to = [whom(decided[0]?.[1].agencies ?? []), onlyOf({ roles, purposes })].filter(Boolean).join(', ');
      return [name, decided.map(([field]) => field).join(', '), to, because];
    });
  });
}

export function queryRows(rules: ReadonlyMap<string, QueryRule>): Rows {
  return [...rules].map(([query, { by, purposes, because }]) => [
    query,
    whom(by),
    purposes?.join(', ') ?? 'every purpose',
    because,
  ]);
}

export function writeRows({ writes }: Agreement): Rows {
  return [...writes].map(([mutation, { subject, fields, by, relationships, purposes, because }]) => [
    mutation,
    subject,
    fields.join(', ') || 'none',
    Object.keys(by).length ? actors(by) : 'nobody',
    wholeAgencies(relationshipNames(relationships)).join(', ') || 'anything',
    purposes?.join(', ') ?? 'every purpose',
    because,
  ]);
}

export function emergencyRows({ emergency }: Agreement): Rows {
  return agencies.flatMap((agency) => {
    const roles = emergency?.by[agency];
    return roles?.length ? [[agency, roles.join(', ')]] : [];
  });
}

export function measureRows({ smallNumbers: { tables } }: Agreement): Rows {
  return tables.map(({ measure, dimensions, period }) => [
    measure,
    dimensions.join(' and ') || 'nothing: the total',
    period.toLowerCase(),
  ]);
}

export function retentionRows({ retention }: Agreement): Rows {
  return [...retention].map(([what, period]) => [what.replaceAll('-', ' '), period]);
}

export function clockRows({ clocks }: Agreement): Rows {
  return [...clocks].map(([name, clock]) => [
    name.replaceAll('-', ' '),
    `within ${daysOfClock(clock)}`,
    `after ${monthsOfClock(clock)}`,
    clock.because,
  ]);
}

export function rewardRows({ rewardScheme: terms }: Agreement): Rows {
  if (!terms) return [];
  return [
    ['the return of a month is submitted', `within ${daysOfClock(terms)} after its end`],
    ['initiatives that a home has adopted', `${terms.initiatives} or more`],
    ['for a resident for whom the council pays', `£${terms.councilResident} a bed and week, by days`],
    ['for a resident of a nursing home in NHS continuing healthcare', `£${terms.nhsResident} a bed and week, by days`],
    ['because', terms.because],
  ];
}

/** How a matrix is read. */
export function legend(columns: readonly Column[]): Block {
  const groups = columns.filter(({ names }) => names.length > 1);
  return paragraph(
    [
      'A line is a clause, a column a relationship: ',
      { strong: 'C' },
      ' shown clear, ',
      { strong: 'Y' },
      ' shown as a year, – withheld.',
    ],
    'After C or Y stands what must be true of the record besides: own, the organisation wrote it; payer or payee, it',
    'pays or is paid; asked, accepted, released likewise. The identifier of a record is shown with any cell of it.',
    ...groups.map(({ title, names }): Text => ['The column ', { strong: title }, ` stands for ${names.join(', ')}.`]),
  );
}

const actors = (by: Actors): Text =>
  stacked(agencies.flatMap((agency) => (by[agency] ? [`${agency}: ${by[agency].join(', ')}`] : [])));

const whom = (named: readonly string[]): string => (named.length === agencies.length ? 'everyone' : named.join(', '));

/** `home.*` where all relationships of an agency are meant. */
function wholeAgencies(names: readonly string[]): string[] {
  const all = relationshipNames(-1);
  const agencyOf = (name: string) => name.split('.')[0] ?? '';
  const whole = (name: string) =>
    all.filter((other) => agencyOf(other) === agencyOf(name)).every((other) => names.includes(other));
  return [...new Set(names.map((name) => (whole(name) ? `${agencyOf(name)}.*` : name)))];
}
