import type { RejectCode } from '../../shared/reject-catalogue.ts';
import { type Reading, UnreadableFile } from '../engine/format.ts';
import { watched } from '../input/watched.ts';
import { type Found, isObject, type Json, type JsonObject, JsonReader, NotJson } from './json.ts';
import { resourceLines } from './resource-lines.ts';

/** One resource of a file, or why it cannot be read. */
export type Entry = { line: number } & (
  | { resource: JsonObject; fullUrl: string | null }
  | { broken: Extract<RejectCode, 'NOT_FHIR' | 'TOO_LONG' | 'NOT_JSON' | 'NOT_TAKEN'> }
);

/** Bundles that say what is so. Of a history, a message or a document more would have to be understood than its resources. */
const kinds: ReadonlySet<Json | undefined> = new Set(['collection', 'searchset', 'batch', 'transaction']);
/** What a request of a transaction says of its resource: that it is so. */
const says: ReadonlySet<Json | undefined> = new Set([undefined, 'POST', 'PUT']);

/**
 * The resources of a bundle in one JSON text, by the number of their entry; or those of a bulk export (NDJSON), by their
 * line: whichever the first line of the file shows it to be. FHIR in JSON is always UTF-8.
 */
export async function* entriesOf(content: AsyncIterable<Buffer>, how: Reading): AsyncGenerator<Entry> {
  if (how.encoding && how.encoding !== 'utf-8') {
    throw new UnreadableFile(
      'FHIR is written as UTF-8 and as nothing else: leave out --encoding, and fetch the file as it is.',
    );
  }
  const lines = resourceLines(watched(content, how));
  for await (const first of lines) {
    if ('bundle' in first) yield* entriesOfBundle(first.bundle);
    else yield lineOf(first);
  }
}

function lineOf({ line, bytes }: { line: number; bytes: Buffer | null }): Entry {
  if (!bytes) return { line, broken: 'TOO_LONG' };
  const reader = new JsonReader();
  try {
    reader.write(bytes);
  } catch (error) {
    if (error instanceof NotJson) return { line, broken: 'NOT_JSON' };
    throw error;
  }
  if (!reader.isWhole || reader.root === undefined) return { line, broken: 'NOT_JSON' };
  if (reader.broken || !isResource(reader.root)) return { line, broken: 'NOT_FHIR' };
  return { line, resource: reader.root, fullUrl: null };
}

async function* entriesOfBundle(content: AsyncIterable<Buffer>): AsyncGenerator<Entry> {
  let number = 0;
  let found: Found[] = [];
  const reader = new JsonReader('entry', (one) => found.push(one));
  for await (const bytes of content) {
    try {
      reader.write(bytes);
    } catch (error) {
      if (!(error instanceof NotJson)) throw error;
      throw new UnreadableFile(
        `The bundle is broken after entry ${number + found.length}. ${error.message} Fetch it once more.`,
      );
    }
    for (const one of found) yield entryOf(++number, one);
    found = [];
  }
  if (!reader.isWhole)
    throw new UnreadableFile(`The file ends within its bundle, after entry ${number}: fetch it once more.`);
  refuseOther(reader.root);
}

function refuseOther(root: Json | undefined): void {
  if (!isObject(root) || typeof root.get('resourceType') !== 'string') {
    throw new UnreadableFile('This is no FHIR: there is neither a bundle in it nor a resource on each line.');
  }
  if (root.get('resourceType') !== 'Bundle') {
    throw new UnreadableFile(
      'The file has a resource that is no bundle on several lines: write it on one, or put it into a bundle.',
    );
  }
  if (root.has('implicitRules')) {
    throw new UnreadableFile('The bundle is bound to rules of its own (implicitRules), which the hub does not know.');
  }
  if (!kinds.has(root.get('type'))) {
    throw new UnreadableFile(
      'Bundles are taken whose type is collection, searchset, batch or transaction: this one has another.',
    );
  }
  if (root.has('entry') && !Array.isArray(root.get('entry')))
    throw new UnreadableFile('The entry of the bundle is no list.');
}

function entryOf(line: number, found: Found): Entry {
  if ('broken' in found) return { line, broken: found.broken };
  const { value: entry } = found;
  const resource = isObject(entry) ? entry.get('resource') : undefined;
  const request = isObject(entry) ? entry.get('request') : undefined;
  if (!isObject(entry) || (request !== undefined && !isObject(request))) return { line, broken: 'NOT_FHIR' };
  // A deletion names what is deleted by an id that the hub does not keep.
  if (!says.has(request?.get('method'))) return { line, broken: 'NOT_TAKEN' };
  const fullUrl = entry.get('fullUrl') ?? null;
  if (!isResource(resource) || (fullUrl !== null && typeof fullUrl !== 'string')) return { line, broken: 'NOT_FHIR' };
  return { line, resource, fullUrl };
}

const isResource = (value: Json | undefined): value is JsonObject =>
  isObject(value) && typeof value.get('resourceType') === 'string';
