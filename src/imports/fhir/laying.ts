import type { Line, Reading } from '../engine/format.ts';
import { Desk, type Read, type Told } from './desk.ts';
import { Elements, isUnderstood } from './elements.ts';
import { type Entry, entriesOf } from './entries.ts';
import type { JsonObject } from './json.ts';
import { organizationOf } from './organization.ts';
import { patientOf } from './patient.ts';
import { keysOf, type Place } from './references.ts';

/** What lines are made of: resources of one type, beside the patients and organisations to which they refer. */
export interface Kind<Said> {
  type: string;
  /** Null of one that is none of ours. */
  read(elements: Elements, resource: JsonObject, place: Place): Said | null;
  line(desk: Desk, told: Told & { said: Said }, how: Reading): Line;
}

const named = new Map<string, (elements: Elements, resource: JsonObject, place: Place) => unknown>([
  ['Patient', patientOf],
  ['Organization', organizationOf],
]);

/**
 * The lines of a file: one for each resource of a kind, under the number of its entry, and for each that cannot be read. All
 * are read before the first, since whom one is about may come last.
 */
export async function* linesOf<Said>(
  content: AsyncIterable<Buffer>,
  how: Reading,
  kind: Kind<Said>,
): AsyncGenerator<Line> {
  const desk = new Desk();
  try {
    for await (const entry of entriesOf(content, how)) lay(desk, entry, kind);
    for (const told of desk.told()) {
      if (told.said === null) yield { line: told.line, facts: [], rejects: told.rejects };
      else yield kind.line(desk, told as Told & { said: Said }, how);
    }
  } finally {
    desk.close();
  }
}

function lay<Said>(desk: Desk, entry: Entry, kind: Kind<Said>): void {
  if ('broken' in entry) {
    desk.tell(entry.line, { said: null, rejects: [{ column: null, code: entry.broken }] });
    return;
  }
  const { resource } = entry;
  const type = resource.get('resourceType') as string;
  if (named.has(type)) layNamed(desk, type, resource, entry);
  if (type !== kind.type) return;
  const elements = new Elements();
  const said = kind.read(elements, resource, entry);
  if (said === null) return;
  for (const inside of elements.all(resource, 'contained', `${type}.contained`)) layContained(desk, inside, entry);
  desk.tell(entry.line, understood(type, resource, { said, rejects: elements.rejects }));
}

function layContained(desk: Desk, resource: JsonObject, { line }: Place): void {
  const [type, id] = [resource.get('resourceType'), resource.get('id')];
  if (typeof type !== 'string' || typeof id !== 'string' || !named.has(type)) return;
  layNamed(desk, type, resource, { line, fullUrl: `${line}#${id}` });
}

function layNamed(desk: Desk, type: string, resource: JsonObject, place: Place): void {
  const elements = new Elements();
  const keys = keysOf(elements, resource, place);
  const said = named.get(type)?.(elements, resource, place);
  desk.name(type, keys, understood(type, resource, { said, rejects: elements.rejects }));
}

/** What is bound to rules or changed by modifiers that the hub does not know must not be taken without them. */
const understood = <Of extends Read<unknown>>(type: string, resource: JsonObject, read: Of): Of =>
  isUnderstood(resource) ? read : { ...read, rejects: [...read.rejects, { column: type, code: 'NOT_UNDERSTOOD' }] };
