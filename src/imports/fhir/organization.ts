import type { Desk } from './desk.ts';
import type { Elements } from './elements.ts';
import type { JsonObject } from './json.ts';
import { type Place, referenceOf } from './references.ts';

/** Which organisation is meant, by its ODS code, or of which other it is a part: only by this references are resolved. */
export interface Organization {
  code: string | null;
  partOf: string | null;
}

const ofCodes: ReadonlySet<string> = new Set([
  ...['https://fhir.nhs.uk/Id/ods-organization-code', 'https://fhir.nhs.uk/Id/ods-site-code'],
]);
const type = 'Organization';
const mostLevels = 6;

export function organizationOf(elements: Elements, organization: JsonObject, place: Place): Organization {
  const path = `${type}.identifier`;
  const codes = new Set(
    elements
      .all(organization, 'identifier', path)
      .filter((identifier) => ofCodes.has(String(identifier.get('system'))) && identifier.get('use') !== 'old')
      .map((identifier) => elements.needed(identifier, 'value', path)),
  );
  if (codes.size > 1) elements.refuse(path, 'SEVERAL');
  const [code = null] = codes;
  const above = elements.one(organization, 'partOf', `${type}.partOf`);
  return { code, partOf: referenceOf(elements, above, type, `${type}.partOf`, place) };
}

/** The ODS code of the organisation that is called so, or of the one that it is a part of; undefined if nothing says it. */
export function odsCodeOf(desk: Desk, called: string): string | undefined {
  let key: string | null = called;
  for (let level = 0; key && level < mostLevels; level++) {
    const [, code] = /^Organization\?identifier=[^|]+\/Id\/ods-(?:organization|site)-code\|(.+)$/.exec(key) ?? [];
    if (code) return code;
    const found: Organization | undefined = desk.called<Organization>(type, key)?.said;
    if (found?.code) return found.code;
    key = found?.partOf ?? null;
  }
  return undefined;
}

/** A site of a trust has the trust's code at the beginning of its own. */
export const isPartOf = (code: string, owner: string): boolean =>
  code === owner || (owner.length === 3 && code.length === 5 && code.startsWith(owner));
