import type { QueryRule } from '../model.ts';
import type { Part } from '../source.ts';
import { agenciesOf, type Vocabulary } from './clauses.ts';
import { purposesNamed } from './purposes.ts';

/** Who may ask which question. */
export const readQueries = (part: Part, { shape }: Vocabulary): Map<string, QueryRule> =>
  readRules(part, 'query', shape?.queries.keys());

/** Who may hear of what. Without the section, nobody hears of anything. */
export const readSubscriptions = (part: Part | undefined, { shape }: Vocabulary): Map<string, QueryRule> =>
  readRules(part, 'subscription', shape?.subscriptions.keys());

function readRules(part: Part | undefined, what: string, known?: Iterable<string>): Map<string, QueryRule> {
  const rules = new Map<string, QueryRule>();
  const names = known && [...known];
  for (const [word, value] of part?.parts() ?? []) {
    if (names) value.source.knows(word, names, what);
    const entries = value.named(['by', 'because'], ['purposes']);
    const by = entries.get('by');
    const purposes = purposesNamed(value.source, entries.get('purposes'));
    const rule = { line: word.line, by: by ? agenciesOf(by) : [], because: entries.get('because')?.text() ?? '' };
    rules.set(word.text, Object.freeze(purposes ? { ...rule, purposes } : rule));
  }
  return rules;
}
