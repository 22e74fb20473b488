import { agencies } from '../shared/agencies.ts';
import { type Column, columnsOf, shownIn } from './matrix.ts';
import type { Actors, Agreement, Clause, SubjectRule } from './model.ts';
import { objectionBits } from './relationships.ts';
import { nameOf, same } from './sections/parties.ts';
import { relationshipNames } from './sections/terms.ts';

/** The page that is read and signed: the whole agreement as Markdown, with a matrix for each kind of record. */
export function agreementPage(agreement: Agreement): string {
  const columns = columnsOf(agreement);
  const subjects = [...agreement.subjects];
  const parts = [
    `# ${agreement.title}`,
    '<!-- Written by `caregraph agreement page` from agreement.yml; change that file, not this one. -->',
    opening(agreement),
    '## Parties and signatures',
    table(['party', 'signed by', 'on'], partyRows(agreement)),
    '## Purposes',
    'Whoever asks names a purpose. It must be one that the agreement gives to the agency and the role.',
    table(['purpose', 'who', 'relationships that count', 'objections that end them'], purposeRows(agreement)),
    table(['purpose', 'basis in data protection law', 'basis in confidentiality'], basisRows(agreement)),
    '## Roles',
    table(['role', 'what it does'], roleRows(agreement)),
    '## Relationships',
    'Without one of these, an organisation sees nothing of a resident, not even that there is a record.',
    table(['relationship', 'it stands while'], relationshipRows(agreement, columns)),
    '## Records about residents',
    legend(columns),
    ...subjects
      .filter(([, { personal }]) => personal)
      .flatMap(([name, rule]) => [`### ${name}`, matrix(rule, columns)]),
    '## What concerns no resident',
    table(['subject', 'fields', 'open to', 'because'], openRows(subjects)),
    '## Questions',
    table(['question', 'may be asked by', 'for', 'because'], queryRows(agreement)),
    '## Changes',
    'What no line here gives may be changed by nobody.',
    table(['change', 'of', 'fields', 'by', 'who stand to the resident as', 'for', 'because'], writeRows(agreement)),
    '## Emergencies',
    emergencies(agreement),
    '## Small numbers',
    smallNumbers(agreement),
    table(['measure', 'grouped by', 'for each'], measureRows(agreement)),
    '## Keeping',
    table(
      ['what', 'is kept for'],
      [...agreement.retention].map(([what, period]) => [words(what), period]),
    ),
  ];
  return `${parts.join('\n\n')}\n`;
}

function opening({ effective, review, processor, impactAssessment, demonstration, version }: Agreement): string {
  const lines = [
    `In effect from ${effective}, to be reviewed by ${review}. Version \`${version.slice(0, 12)}\`.`,
    `The parties are joint controllers of the hub. Processor: ${processor}. Impact assessment: ${impactAssessment}.`,
    'An organisation that has not signed the version in force sees nothing. What no clause shares is not shared.',
  ];
  if (demonstration) lines.push('**This is a demonstration: invented people in invented organisations.**');
  return lines.join('\n');
}

function partyRows({ parties, signatures, lapsed }: Agreement): string[][] {
  return parties.map((party) => {
    const signed = signatures.find((signature) => same(signature, party));
    if (signed) return [nameOf(party), signed.name, signed.on];
    const before = lapsed.findLast((signature) => same(signature, party));
    if (!before) return [nameOf(party), 'not signed: sees nothing', ''];
    return [nameOf(party), `not signed: sees nothing (another version: ${before.name})`, before.on];
  });
}

function purposeRows({ purposes }: Agreement): string[][] {
  return [...purposes].map(([purpose, { who, relationships, endsWith }]) => [
    purpose,
    actors(who),
    wholeAgencies(relationshipNames(relationships)).join(', '),
    Object.entries(objectionBits)
      .flatMap(([kind, bit]) => ((endsWith & bit) !== 0 ? [kind] : []))
      .join(', ') || 'none',
  ]);
}

const actors = (by: Actors): string =>
  agencies.flatMap((agency) => (by[agency] ? [`${agency}: ${by[agency].join(', ')}`] : [])).join('<br>');

/** `home.*` where a purpose allows all relationships of an agency; the star is escaped from Markdown. */
function wholeAgencies(names: readonly string[]): string[] {
  const all = relationshipNames(-1);
  const agencyOf = (name: string) => name.split('.')[0] ?? '';
  const whole = (name: string) =>
    all.filter((other) => agencyOf(other) === agencyOf(name)).every((other) => names.includes(other));
  return [...new Set(names.map((name) => (whole(name) ? `${agencyOf(name)}.\\*` : name)))];
}

function basisRows({ purposes }: Agreement): string[][] {
  return [...purposes].map(([purpose, { basis, confidentiality }]) => [purpose, basis, confidentiality]);
}

function roleRows({ roles }: Agreement): string[][] {
  return [...roles].map(([role, { means, onlyWhereNamed }]) => [
    role,
    onlyWhereNamed ? `${means} Sees only what a clause names it for.` : means,
  ]);
}

function relationshipRows({ relationships }: Agreement, columns: readonly Column[]): string[][] {
  const groupOf = (name: string) => columns.find(({ title, names }) => title !== name && names.includes(name))?.title;
  return [...relationships].map(([name, meaning]) => [groupOf(name) ? `${name} (${groupOf(name)})` : name, meaning]);
}

function legend(columns: readonly Column[]): string {
  const groups = columns.filter(({ names }) => names.length > 1);
  return [
    'A line is a clause, a column a relationship: **C** shown clear, **Y** shown as a year, – withheld.',
    'After C or Y stands what must be true of the record besides: *own*, the organisation wrote it; *payer* or *payee*, it',
    'pays or is paid; *asked*, *accepted*, *released* likewise. The identifier of a record is shown with any cell of it.',
    ...groups.map(({ title, names }) => `The column **${title}** stands for ${names.join(', ')}.`),
  ].join('\n');
}

function matrix(rule: SubjectRule, columns: readonly Column[]): string {
  const clauses = [...new Set([...rule.clauses.values()].flat())].sort((left, right) => left.line - right.line);
  const fieldsOf = (clause: Clause) =>
    [...rule.clauses].filter(([, all]) => all.includes(clause)).map(([field]) => field);
  const rows = clauses.map((clause) => [
    clause.reference.split('/')[1] ?? '',
    fieldsOf(clause).join(', ') + (clause.roles ? ` (only as ${clause.roles.join(', ')})` : ''),
    ...columns.map((column) => shownIn(rule, clause, column)),
    fieldsOf(clause).some((field) => rule.nobody.has(field)) ? `shown to nobody: ${clause.because}` : clause.because,
  ]);
  return table(['', 'fields', ...columns.map(({ title }) => title), 'because'], rows);
}

function openRows(subjects: readonly (readonly [string, SubjectRule])[]): string[][] {
  return subjects.flatMap(([name, { open }]) => {
    const clauses = [...new Set([...open.values()].map(({ clause }) => clause))];
    return clauses.map((clause) => {
      const decided = [...open].filter(([, field]) => field.clause === clause);
      return [name, decided.map(([field]) => field).join(', '), whom(decided[0]?.[1].agencies ?? []), clause.because];
    });
  });
}

function queryRows({ queries }: Agreement): string[][] {
  return [...queries].map(([query, { by, purposes, because }]) => [
    query,
    whom(by),
    purposes?.join(', ') ?? 'every purpose',
    because,
  ]);
}

function writeRows({ writes }: Agreement): string[][] {
  return [...writes].map(([mutation, { subject, fields, by, relationships, purposes, because }]) => [
    mutation,
    subject,
    fields.join(', ') || 'none',
    actors(by) || 'nobody',
    wholeAgencies(relationshipNames(relationships)).join(', ') || 'anything',
    purposes?.join(', ') ?? 'every purpose',
    because,
  ]);
}

function emergencies({ emergency }: Agreement): string {
  const who = emergency ? actors(emergency.by) : '';
  if (!emergency || who === '') return 'Nobody may open a record in an emergency.';
  const hours = `for at most ${emergency.hours} ${emergency.hours === 1 ? 'hour' : 'hours'}`;
  return [
    `Without another relationship, these may open a resident's record ${hours}, because ${emergency.because}.`,
    'The reason is recorded, the privacy officers are told at once, and each opening is reviewed.',
    '',
    table(
      ['agency', 'roles'],
      agencies.flatMap((agency) => (emergency.by[agency] ? [[agency, emergency.by[agency].join(', ')]] : [])),
    ),
  ].join('\n');
}

const whom = (named: readonly string[]): string => (named.length === agencies.length ? 'everyone' : named.join(', '));
const words = (name: string): string => name.replaceAll('-', ' ');

function smallNumbers({ smallNumbers: { suppress, roundTo } }: Agreement): string {
  return [
    `Counts from ${suppress.from} to ${suppress.to} are suppressed, others rounded to the nearest ${roundTo}; zero is shown.`,
    'Only the tables named here leave the hub, each protected as a whole: further cells are suppressed where a total',
    'would give a suppressed one away.',
  ].join('\n');
}

function measureRows({ smallNumbers: { tables } }: Agreement): string[][] {
  return tables.map(({ measure, dimensions, period }) => [
    measure,
    dimensions.join(' and ') || 'nothing: the total',
    period.toLowerCase(),
  ]);
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
