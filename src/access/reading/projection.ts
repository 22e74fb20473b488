import type { Identifiers, PersonalType } from '../identifiers.ts';
import { type CellRule, cell } from './cells.ts';
import type { Rights, Withheld } from './rights.ts';
import type { Selection } from './selection.ts';
import type { FieldShape, SubjectShape } from './shape.ts';

/** A row as resolvers get it: plain values under the names of the graph, and what children need. Nobody hydrates it. */
export interface RecordRow {
  [field: string]: unknown;
  id: string;
  /** The row's own uuid: never in an answer. */
  _id: string;
  /** Bits of the viewer's relationships to the resident and of the record. */
  _m: number;
  /** The resident's uuid. */
  _resident: string;
  withheld?: Withheld[];
}

/** The select list that answers one selection of one subject, and what is done with its rows. */
export interface Projection {
  /** What each row has, besides what `finish` adds. */
  names: readonly string[];
  /** The edges whose keys some rows may show. */
  follows: ReadonlySet<string>;
  /** `prefix` begins the names of its columns. */
  select(alias: string, mask: string, prefix?: string): string;
  finish(rows: RecordRow[], organisation: string, identifiers: Identifiers): void;
}

/** Compiles what was asked of a subject into SQL under the agreement: only asked-for columns, each behind its cell. */
export function projectionOf(shape: SubjectShape, selection: Selection, rights: Rights): Projection {
  const { subject } = shape;
  const columns: { name: string; field: FieldShape; cellOf: string }[] = [];
  for (const name of selection.fields.keys()) {
    const plain = shape.fields.get(name);
    if (plain) columns.push({ name, field: plain, cellOf: name });
    const key = shape.edges.get(name)?.key;
    if (key) columns.push({ name: `_${name}`, field: key, cellOf: name });
  }
  const asked = [...selection.fields.keys()];
  // A personal edge has no clause of its own: its key may be followed by whoever sees the row.
  const ruleOf = (name: string): CellRule => (shape.edges.get(name)?.personal ? 'clear' : rights.cell(subject, name));
  const follows = columns.filter(({ name, cellOf }) => name !== cellOf && ruleOf(cellOf).length);
  const tellWithheld = selection.fields.has('withheld');
  const known = new Map<number, Withheld[]>();

  return {
    follows: new Set(follows.map(({ cellOf }) => cellOf)),
    names: ['_id', '_resident', '_m', ...columns.map(({ name }) => name)],
    select(alias, mask, prefix = '') {
      const cells = columns.map(({ name, field, cellOf }) => {
        return `${cell(field, alias, ruleOf(cellOf), mask)} as "${prefix}${name}"`;
      });
      const seen = [
        `${alias}.id as "${prefix}_id"`,
        `${alias}.${shape.resident} as "${prefix}_resident"`,
        `${mask} as "${prefix}_m"`,
      ];
      return [...seen, ...cells].join(', ');
    },
    finish(rows, organisation, identifiers) {
      const ids = identifiers.encode(
        subject as PersonalType,
        organisation,
        rows.map(({ _id }) => _id),
      );
      rows.forEach((row, place) => {
        row.id = ids[place] as string;
        if (!tellWithheld) return;
        let withheld = known.get(row._m);
        if (!withheld) {
          withheld = rights.withheld(shape, asked, row._m);
          known.set(row._m, withheld);
        }
        row.withheld = withheld;
      });
    },
  };
}
