import { isNhsNumber } from '../../shared/nhs-number.ts';
import { Sex } from '../../subjects/resident/resident.values.ts';
import { oneOf, postcode, text } from '../input/cells.ts';
import type { Elements } from './elements.ts';
import type { JsonObject } from './json.ts';
import { birthday } from './moments.ts';

/** Who somebody is, as far as that can be read, and at which address. */
export interface Patient {
  number: string | null;
  born: string | null;
  family: string | null;
  given: string | null;
  sex: string | null;
  uprn: string | null;
  postcode: string | null;
}

const ofNumber = 'https://fhir.nhs.uk/Id/nhs-number';
const statusOf = 'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-NHSNumberVerificationStatus';
const statuses = /^https:\/\/fhir\.hl7\.org\.uk\/CodeSystem\/UKCore-NHSNumberVerificationStatus(England)?$/;
/** Found and verified in the national register; by its word in the code system that was there before. */
const verified: ReadonlySet<string | undefined> = new Set(['01', 'number-present-and-verified']);
const sexes = oneOf(
  new Map<string, string>([
    ['male', Sex.MALE],
    ['female', Sex.FEMALE],
    ['other', Sex.INDETERMINATE],
    ['unknown', Sex.NOT_KNOWN],
  ]),
);
const addressKey = 'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-AddressKey';
const ofAddressKey = /^https:\/\/fhir\.hl7\.org\.uk\/CodeSystem\/UKCore-AddressKeyType$/;

export function patientOf(elements: Elements, patient: JsonObject): Patient {
  const name = nameOf(elements, patient);
  const family = elements.needed(name, 'family', 'Patient.name.family', text(200));
  if (!name) elements.refuse('Patient.name', 'REQUIRED');
  return {
    number: numberOf(elements, patient),
    born: elements.needed(patient, 'birthDate', 'Patient.birthDate', birthday),
    family,
    given: elements.texts(name, 'given', 'Patient.name.given').join(' ').slice(0, 200) || null,
    sex: elements.given(patient, 'gender', 'Patient.gender', sexes),
    ...addressOf(elements, patient),
  };
}

function numberOf(elements: Elements, patient: JsonObject): string | null {
  const path = 'Patient.identifier';
  const ours = elements
    .all(patient, 'identifier', path)
    .filter((identifier) => identifier.get('system') === ofNumber && identifier.get('use') !== 'old');
  if (!ours.length) return elements.refuse(path, 'NO_NHS_NUMBER');
  const values = ours.map((identifier) => elements.needed(identifier, 'value', path)?.replace(/[\s-]/g, ''));
  const [number] = values;
  if (!number || new Set(values).size > 1 || !isNhsNumber(number)) return elements.refuse(path, 'NOT_AN_NHS_NUMBER');
  const said = ours
    .map((identifier) => elements.codeOf(elements.extension(identifier, statusOf, path), statuses, path))
    .filter((code) => code !== undefined);
  // Whom the line is about is known also where that is not verified.
  if (!said.length || !said.every((code) => verified.has(code))) elements.refuse(path, 'NOT_VERIFIED');
  return number;
}

/** The name by which the person is known: the official one, or the first that was not given up. */
function nameOf(elements: Elements, patient: JsonObject): JsonObject | undefined {
  const names = elements.all(patient, 'name', 'Patient.name');
  const inUse = names.filter((name) => !['old', 'maiden', 'anonymous', 'nickname'].includes(String(name.get('use'))));
  return inUse.find((name) => name.get('use') === 'official') ?? inUse[0];
}

/** Where the person lives now, by premises and postcode; what cannot be read of it says nothing. */
function addressOf(elements: Elements, patient: JsonObject): Pick<Patient, 'uprn' | 'postcode'> {
  const addresses = elements.all(patient, 'address', 'Patient.address');
  const home =
    addresses.find((address) => address.get('use') === 'home') ?? addresses.find((address) => !address.has('use'));
  const written = home?.get('postalCode');
  const meant = typeof written === 'string' ? postcode(written) : undefined;
  const uprns = elements
    .all(home, 'extension', 'Patient.address')
    .filter((extension) => extension.get('url') === addressKey)
    .flatMap((extension) => uprnOf(elements, extension) ?? []);
  const [uprn = null, another] = uprns;
  return { uprn: another ? null : uprn, postcode: meant && 'value' in meant ? meant.value : null };
}

function uprnOf(elements: Elements, key: JsonObject): string | undefined {
  const path = 'Patient.address';
  if (elements.codeOf(elements.extension(key, 'type', path), ofAddressKey, path) !== 'UPRN') return undefined;
  const value = elements
    .all(key, 'extension', path)
    .find((part) => part.get('url') === 'value')
    ?.get('valueString');
  return typeof value === 'string' && /^\d{1,12}$/.test(value) ? value.replace(/^0+/, '') : undefined;
}
