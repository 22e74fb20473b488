import { cellIsClear, rowMask } from './cells.ts';
import type { Source } from './page-statement.ts';
import type { Rights } from './rights.ts';
import type { SubjectShape } from './shape.ts';
import type { Statement } from './statement.ts';

/** Whose relationships count, and which: those of an organisation, as far as a purpose counts them. */
export interface AskedBy {
  organisation: string;
  kinds: number;
  endsWith: number;
  neverEnds: number;
}

/** SQL of the parameters that say who asks. A statement gets only those that it uses: PostgreSQL refuses others. */
export class Asker {
  readonly #known = new Map<string, string>();
  readonly #statement: Statement;
  readonly #who: AskedBy;

  constructor(statement: Statement, who: AskedBy) {
    this.#statement = statement;
    this.#who = who;
  }

  get organisation(): string {
    return this.#parameter('organisation', 'uuid');
  }
  get kinds(): string {
    return this.#parameter('kinds', 'int');
  }
  get endsWith(): string {
    return this.#parameter('endsWith', 'int');
  }

  get neverEnds(): string {
    return this.#parameter('neverEnds', 'int');
  }

  #parameter(name: keyof AskedBy, type: string): string {
    let sql = this.#known.get(name);
    if (!sql) {
      sql = this.#statement.add(this.#who[name], type);
      this.#known.set(name, sql);
    }
    return sql;
  }
}

/** SQL: a row `r` of the register counts for the asker now. `despite`: SQL of what makes it count whatever was objected. */
function inForce({ organisation, kinds, endsWith, neverEnds }: Asker, despite = ''): string {
  return `r.organisation_id = ${organisation} and r.bit & ${kinds} <> 0 and r.since <= now()
    and (r.until is null or r.until > now())
    and (r.objections & ${endsWith} = 0 or r.bit & ${neverEnds} <> 0${despite && ` or ${despite}`})`;
}

/** SQL of rows of residents and masks, as the register has them for the asker now; `where` is SQL of a register's row `r`. */
export const registerRows = (asker: Asker, where: string): string =>
  `select r.resident_id, bit_or(r.bit) as m from hub.relationship r where ${where} and ${inForce(asker)} group by 1`;

/** SQL of a lateral table `r(m)`: the viewer's relationships to one resident, as bits. */
function relationshipsTo(resident: string, asker: Asker, despite?: string): string {
  return `cross join lateral (select coalesce(bit_or(r.bit), 0) as m from hub.relationship r
    where r.resident_id = ${resident} and ${inForce(asker, despite)}) r`;
}

/** Rows whose `column` names the parent; the parent's row already told the relationships. */
export function childrenBy(shape: SubjectShape, column: string): Source {
  return { from: `${shape.table} t`, relationships: 'p.m', where: [`t.${column} = p.id`] };
}

/** Everyone the viewer has a relationship with. Enters through the register, never through the table of residents. */
export function everyoneOf(shape: SubjectShape, asker: Asker): Source {
  return {
    from: `(select r.resident_id, bit_or(r.bit) as m from hub.relationship r where ${inForce(asker)} group by 1) r
      join ${shape.table} t on t.id = r.resident_id`,
    relationships: 'r.m',
    where: [],
  };
}

/** Records about all of these, found through the register too. */
export function recordsOfEveryone(shape: SubjectShape, asker: Asker): Source {
  return {
    from: `(select r.resident_id, bit_or(r.bit) as m from hub.relationship r where ${inForce(asker)} group by 1) r
      join ${shape.table} t on t.${shape.resident} = r.resident_id`,
    relationships: 'r.m',
    where: [],
  };
}

/** One row by a unique column of its own, wherever it is; relationships are looked up for it alone. */
export function rowBy(shape: SubjectShape, asker: Asker, where: readonly string[]): Source {
  const own = shape.authorKeeps ? `t.author_id = ${asker.organisation}` : undefined;
  return {
    from: `${shape.table} t ${relationshipsTo(`t.${shape.resident}`, asker, own)}`,
    relationships: 'r.m',
    where,
  };
}

/** Residents placed today in the parent, a care home, as far as the viewer sees in clear where they live. */
export function residentsOfHomes(
  resident: SubjectShape,
  placement: SubjectShape,
  asker: Asker,
  rights: Rights,
): Source {
  const mask = rowMask(rights.recordBits(placement), 'l', 'r.m', asker);
  const seesHome = cellIsClear(rights.cell('Placement', 'home'), mask);
  return {
    from: `${placement.table} l join ${resident.table} t on t.id = l.resident_id ${relationshipsTo('t.id', asker)}`,
    relationships: 'r.m',
    where: ['l.home_id = p.id', 'l.valid_until is null', current('l'), rights.rowIsOpen('Placement', mask), seesHome],
  };
}

/** SQL: the day that it is in England. */
export const today = `(now() at time zone 'Europe/London')::date`;

/** SQL: a dated fact that holds today, in England. */
export function current(alias: string): string {
  return `${alias}.from_on <= ${today} and (${alias}.to_on is null or ${alias}.to_on > ${today})`;
}
