import type { Elements } from './elements.ts';
import type { JsonObject } from './json.ts';

/** Where a resource stands: what it is called by others, and against what its own references are read. */
export interface Place {
  line: number;
  fullUrl: string | null;
}

const ofServer = /^https?:\/\/.+\/[A-Z][A-Za-z]+\/[A-Za-z0-9.-]{1,64}$/;
const relative = /^[A-Z][A-Za-z]+\/[A-Za-z0-9.-]{1,64}$/;
const mostIdentifiers = 20;
const longest = 500;

/** By how many names ever a resource is called in this file: its `fullUrl`, its id where nothing else is known, and its identifiers. */
export function keysOf(elements: Elements, resource: JsonObject, { fullUrl }: Place): string[] {
  const type = resource.get('resourceType') as string;
  const id = elements.given(resource, 'id', `${type}.id`);
  const called = fullUrl && ofServer.test(fullUrl) ? [fullUrl] : [fullUrl?.toLowerCase(), id && `${type}/${id}`];
  const identified = elements
    .all(resource, 'identifier', `${type}.identifier`)
    .slice(0, mostIdentifiers)
    .map((identifier) => identifiedBy(elements, type, identifier, `${type}.identifier`));
  return [
    ...new Set([...called, ...identified].filter((key) => typeof key === 'string' && key.length <= longest)),
  ] as string[];
}

function identifiedBy(
  elements: Elements,
  type: string,
  identifier: JsonObject | undefined,
  path: string,
): string | null {
  const [system, value] = [elements.given(identifier, 'system', path), elements.given(identifier, 'value', path)];
  return system && value && `${type}?identifier=${system}|${value}`;
}

/**
 * What the resource is called that a reference means: by its address, read as FHIR says against where the reference stands; by a
 * search for its identifier; or by the identifier beside it. Null for none.
 */
export function referenceOf(
  elements: Elements,
  reference: JsonObject | undefined,
  type: string,
  path: string,
  { line, fullUrl }: Place,
): string | null {
  if (!reference) return null;
  const given = elements.given(reference, 'reference', path);
  if (!given) return identifiedBy(elements, type, elements.one(reference, 'identifier', path), path) ?? unresolved();
  if (given.length > longest) return unresolved();
  if (given.startsWith('#')) return `${line}${given}`;
  const address = given.replace(/\/_history\/[^/]*$/, '');
  const [, wanted, search] = /^([A-Z][A-Za-z]+)\?identifier=([^&]+)$/.exec(given) ?? [];
  if (wanted === type) return `${type}?identifier=${decoded(search as string)}`;
  if (/^urn:/i.test(address)) return address.toLowerCase();
  if (ofServer.test(address)) return address;
  if (!relative.test(address) || !address.startsWith(`${type}/`)) return unresolved();
  return fullUrl && ofServer.test(fullUrl) ? fullUrl.replace(/[^/]+\/[^/]+$/, address) : address;

  function unresolved(): null {
    return elements.refuse(path, 'UNRESOLVED');
  }
}

function decoded(search: string): string {
  try {
    return decodeURIComponent(search);
  } catch {
    return search;
  }
}
