import { formOf, grantsOf, rowGrantsOf } from '../../agreement/compile.ts';
import type { Asking } from '../../agreement/decide.ts';
import type { Agreement, Clause, Grant } from '../../agreement/model.ts';
import type { Agency } from '../../shared/agencies.ts';
import type { Purpose } from '../../shared/purposes.ts';
import { alwaysClear, type CellRule, listIsOpen, type Opening, rowIsOpen } from './cells.ts';
import type { SubjectShape } from './shape.ts';

/** Walls may be taken away one by one in a test build, to show that each holds alone. Nobody else may. */
export interface Walls {
  projection: boolean;
}

/** A cell or list that the caller asked for and does not get, or not whole. */
export interface Withheld {
  field: string;
  /** How it is shown instead: `year`; `own` for a list that holds only what the viewer may see of it; null: not at all. */
  form: string | null;
  clause: string;
  because: string;
  ask: string;
}

/** What the agreement gives one agency in one role for one purpose: looked up once, never per row. */
export class Rights {
  readonly #openings = new Map<string, readonly Opening[]>();
  readonly #grants = new Map<string, readonly Grant[]>();
  readonly #opens = new Map<string, Map<number, boolean>>();
  readonly agreement: Agreement;
  readonly agency: Agency;
  readonly role: string;
  readonly purpose: Purpose;
  readonly walls: Walls;

  constructor(agreement: Agreement, { agency, role, purpose }: Asking, walls: Walls) {
    this.agreement = agreement;
    this.agency = agency;
    this.role = role;
    this.purpose = purpose;
    this.walls = walls;
  }

  openings(subject: string): readonly Opening[] {
    let openings = this.#openings.get(subject);
    if (!openings) {
      openings = rowGrantsOf(this.agreement, subject, this.agency, this.role, this.purpose);
      this.#openings.set(subject, openings);
    }
    return openings;
  }

  grants(subject: string, field: string): readonly Grant[] {
    const key = `${subject}.${field}`;
    let grants = this.#grants.get(key);
    if (!grants) {
      grants = grantsOf(this.agreement, subject, field, this.agency, this.role, this.purpose);
      this.#grants.set(key, grants);
    }
    return grants;
  }

  /** Does any clause open records of the subject to somebody with these relationships, be it only some of them? */
  opens(subject: string, mask: number): boolean {
    if (!this.walls.projection) return true;
    let known = this.#opens.get(subject);
    if (!known) {
      known = new Map();
      this.#opens.set(subject, known);
    }
    let opens = known.get(mask);
    if (opens === undefined) {
      opens = listIsOpen(this.openings(subject), mask) !== 'none';
      known.set(mask, opens);
    }
    return opens;
  }

  /** The record bits that some clause asks of a subject's records; reading the others would change nothing. */
  recordBits({ subject, recordBits }: SubjectShape): SubjectShape['recordBits'] {
    const asked = this.openings(subject).reduce((bits, { also }) => bits | also, 0);
    return recordBits.filter(({ bit }) => bit & asked);
  }

  /** What decides a cell of a row that the viewer may see. */
  cell(subject: string, field: string): CellRule {
    if (!this.walls.projection) return 'clear';
    const grants = this.grants(subject, field);
    return alwaysClear(grants, this.openings(subject)) ? 'clear' : grants;
  }

  /** SQL: may the viewer see this row of the subject at all? */
  rowIsOpen(subject: string, mask: string): string {
    return this.walls.projection ? rowIsOpen(this.openings(subject), mask) : 'true';
  }

  /** What a row with this mask withholds of the fields asked for. */
  withheld(shape: SubjectShape, fields: Iterable<string>, mask: number): Withheld[] {
    return [...fields].flatMap((field) => {
      const edge = shape.edges.get(field);
      if (edge?.personal) return this.#withheldList(field, edge.target, mask);
      if (!edge && !shape.fields.has(field)) return [];
      const form = formOf(this.grants(shape.subject, field), mask);
      return form === 'clear' ? [] : [this.#entry(field, form, this.#clauseOf(shape.subject, field))];
    });
  }

  #withheldList(field: string, target: string, mask: number): Withheld[] {
    const open = listIsOpen(this.openings(target), mask);
    return open === 'all' ? [] : [this.#entry(field, open === 'some' ? 'own' : null, this.#clauseOfRow(target))];
  }

  /** The first clause by which this agency could see the field; failing that, the first that speaks of it. */
  #clauseOf(subject: string, field: string): Clause | undefined {
    const spoken = this.agreement.subjects.get(subject)?.clauses.get(field);
    return this.grants(subject, field)[0]?.clause ?? spoken?.[0];
  }

  #clauseOfRow(subject: string): Clause | undefined {
    const fields = this.agreement.subjects.get(subject)?.fields.keys() ?? [];
    return [...fields].map((field) => this.#clauseOf(subject, field)).find((clause) => clause);
  }

  #entry(field: string, form: string | null, clause: Clause | undefined): Withheld {
    return {
      field,
      form,
      clause: clause?.reference ?? 'none',
      because: clause?.because ?? 'No clause gives it to this role.',
      ask: 'Ask the privacy officer of your organisation which relationship to this resident would open it.',
    };
  }
}
