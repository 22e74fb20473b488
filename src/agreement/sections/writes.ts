import type { Actors, EmergencyRule, WriteRule } from '../model.ts';
import type { Part } from '../source.ts';
import type { Vocabulary } from './clauses.ts';
import { actorsOf, purposesNamed } from './purposes.ts';
import { bitsOf, relationshipsOf } from './terms.ts';

/** The mutation that `emergency` decides, and no entry of `writes`. */
export const emergencyMutation = 'breakGlass';
/** No emergency lasts longer: whoever still needs the record then has a relationship, or asks for one. */
const longest = 24;

/** Who may change what. Without the section, nobody changes anything. */
export function readWrites(part: Part | undefined, vocabulary: Vocabulary): Map<string, WriteRule> {
  const { roles, groups, shape } = vocabulary;
  const rules = new Map<string, WriteRule>();
  for (const [word, value] of part?.parts() ?? []) {
    if (word.text === emergencyMutation) {
      value.source.error(word.line, `${word.text} is decided by emergency`, 'say there who may');
      continue;
    }
    if (shape) value.source.knows(word, shape.mutations.keys(), 'mutation');
    const entries = value.named(['subject', 'fields', 'by', 'because'], ['relationships', 'purposes']);
    const purposes = purposesNamed(value.source, entries.get('purposes'));
    const relationships = entries.get('relationships')?.words() ?? [];
    const plain = relationships.flatMap(({ text, line }) =>
      (groups.get(text) ?? [text]).map((name) => ({ text: name, line })),
    );
    const rule = {
      line: word.line,
      ...subjectOf(entries, vocabulary),
      by: byOf(entries.get('by'), roles),
      relationships: bitsOf(relationshipsOf(value.source, plain, false)),
      because: entries.get('because')?.text() ?? '',
    };
    rules.set(word.text, Object.freeze(purposes ? { ...rule, purposes } : rule));
  }
  return rules;
}

/** Who may break the glass. Without the section, nobody may. */
export function readEmergency(part: Part | undefined, { roles }: Vocabulary): EmergencyRule | undefined {
  if (!part) return undefined;
  const entries = part.named(['who', 'hours', 'because']);
  const hours = entries.get('hours');
  const number = Number(hours?.text());
  if (hours && !(Number.isInteger(number) && number >= 1 && number <= longest)) {
    part.source.error(hours.line, `an emergency lasts "${hours.text()}" hours`, `write 1 to ${longest}`);
  }
  const because = entries.get('because')?.text() ?? '';
  return Object.freeze({ line: part.line, by: actorsOf(entries.get('who'), roles), hours: number, because });
}

/** The record that is written, and which of its fields: no edge to another record about a resident, which has its own. */
function subjectOf(entries: ReadonlyMap<string, Part>, { shape }: Vocabulary): Pick<WriteRule, 'subject' | 'fields'> {
  const [subject, fields] = [entries.get('subject'), entries.get('fields')];
  const words = fields?.words() ?? [];
  const given = { subject: subject?.text() ?? '', fields: words.map(({ text }) => text) };
  if (!shape || !subject?.source.knows(subject.word(), shape.types.keys(), 'subject')) return given;
  const known = [...(shape.types.get(given.subject)?.fields ?? [])]
    .filter(([name, { personal }]) => !personal && name !== 'id' && name !== 'withheld')
    .map(([name]) => name);
  for (const word of words) subject.source.knows(word, known, `field of ${given.subject} to write`);
  return given;
}

/** `nobody`, or the roles of each agency. */
function byOf(part: Part | undefined, roles: Vocabulary['roles']): Actors {
  if (!part?.isText()) return actorsOf(part, roles);
  if (part.text() !== 'nobody')
    part.source.error(part.line, `${part.name} is "${part.text()}"`, 'write "home: [manager]" lines, or nobody');
  return {};
}
