/** PostgreSQL's text format for COPY: a line a row, tabs between columns, `\N` for null. */
export function* copyText(rows: readonly object[], chunkRows = 500): Generator<string> {
  const properties = propertiesOf(rows);
  for (let start = 0; start < rows.length; start += chunkRows) {
    yield rows
      .slice(start, start + chunkRows)
      .map((row) => `${properties.map((property) => cell(row[property as keyof typeof row])).join('\t')}\n`)
      .join('');
  }
}

const escapes: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };
const escaped = (text: string) => text.replace(/[\\\t\n\r]/g, (character) => escapes[character] as string);

function cell(value: unknown): string {
  if (value === null || value === undefined) return '\\N';
  if (Array.isArray(value)) return escaped(`{${value.map(element).join(',')}}`);
  return escaped(String(value));
}

/** An element of an array literal, quoted whatever it holds. */
const element = (value: unknown) => (value === null ? 'NULL' : `"${String(value).replace(/["\\]/g, '\\$&')}"`);

/** Rows of a table all have the same properties, in whatever order. */
const propertiesOf = ([first]: readonly object[]): string[] => Object.keys(first ?? {});

export const columnsOf = (rows: readonly object[]): string[] => propertiesOf(rows).map(columnNamed);

/** `homeId` is stored in `home_id`. */
const columnNamed = (property: string): string => property.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
