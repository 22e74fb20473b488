import { isAlias, isMap, isSeq, parseDocument, type YAMLMap, type YAMLSeq } from 'yaml';

/** Read through another record, which must be open to the same: opening that further would show rows that were not. */
const readThroughAnother = 'registeredPractice';

/**
 * The same agreement with every cell shown in clear to every relationship to which it shows anything of the record: the
 * rows that each may see stay the same, and nothing in them is left to decide. What is shown to nobody stays so, as do
 * clauses for single roles. Clauses keep their number, so that what speaks of them (writes, queries) still holds.
 */
export function agreementInClear(text: string): string {
  const document = parseDocument(text);
  const subjects = document.get('subjects') as YAMLMap<unknown, YAMLSeq<YAMLMap>>;
  for (const { value: clauses } of subjects.items) {
    if (!isSeq(clauses)) continue;
    const general = clauses.items.filter((clause) => isMap(clause) && !clause.has('roles') && !clause.has('nobody'));
    const everyone = new Set(general.flatMap((clause) => [...told(clause, 'clear'), ...told(clause, 'year')]));
    for (const clause of general) {
      if ((clause.get('fields') as YAMLSeq).toJSON().includes(readThroughAnother)) continue;
      clause.set('clear', document.createNode([...everyone]));
      clause.delete('year');
    }
  }
  document.set('title', `${String(document.get('title'))}, every cell in clear`);
  return document.toString();
}

function told(clause: YAMLMap, form: string): string[] {
  const list = clause.get(form);
  if (isAlias(list)) throw new Error('the agreement uses YAML aliases, which this does not follow');
  return isSeq(list) ? (list.toJSON() as string[]) : [];
}
