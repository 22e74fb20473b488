import { matching, oneOf, text } from '../input/cells.ts';
import { dispositionPath, outcomeOf } from './attendance.ts';
import type { Elements } from './elements.ts';
import type { JsonObject } from './json.ts';
import { moment } from './moments.ts';
import { type Place, referenceOf } from './references.ts';

const actCodes = 'http://terminology.hl7.org/CodeSystem/v3-ActCode';
/** Inpatients and emergencies, as the messages of HL7 v2 call them. Of outpatients and others the hub keeps nothing. */
const classes = new Map([
  ['IMP', 'I'],
  ['ACUTE', 'I'],
  ['NONAC', 'I'],
  ['EMER', 'E'],
]);

/** What has become of a visit; `PLANNED` is not there yet. */
const states = oneOf(
  new Map([
    ['planned', 'PLANNED'],
    ['arrived', 'ARRIVED'],
    ['triaged', 'ARRIVED'],
    ['in-progress', 'PRESENT'],
    ['onleave', 'PRESENT'],
    ['finished', 'FINISHED'],
    ['cancelled', 'CANCELLED'],
    ['entered-in-error', 'CANCELLED'],
  ]),
);

const admissionMethod = 'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-AdmissionMethod';
const ofMethod = /^https:\/\/fhir\.hl7\.org\.uk\/CodeSystem\/UKCore-AdmissionMethodEngland$/;
const ofDestination = /^https:\/\/fhir\.hl7\.org\.uk\/CodeSystem\/UKCore-DischargeDestinationEngland$/;
const methods = matching(/^[1-8][0-9A-D]$/);

/** A visit as a resource shows it. */
export interface Encounter {
  /** What it was called whom it is about, and who provided it. */
  subject: string | null;
  provider: string | null;
  /** When that was so; null if it does not say. */
  said: string | null;
  /** `STATE`, or `A11` if it never was. */
  event: string;
  class: string;
  visit: string | null;
  began: string | null;
  ended: string | null;
  method: string | null;
  destination: string | null;
  outcome: string | null;
}

/** How a visit stands as of when its resource was last updated. Null of what is no visit of a ward or an emergency department, or is not yet. */
export function encounterOf(elements: Elements, encounter: JsonObject, place: Place): Encounter | null {
  const patientClass = classOf(elements, encounter);
  if (patientClass === null) return null;
  const state = elements.needed(encounter, 'status', 'Encounter.status', states);
  const stays = patientClass === 'I';
  // Somebody who waits for a bed was not admitted to one.
  if (state === 'PLANNED' || (state === 'ARRIVED' && stays)) return null;
  if (encounter.has('partOf')) elements.refuse('Encounter.partOf', 'PART_OF_ANOTHER');
  const meta = elements.one(encounter, 'meta', 'Encounter.meta');
  const provider = elements.one(encounter, 'serviceProvider', 'Encounter.serviceProvider');
  return {
    subject: subjectOf(elements, encounter, place),
    provider: referenceOf(elements, provider, 'Organization', 'Encounter.serviceProvider', place),
    said: elements.given(meta, 'lastUpdated', 'Encounter.meta.lastUpdated', moment),
    event: state === 'CANCELLED' ? 'A11' : 'STATE',
    class: patientClass,
    visit: visitOf(elements, encounter),
    ...courseOf(elements, encounter, state, stays),
  };
}

/** Null of a class of which the hub keeps nothing; what cannot be read is told, and taken for a stay. */
function classOf(elements: Elements, encounter: JsonObject): string | null {
  const coding = elements.one(encounter, 'class', 'Encounter.class');
  if (!encounter.has('class')) elements.refuse('Encounter.class', 'REQUIRED');
  const code = coding && elements.needed(coding, 'code', 'Encounter.class');
  if (!code) return 'I';
  if (coding.get('system') === actCodes) return classes.get(code) ?? null;
  elements.refuse('Encounter.class', 'NOT_A_VALUE');
  return 'I';
}

/** The number of the visit, with its system: the one that is marked as a visit's, or the only one. */
function visitOf(elements: Elements, encounter: JsonObject): string | null {
  const path = 'Encounter.identifier';
  const inUse = elements.all(encounter, 'identifier', path).filter((identifier) => identifier.get('use') !== 'old');
  const marked = inUse.filter(
    (identifier) => elements.codeOf(elements.one(identifier, 'type', path), /\/v2-0203$/, path) === 'VN',
  );
  const [identifier, another] = marked.length ? marked : inUse;
  if (!identifier) return elements.refuse(path, 'REQUIRED');
  if (another) return elements.refuse(path, 'SEVERAL');
  const [value, system] = [
    elements.needed(identifier, 'value', path, text(100)),
    elements.given(identifier, 'system', path, text(200)),
  ];
  return value && [value, system].filter(Boolean).join('^');
}

function subjectOf(elements: Elements, encounter: JsonObject, place: Place): string | null {
  const subject = elements.one(encounter, 'subject', 'Encounter.subject');
  if (!encounter.has('subject')) return elements.refuse('Encounter.subject', 'REQUIRED');
  return referenceOf(elements, subject, 'Patient', 'Encounter.subject', place);
}

type Course = Pick<Encounter, 'began' | 'ended' | 'method' | 'destination' | 'outcome'>;
const nothing: Course = { began: null, ended: null, method: null, destination: null, outcome: null };

/** When the visit began and ended, by which method, and what came of it; nothing of what never was. */
function courseOf(elements: Elements, encounter: JsonObject, state: string | null, stays: boolean): Course {
  if (state === 'CANCELLED') return nothing;
  const period = elements.one(encounter, 'period', 'Encounter.period');
  const hospitalization = elements.one(encounter, 'hospitalization', 'Encounter.hospitalization');
  if (!encounter.has('period')) elements.refuse('Encounter.period', 'REQUIRED');
  const began = elements.needed(period, 'start', 'Encounter.period.start', moment);
  const method = stays ? methodOf(elements, encounter, hospitalization) : null;
  // An end beside another status is one that is expected.
  if (state !== 'FINISHED') return { ...nothing, began, method };
  const ended = elements.needed(period, 'end', 'Encounter.period.end', moment);
  if (began && ended && ended < began) elements.refuse('Encounter.period.end', 'NOT_IN_ORDER');
  const disposition = elements.one(hospitalization, 'dischargeDisposition', dispositionPath);
  return {
    ...{ began, ended, method },
    destination: stays ? destinationOf(elements, disposition) : null,
    outcome: stays ? null : outcomeOf(elements, encounter, hospitalization, disposition),
  };
}

function methodOf(elements: Elements, encounter: JsonObject, hospitalization: JsonObject | undefined): string | null {
  const path = 'Encounter.hospitalization.extension:admissionMethod';
  const concept =
    elements.extension(hospitalization, admissionMethod, path) ?? elements.extension(encounter, admissionMethod, path);
  const code = elements.codeOf(concept, ofMethod, path);
  if (code === undefined) return elements.refuse(path, 'REQUIRED');
  const meant = methods(code);
  return 'value' in meant ? meant.value : elements.refuse(path, meant.code);
}

/** Where whoever leaves a ward goes, in two digits. */
function destinationOf(elements: Elements, disposition: JsonObject | undefined): string | null {
  const code = elements.codeOf(disposition, ofDestination, dispositionPath);
  return code && /^\d\d$/.test(code) ? code : null;
}
