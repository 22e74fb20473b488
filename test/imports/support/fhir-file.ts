import type { MadeResident } from '../../support/factories.ts';

/** A resource, or a part of one, by its elements. */
export type Of = Readonly<Record<string, unknown>>;

const ukCore = 'https://fhir.hl7.org.uk';
export const nhsNumber = (value: unknown, status: string | null = '01'): Of => ({
  system: 'https://fhir.nhs.uk/Id/nhs-number',
  value,
  ...(status && {
    extension: [
      {
        url: `${ukCore}/StructureDefinition/Extension-UKCore-NHSNumberVerificationStatus`,
        valueCodeableConcept: {
          coding: [{ system: `${ukCore}/CodeSystem/UKCore-NHSNumberVerificationStatusEngland`, code: status }],
        },
      },
    ],
  }),
});

/** As the factories make residents. */
export const patient = ({ nhsNumber: number }: Pick<MadeResident, 'nhsNumber'>, more: Of = {}): Of => ({
  resourceType: 'Patient',
  id: `p${number}`,
  meta: { profile: [`${ukCore}/StructureDefinition/UKCore-Patient`] },
  identifier: [nhsNumber(number), { system: 'https://trust.example/Id/hospital-number', value: `H${number}` }],
  name: [
    { use: 'maiden', family: 'FORMER' },
    { use: 'official', family: 'EXAMPLE', given: ['EDITH'] },
  ],
  gender: 'female',
  birthDate: '1938-03-04',
  ...more,
});

export const odsCode = (value: string): Of => ({ system: 'https://fhir.nhs.uk/Id/ods-organization-code', value });
export const organization = (code: string, more: Of = {}): Of => ({
  resourceType: 'Organization',
  id: `o${code}`,
  identifier: [odsCode(code)],
  ...more,
});

export const admissionMethod = (code: string): Of => ({
  url: `${ukCore}/StructureDefinition/Extension-UKCore-AdmissionMethod`,
  valueCodeableConcept: { coding: [{ system: `${ukCore}/CodeSystem/UKCore-AdmissionMethodEngland`, code }] },
});
export const destination = (code: string): Of => ({
  coding: [{ system: `${ukCore}/CodeSystem/UKCore-DischargeDestinationEngland`, code }],
});
export const actClass = (code: string): Of => ({ system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code });

/** An inpatient's visit, as it stands at `at`. */
export const encounter = (
  { nhsNumber: number }: Pick<MadeResident, 'nhsNumber'>,
  status: string,
  at: string,
  more: Of = {},
): Of => ({
  resourceType: 'Encounter',
  id: `e${number}`,
  meta: { lastUpdated: at },
  identifier: [{ system: 'https://trust.example/Id/visit', value: `V1-${number}` }],
  status,
  class: actClass('IMP'),
  subject: { reference: `Patient/p${number}` },
  period: { start: '2026-03-01T09:30:00+00:00', ...(status === 'finished' && { end: '2026-03-05T16:00:00+00:00' }) },
  hospitalization: {
    extension: [admissionMethod('21')],
    ...(status === 'finished' && { dischargeDisposition: destination('54') }),
  },
  ...more,
});

/** A visit to the emergency department, under a number of its own. */
export const emergency = (who: Pick<MadeResident, 'nhsNumber'>, status: string, at: string, more: Of = {}): Of =>
  encounter(who, status, at, {
    id: `a${who.nhsNumber}`,
    identifier: [{ system: 'https://trust.example/Id/visit', value: `E1-${who.nhsNumber}` }],
    class: actClass('EMER'),
    ...(status === 'finished' && { hospitalization: { dischargeDisposition: destination('19') } }),
    ...more,
  });

export const episode = (
  { nhsNumber: number }: Pick<MadeResident, 'nhsNumber'>,
  practice: string,
  more: Of = {},
): Of => ({
  resourceType: 'EpisodeOfCare',
  id: `r${number}`,
  status: 'active',
  type: [{ coding: [{ system: 'https://fhir.nhs.uk/CareConnect-RegistrationType-1', code: 'R' }] }],
  patient: { reference: `Patient/p${number}` },
  managingOrganization: { identifier: odsCode(practice) },
  period: { start: '2026-02-01' },
  ...more,
});

/** An address by the number of its premises. */
export const livesAt = (uprn: string): Of => ({
  use: 'home',
  extension: [
    {
      url: `${ukCore}/StructureDefinition/Extension-UKCore-AddressKey`,
      extension: [
        {
          url: 'type',
          valueCodeableConcept: { coding: [{ system: `${ukCore}/CodeSystem/UKCore-AddressKeyType`, code: 'UPRN' }] },
        },
        { url: 'value', valueString: uprn },
      ],
    },
  ],
});

export const bundle = (...resources: readonly Of[]): string => bundleOf(resources.map((resource) => ({ resource })));
export const bundleOf = (entry: readonly unknown[], more: Of = {}): string =>
  JSON.stringify({ resourceType: 'Bundle', type: 'collection', ...more, entry });
export const exported = (...resources: readonly Of[]): string =>
  resources.map((resource) => `${JSON.stringify(resource)}\n`).join('');
