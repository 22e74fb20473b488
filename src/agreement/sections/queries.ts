import type { QueryRule } from '../model.ts';
import type { Part } from '../source.ts';
import { agenciesOf, type Vocabulary } from './clauses.ts';
import { purposesNamed } from './purposes.ts';

/** Who may ask which question. */
export function readQueries(part: Part, { shape }: Vocabulary): Map<string, QueryRule> {
  const rules = new Map<string, QueryRule>();
  for (const [word, value] of part.parts()) {
    if (shape) part.source.knows(word, shape.queries.keys(), 'query');
    const entries = value.named(['by', 'because'], ['purposes']);
    const by = entries.get('by');
    const purposes = purposesNamed(part.source, entries.get('purposes'));
    const rule = { line: word.line, by: by ? agenciesOf(by) : [], because: entries.get('because')?.text() ?? '' };
    rules.set(word.text, Object.freeze(purposes ? { ...rule, purposes } : rule));
  }
  return rules;
}
