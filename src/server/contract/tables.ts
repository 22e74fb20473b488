import type { PublicShapes } from '../../access/reading/public-records.ts';
import type { Shapes, SubjectShape } from '../../access/reading/shape.ts';
import type { TableColumns, TableOfSubject } from '../../agreement/grants.ts';

/** Columns by subject and field, for the third wall: what each agency's role is granted in the database. */
export function tableColumns(personal: Shapes, open: PublicShapes): TableColumns {
  const tables = new Map<string, TableOfSubject>();
  for (const shape of personal.values()) tables.set(shape.subject, personalTable(shape));
  for (const { type, table, code, keys, fields, needs } of open.values()) {
    const own = [...fields].map(([name, { columns }]) => [name, columns] as const);
    const structural = ['id', code, ...keys];
    tables.set(type, { table, structural, fields: new Map([...own, ...needs]), ...publicWriting(keys) });
  }
  return tables;
}

/** Whatever has an author is written by agencies: rows are added, and ended, and never changed. */
function publicWriting(keys: readonly string[]): Pick<TableOfSubject, 'recorded' | 'ended'> {
  if (!keys.includes('author_id')) return {};
  const recorded = keys.filter((key) => ['author_id', 'home_id', 'valid_from'].includes(key));
  return { recorded, ended: ['valid_until'] };
}

/** Row policies and record bits read these, whatever was asked for; a value of theirs reaches nobody unless a clause says so. */
function personalTable({ table, resident, recordBits, writtenBy, keys, fields, edges }: SubjectShape): TableOfSubject {
  const structural = new Set([
    'id',
    resident,
    'author_id',
    'valid_until',
    ...recordBits.flatMap(({ columns }) => columns),
    ...keys,
  ]);
  const own = [...fields].map(([name, { columns }]) => [name, columns] as const);
  const led = [...edges].map(([name, { key }]) => [name, key?.columns ?? []] as const);
  // Identity, version and time are the database's to say: whoever could write them could write a past.
  const recorded = [resident, 'author_id'];
  return {
    table,
    structural: [...structural],
    fields: new Map([...own, ...led]),
    ...(writtenBy === 'agencies' && { recorded }),
  };
}
