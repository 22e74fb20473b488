import type { Agency } from '../shared/agencies.ts';
import type { Purpose } from '../shared/purposes.ts';
import { formOf, grantsOf, kindsOf, purposesOf } from './compile.ts';
import type { Agreement, Clause, Form, Grant } from './model.ts';

export interface Asking {
  readonly agency: Agency;
  readonly role: string;
  readonly purpose: Purpose;
}

/** A field that leads to other records about the resident (`target`) is open where any cell of those is. */
export interface Cell {
  readonly subject: string;
  readonly field: string;
  readonly target?: string | undefined;
}

/** A form in which a cell is shown, and the clause that says so. */
export interface Shown {
  readonly form: Form;
  readonly clause: Clause;
  /** Record bits: only of records of which this is true; 0 for all. */
  readonly also: number;
}

/** What would open a cell: any of these relationships, under any of these purposes. */
export interface Opener extends Shown {
  readonly relationships: number;
  readonly purposes: readonly Purpose[];
}

/** How a cell is decided for somebody who holds some relationships, and why. */
export interface Decision {
  /** Of every record that the relationships lead to; null: withheld. */
  readonly shown: Shown | null;
  /** Records of which more is true, and that are shown better than the others. */
  readonly better: readonly Shown[];
  /** Everything that opens it to this role of this agency, best form first. */
  readonly opens: readonly Opener[];
  /** Whoever it is: the agreement shows it to nobody. */
  readonly nobody: boolean;
  /** Every clause that speaks of it, to whomever. */
  readonly clauses: readonly Clause[];
}

/** Decides one cell by the relationships that are held, as far as they count for the purpose. */
export function decide(agreement: Agreement, asking: Asking, cell: Cell, held: number): Decision {
  const { agency, role, purpose } = asking;
  const opening = grantsAbout(agreement, cell, agency, role);
  const grants = opening.filter(({ clause }) => clause.purposes?.includes(purpose) ?? true);
  const counting = held & kindsOf(agreement, purpose, agency, role);
  const shownIf = (also: number): Shown | null => {
    const form = formOf(grants, counting | also);
    const grant = grants.find(({ anyOf, also: needed, form: given }) => {
      return given === form && (counting & anyOf) !== 0 && (also & needed) === needed;
    });
    return form && grant ? { form, clause: grant.clause, also } : null;
  };
  const shown = shownIf(0);
  const asked = [...new Set(grants.map(({ also }) => also))].filter((also) => also !== 0);
  const { nobody, clauses } = agreement.subjects.get(cell.subject) ?? {};
  return {
    shown,
    better: asked.flatMap((also) => {
      const more = shownIf(also);
      return more && more.form !== shown?.form ? [more] : [];
    }),
    opens: openersOf(agreement, asking, opening),
    nobody: nobody?.has(cell.field) ?? false,
    clauses: clauses?.get(cell.field) ?? [],
  };
}

function grantsAbout(
  agreement: Agreement,
  { subject, field, target }: Cell,
  agency: Agency,
  role: string,
): readonly Grant[] {
  const plain = agreement.subjects.get(subject)?.fields.has(field);
  if (target === undefined && plain) return grantsOf(agreement, subject, field, agency, role, 'any');
  // The record itself: whatever opens any of its cells, clear before year.
  const records = target ?? (field === 'id' ? subject : undefined);
  const fields = (records !== undefined && agreement.subjects.get(records)?.fields.keys()) || [];
  const all = [...fields].flatMap((name) => grantsOf(agreement, records ?? '', name, agency, role, 'any'));
  return all.map((grant) => ({ ...grant, form: 'clear' }));
}

function openersOf(agreement: Agreement, { agency, role }: Asking, grants: readonly Grant[]): Opener[] {
  const openers = new Map<string, Opener>();
  for (const { form, clause, also, anyOf } of grants) {
    for (const [relationships, purposes] of byPurposes(agreement, agency, role, anyOf, clause)) {
      const key = `${form} ${also} ${purposes.join()}`;
      const known = openers.get(key) ?? { form, clause, also, purposes, relationships: 0 };
      openers.set(key, { ...known, relationships: known.relationships | relationships });
    }
  }
  return [...openers.values()];
}

/** The relationships of a grant, apart by the purposes under which they count for the role. */
function byPurposes(
  agreement: Agreement,
  agency: Agency,
  role: string,
  anyOf: number,
  clause: Clause,
): [number, Purpose[]][] {
  const able = purposesOf(agreement, agency, role).filter((purpose) => clause.purposes?.includes(purpose) ?? true);
  const groups = new Map<string, [number, Purpose[]]>();
  for (let bit = 1; bit <= anyOf; bit <<= 1) {
    if ((anyOf & bit) === 0) continue;
    const purposes = able.filter((purpose) => (kindsOf(agreement, purpose, agency, role) & bit) !== 0);
    if (purposes.length === 0) continue;
    const key = purposes.join();
    groups.set(key, [(groups.get(key)?.[0] ?? 0) | bit, purposes]);
  }
  return [...groups.values()];
}
