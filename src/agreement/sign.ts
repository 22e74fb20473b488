import { isMap, isNode, isSeq, parseDocument } from 'yaml';
import type { Agency } from '../shared/agencies.ts';
import type { Agreement, Party } from './model.ts';
import { nameOf, same } from './sections/parties.ts';

/** `Y90001`, or `every practice` in a demonstration. */
export function partyNamed(agreement: Agreement, name: string): Party | undefined {
  return agreement.parties.find((party) => nameOf(party) === name);
}

/** Whether an organisation signed this version, or its whole agency did. */
export function hasSigned(
  { signatures }: Pick<Agreement, 'signatures'>,
  { code, agency }: { code: string; agency: Agency },
): boolean {
  return signatures.some((signed) => ('every' in signed ? signed.every === agency : signed.organisation === code));
}

/** The parties that see nothing until they sign this version. */
export function unsigned({ parties, signatures }: Agreement): Party[] {
  return parties.filter((party) => !signatures.some((signature) => same(signature, party)));
}

/**
 * The text of the agreement with a signature more, in place of the party's signature to another version if it gave one.
 * Nothing else of the text changes, no comment and no line.
 */
export function signedText({ text, version }: Agreement, party: Party, name: string, on: string): string {
  const who = 'every' in party ? `every: ${party.every}` : `organisation: ${word(party.organisation)}`;
  const signature = `{ ${who}, name: ${word(name)}, on: ${on}, hash: ${version} }`;
  const list = parseDocument(text).get('signatures', true);
  if (!isSeq(list) || !list.range) throw new Error('an agreement without a list of signatures was read');
  const [key, value] = who.split(': ');
  const before = list.items.findLast((item) => isMap(item) && `${item.get(key)}` === value?.replaceAll('"', ''));
  const [start, end] = (isNode(before) && before.range) || [];
  if (start !== undefined && end !== undefined) return text.slice(0, start) + signature + text.slice(end);
  if (list.flow) {
    const closing = list.range[1] - 1;
    const [opened, separator] = [text.slice(0, closing).trimEnd(), list.items.length ? ', ' : ''];
    return `${opened}${separator}${signature}${text.slice(closing)}`;
  }
  const ends = (node: unknown) => (isNode(node) && node.range) || [0, 0];
  const last = text.indexOf('\n', ends(list.items.at(-1))[1] - 1);
  const first = ends(list.items[0])[0];
  const indented = text.slice(text.lastIndexOf('\n', first) + 1, first);
  const place = last === -1 ? text.length : last;
  return `${text.slice(0, place)}\n${indented}${signature}${text.slice(place)}`;
}

/** As it is where YAML reads nothing else into it, else in quotes. */
function word(text: string): string {
  const plain = /^[A-Za-z][\w .'’-]*[\w.’]$/.test(text) && !/^(true|false|null)$/i.test(text);
  return plain ? text : JSON.stringify(text);
}
