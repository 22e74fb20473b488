/** One of the forms that a file of a format may have: columns without which nothing can be read. */
export interface Shape {
  /** What a file of this form has, such as `a row for each month`; empty where there is one form only. */
  called: string;
  needed: readonly string[];
  /** Of these it must have one besides. */
  oneOf?: readonly string[];
}

/** Columns without which nothing can be read, or the forms that a file may have. */
export type Wanted = readonly string[] | readonly Shape[];

/** What a header lacks of a form. */
export interface Lack {
  called: string;
  columns: readonly string[];
  oneOf: readonly string[];
}

/** Names of columns are the same in any case, and with however many blanks. */
export const columnKey = (name: string): string => name.trim().replace(/\s+/g, ' ').toLowerCase();

const isNames = (wanted: Wanted): wanted is readonly string[] => wanted.every((one) => typeof one === 'string');
const shapesOf = (wanted: Wanted): readonly Shape[] => (isNames(wanted) ? [{ called: '', needed: wanted }] : wanted);

/** The same columns under the names that a file has for them. */
export const shapesCalled = (wanted: Wanted, nameOf: (column: string) => string): readonly Shape[] =>
  shapesOf(wanted).map(({ called, needed, oneOf }) => ({
    ...{ called, needed: needed.map(nameOf) },
    ...(oneOf && { oneOf: oneOf.map(nameOf) }),
  }));

/** How much a header lacks. */
const missing = ({ columns, oneOf }: Lack): number => columns.length + Math.min(oneOf.length, 1);

/** What a header lacks of each form, that first of which it lacks least; nothing if it has all of one. */
export function lacksIn(names: readonly string[], wanted: Wanted): readonly Lack[] {
  const known = new Set(names.map(columnKey));
  const isThere = (column: string) => known.has(columnKey(column));
  const lacks = shapesOf(wanted).map(({ called, needed, oneOf = [] }) => ({
    called,
    columns: needed.filter((column) => !isThere(column)),
    oneOf: oneOf.some(isThere) ? [] : oneOf,
  }));
  return lacks.every(missing) ? lacks.sort((one, other) => missing(one) - missing(other)) : [];
}

/** How much a header lacks of the form that it is nearest to. */
export const leastIn = (lacks: readonly Lack[]): number => Math.min(...lacks.map(missing));

/** Whether a header has anything that is wanted. */
export const hasAny = (names: readonly string[], wanted: Wanted): boolean => {
  const known = new Set(names.map(columnKey));
  return shapesOf(wanted).some(({ needed, oneOf = [] }) =>
    [...needed, ...oneOf].some((column) => known.has(columnKey(column))),
  );
};

/** So many of the columns of which any will do are named. */
const examples = 3;

/** What is missing, of every form: `the column Value (a row for each figure), or one of Falls, … (a row for each month)`. */
export const sentenceOf = (lacks: readonly Lack[]): string =>
  lacks
    .map(({ called, columns, oneOf }) => {
      const some = oneOf.length > examples ? `${oneOf.slice(0, examples).join(', ')} and so on` : oneOf.join(', ');
      const parts = [
        ...(columns.length ? [`the column${columns.length > 1 ? 's' : ''} ${columns.join(', ')}`] : []),
        ...(oneOf.length ? [`one of the columns ${some}`] : []),
      ];
      return `${parts.join(' and ')}${called && ` (${called})`}`;
    })
    .join(', or ');
