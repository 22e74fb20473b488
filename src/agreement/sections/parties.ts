import { agencies, agencyNamed } from '../../shared/agencies.ts';
import type { Party, Signature } from '../model.ts';
import type { Part } from '../source.ts';

export const nameOf = (party: Party): string => ('every' in party ? `every ${party.every}` : party.organisation);
const spelt = (party: Party): string => ('every' in party ? `"${nameOf(party)}"` : nameOf(party));
export const same = (left: Party, right: Party): boolean => nameOf(left) === nameOf(right);

/** The organisations that the agreement binds, each once. */
export function readParties(part: Part, demonstration: boolean): Party[] {
  const parties: Party[] = [];
  for (const item of part.list()) {
    const party = partyOf(item, item.named([], ['organisation', 'every']), demonstration);
    if (party && parties.some((other) => same(other, party))) {
      item.source.error(item.line, `${nameOf(party)} is named twice among the parties`, 'leave one out');
    } else if (party) parties.push(party);
  }
  return parties;
}

/** Who signed this version, and who another. A party that did not sign this one is warned of: it sees nothing. */
export function readSignatures(
  part: Part,
  parties: readonly Party[],
  version: string,
  demonstration: boolean,
): { signatures: Signature[]; lapsed: Signature[] } {
  const given: Signature[] = [];
  for (const item of part.list()) {
    const entries = item.named(['name', 'on'], ['organisation', 'every', 'hash']);
    const party = partyOf(item, entries, demonstration);
    const [name, on] = [entries.get('name'), entries.get('on')];
    if (!party || !name || !on) continue;
    if (!parties.some((other) => same(other, party))) {
      item.source.error(item.line, `${nameOf(party)} signed and is not among the parties`, 'add it to parties');
    }
    const hash = entries.get('hash') && hashOf(entries.get('hash'));
    given.push({ ...party, name: name.text(), on: dateOf(on), ...(hash !== undefined && { hash }) });
  }
  // What stands for a whole agency in a demonstration was signed by nobody, and goes along with every version.
  const counts = ({ hash, ...party }: Signature) => (hash === undefined ? 'every' in party : hash === version);
  const signatures = given.filter(counts);
  const lapsed = given.filter((signature) => !counts(signature));
  for (const party of parties.filter((party) => !signatures.some((signature) => same(signature, party)))) {
    const how = lapsed.some((signature) => same(signature, party)) ? 'signed another version' : 'has not signed';
    const what = `${nameOf(party)} ${how} and sees nothing`;
    part.source.warn(
      part.line,
      what,
      `once it agrees, add its signature: caregraph agreement sign --as ${spelt(party)}`,
    );
  }
  return { signatures, lapsed };
}

function hashOf(part: Part | undefined): string {
  const text = part?.text() ?? '';
  if (part && !/^[0-9a-f]{64}$/.test(text)) {
    part.source.error(part.line, `${part.name} is no hash of a version`, 'let "caregraph agreement sign" write it');
  }
  return text;
}

function partyOf(item: Part, entries: ReadonlyMap<string, Part>, demonstration: boolean): Party | undefined {
  const [organisation, every] = [entries.get('organisation'), entries.get('every')];
  if (organisation && !every) return { organisation: organisation.text() };
  if (!every || organisation) {
    item.source.error(item.line, `${item.name} names no single organisation`, 'write "organisation: CODE"');
    return undefined;
  }
  if (!demonstration) {
    const what = `"every ${every.text()}" in an agreement about real people`;
    item.source.error(every.line, what, 'name each organisation; each signs for itself');
  }
  const agency = agencyNamed(every.text());
  if (!agency) item.source.knows(every.word(), agencies, 'agency');
  return agency && { every: agency };
}

/** A day as `2026-04-01`. */
export function dateOf(part: Part): string {
  const text = part.text();
  if (text === '') return text;
  const time = Date.parse(`${text}T00:00:00Z`);
  if (/^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(time) && new Date(time).toISOString().startsWith(text))
    return text;
  part.source.error(part.line, `${part.name} is not a date: "${text}"`, 'write year, month and day, as in 2026-04-01');
  return '';
}
