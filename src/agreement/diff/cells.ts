import type { Agency } from '../../shared/agencies.ts';
import { bitsOfAgency, formOf, grantsOf, kindsOf, purposesOf, rolesOf } from '../compile.ts';
import type { Agreement, Form, Grant } from '../model.ts';
import { relationshipBits } from '../relationships.ts';
import { formWords, recordWords } from '../words.ts';
import type { Change } from './model.ts';

/** One cell of the matrix for one role: how it is shown before and after. */
interface Cell {
  subject: string;
  field: string;
  relationship: string;
  /** Record bits that must be present. */
  also: number;
  role: string;
  /** Empty where no clause about the field names purposes: then it is shown for every purpose that counts. */
  purpose: string;
  before: Form | null;
  after: Form | null;
  /** Records of which more must be true and that are still shown better than the others. */
  except: string;
}

const rank = (form: Form | null): number => (form === null ? 0 : form === 'year' ? 1 : 2);

/** The cells of an agency that change, those that change alike in one sentence. */
export function cellChanges(before: Agreement, after: Agreement, agency: Agency): Change[] {
  let cells = changedCells(before, after, agency);
  for (const list of ['purpose', 'role', 'field', 'relationship'] as const) cells = merged(cells, list);
  return cells.map((cell) => ({
    way: rank(cell.after) > rank(cell.before) ? 'gained' : 'lost',
    kind: 'cells',
    what: sentence(cell, ordinaryRoles(before, after, agency, cell.relationship.split(', '))),
    relationships: cell.relationship.split(', '),
  }));
}

function sentence(
  { subject, field, relationship, also, role, purpose, before, after, except }: Cell,
  ordinary: string,
): string {
  const shown = `${formWords(after)} ${after === null ? 'from' : 'to'} ${relationship}`;
  const of = also === 0 ? '' : ` for ${recordWords(also)}`;
  const as = role === ordinary ? '' : ` as ${role}`;
  const asking = purpose ? ` asking for ${purpose}` : '';
  return `${subject} ${field}: ${shown}${of}${as}${asking} (${formWords(before)} before)${except}`;
}

function changedCells(before: Agreement, after: Agreement, agency: Agency): Cell[] {
  const roles = [...new Set([before, after].flatMap((agreement) => rolesOf(agreement, agency)))];
  return [...fieldsOf(before, after)].flatMap(([subject, fields]) =>
    [...fields].flatMap((field) => roles.flatMap((role) => cellsOf([before, after], agency, role, subject, field))),
  );
}

/** What changes of one field for one role: per relationship, and per record bit that either agreement asks for. */
function cellsOf(agreements: [Agreement, Agreement], agency: Agency, role: string, subject: string, field: string) {
  const given = agreements.flatMap((agreement) => grantsOf(agreement, subject, field, agency, role, 'any'));
  if (!given.some(({ clause }) => clause.purposes)) {
    const sides = agreements.map((agreement) => ({
      grants: grantsOf(agreement, subject, field, agency, role, 'any'),
      kinds: kindsOfRole(agreement, agency, role),
    }));
    return cellsBetween(sides, { subject, field, role, purpose: '' }, agency);
  }
  const purposes = new Set(agreements.flatMap((agreement) => purposesOf(agreement, agency, role)));
  return [...purposes].flatMap((purpose) => {
    const sides = agreements.map((agreement) => ({
      grants: grantsOf(agreement, subject, field, agency, role, purpose),
      kinds: kindsOf(agreement, purpose, agency, role),
    }));
    return cellsBetween(sides, { subject, field, role, purpose }, agency);
  });
}

interface Side {
  grants: readonly Grant[];
  kinds: number;
}

function cellsBetween(
  sides: readonly Side[],
  named: Pick<Cell, 'subject' | 'field' | 'role' | 'purpose'>,
  agency: Agency,
) {
  const asked = [...new Set([0, ...sides.flatMap(({ grants }) => grants.map(({ also }) => also))])];
  const cells: Cell[] = [];
  for (const [relationship, bit] of Object.entries(relationshipBits)) {
    if ((bitsOfAgency(agency) & bit) === 0) continue;
    const shown = (also: number) =>
      sides.map(({ grants, kinds }) => formOf(grants, (bit & kinds) | also)) as [Form | null, Form | null];
    const [plainBefore, plainAfter] = shown(0);
    const better = asked.filter((also) => rank(shown(also)[1]) > rank(plainAfter));
    for (const also of asked) {
      const [was, is] = shown(also);
      // What changes for every record need not be said again of some.
      if (was === is || (also !== 0 && was === plainBefore && is === plainAfter)) continue;
      const except = also === 0 ? better.map((more) => `; ${formWords(shown(more)[1])} for ${recordWords(more)}`) : [];
      cells.push({ ...named, relationship, also, before: was, after: is, except: except.join('') });
    }
  }
  return cells;
}

/** Everything under some purpose: what purposes take or give shows in the cells as well. */
function kindsOfRole(agreement: Agreement, agency: Agency, role: string): number {
  return purposesOf(agreement, agency, role).reduce(
    (bits, purpose) => bits | kindsOf(agreement, purpose, agency, role),
    0,
  );
}

function fieldsOf(before: Agreement, after: Agreement): Map<string, Set<string>> {
  const fields = new Map<string, Set<string>>();
  for (const [subject, rule] of [...before.subjects, ...after.subjects]) {
    if (rule.personal) fields.set(subject, new Set([...(fields.get(subject) ?? []), ...rule.fields.keys()]));
  }
  return fields;
}

/** The roles that a clause without `roles` speaks to, by these relationships: a change for all of them needs no names. */
function ordinaryRoles(before: Agreement, after: Agreement, agency: Agency, relationships: readonly string[]): string {
  const bits = Object.entries(relationshipBits).filter(([name]) => relationships.includes(name));
  const mask = bits.reduce((all, [, bit]) => all | bit, 0);
  const roles = [before, after].flatMap((agreement) =>
    rolesOf(agreement, agency).filter(
      (role) => !agreement.roles.get(role)?.onlyWhereNamed && (kindsOfRole(agreement, agency, role) & mask) !== 0,
    ),
  );
  return [...new Set(roles)].join(', ');
}

type List = 'purpose' | 'role' | 'field' | 'relationship';

/** One cell for all that are alike but for `list`, with their names there joined. */
function merged(cells: readonly Cell[], list: List): Cell[] {
  const alikeBut = (cell: Cell) => JSON.stringify({ ...cell, [list]: '' });
  return [...Map.groupBy(cells, alikeBut).values()].flatMap((alike) => {
    const [first] = alike;
    return first ? [{ ...first, [list]: [...new Set(alike.map((cell) => cell[list]))].join(', ') }] : [];
  });
}
