import type { Elements } from './elements.ts';
import type { JsonObject } from './json.ts';

export const dispositionPath = 'Encounter.hospitalization.dischargeDisposition';
const dischargeStatus = 'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-EmergencyCareDischargeStatus';
const snomed = /^http:\/\/snomed\.info\/sct$/;
const destinations = /^https:\/\/fhir\.hl7\.org\.uk\/CodeSystem\/UKCore-DischargeDestinationEngland$/;

const each = <Value>(value: Value, ...codes: string[]) => codes.map((code) => [code, value] as const);

/** How somebody left, by SNOMED CT: the NHS's list of emergency care discharge status. That treatment is completed says not where to. */
const byStatus: ReadonlyMap<string | undefined, string> = new Map([
  ...each('DIED', '63238001', '75004002'),
  ...each('LEFT', '1066301000000103', '1066311000000101', '1066321000000107'),
  ...each('ADMITTED', '1324201000000109'),
]);
/** Where somebody went, by the NHS's discharge destinations, and to a ward of the same hospital by SNOMED CT. */
const byDestination: ReadonlyMap<string | undefined, string> = new Map([
  ...each('DISCHARGED_BACK', '19', '29', '54', '65', '66', '85', '88'),
  ...each('TRANSFERRED', '30', '48', '49', '50', '51', '52', '53', '84', '87'),
  ...each('DIED', '79'),
]);
const toWard = '306706006';

/** What came of an attendance at the emergency department. */
export function outcomeOf(
  elements: Elements,
  encounter: JsonObject,
  hospitalization: JsonObject | undefined,
  disposition: JsonObject | undefined,
): string | null {
  const path = dispositionPath;
  const status =
    elements.extension(encounter, dischargeStatus, path) ?? elements.extension(hospitalization, dischargeStatus, path);
  const outcome =
    byStatus.get(elements.codeOf(status, snomed, path)) ??
    byDestination.get(elements.codeOf(disposition, destinations, path)) ??
    (elements.codeOf(disposition, snomed, path) === toWard ? 'ADMITTED' : undefined);
  return outcome ?? elements.refuse(path, disposition || status ? 'NOT_A_VALUE' : 'REQUIRED');
}
