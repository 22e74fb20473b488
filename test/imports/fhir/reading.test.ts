import { describe, expect, it } from '@jest/globals';
import { UnreadableFile } from '../../../src/imports/engine/format.ts';
import type { Kind } from '../../../src/imports/fhir/laying.ts';
import { listed } from '../../../src/imports/fhir/listed.ts';
import {
  actClass,
  admissionMethod,
  bundle,
  bundleOf,
  destination,
  emergency,
  encounter,
  episode,
  exported,
  livesAt,
  nhsNumber,
  type Of,
  odsCode,
  organization,
  patient,
} from '../support/fhir-file.ts';
import { linesIn, refused, said } from './support/reading.ts';

const edith = { nhsNumber: '9990000018' };
const elsie = { nhsNumber: '9990000026' };
const at = '2026-03-02T07:00:00.000Z';
const stay = `${edith.nhsNumber} 1938-03-04 EXAMPLE FHIR STATE I V1-${edith.nhsNumber}^https://trust.example/Id/visit ${at} ${at} 2026-03-01T09:30:00.000Z`;
/** What is told of one encounter of a sound patient. */
const told = (more: Of, status = 'in-progress') => refused(bundle(patient(edith), encounter(edith, status, at, more)));
const toldOfPatient = (more: Of) => refused(bundle(patient(edith, more), encounter(edith, 'in-progress', at)));
const why = (file: string | Buffer, how = {}) =>
  linesIn(file, how).then(
    () => 'taken',
    (error: unknown) => {
      if (error instanceof UnreadableFile) return error.message;
      throw error;
    },
  );

describe('a file of FHIR', () => {
  it('is a bundle however it is laid out, or a resource on each line, in whatever pieces it comes', async () => {
    const resources = [patient(edith), encounter(edith, 'in-progress', at)];
    const pretty = JSON.stringify(JSON.parse(bundle(...resources)), null, 2);
    for (const piece of [1, 7, 100_000]) {
      for (const file of [bundle(...resources), pretty, `\uFEFF${pretty}`, pretty.replaceAll('\n', '\r\n')]) {
        expect(await linesIn(file, { piece })).toMatchObject([{ line: 2, about: edith.nhsNumber, rejects: [] }]);
        expect(await said(file)).toEqual([`${stay} 21`]);
      }
      const lines = `\n${exported(...resources).replaceAll('\n', '\r\n\r\n')}`;
      expect(await linesIn(`\uFEFF${lines}`, { piece })).toMatchObject([{ line: 4, rejects: [] }]);
      expect(await said(exported(...resources).trimEnd())).toEqual([`${stay} 21`]);
    }
  });

  it('may name first what comes last, and in every way that FHIR has', async () => {
    const visit = (subject: Of) => encounter(edith, 'in-progress', at, { subject });
    const number = `https://fhir.nhs.uk/Id/nhs-number|${edith.nhsNumber}`;
    const urn = 'urn:uuid:57BAE551-2c5d-4def-a541-4b156ec49497';
    const server = 'https://trust.example/fhir/R4';
    const someone = patient(edith);
    const files = [
      bundle(visit({ reference: `Patient/p${edith.nhsNumber}` }), someone),
      bundle(visit({ reference: `Patient/p${edith.nhsNumber}/_history/3` }), someone),
      bundle(visit({ identifier: nhsNumber(edith.nhsNumber, null) }), someone),
      bundle(
        visit({ identifier: { system: 'https://trust.example/Id/hospital-number', value: 'H9990000018' } }),
        someone,
      ),
      bundle(visit({ reference: `Patient?identifier=${encodeURIComponent(number)}` }), someone),
      bundle({ ...visit({ reference: '#who' }), contained: [patient(edith, { id: 'who' })] }),
      bundleOf([{ resource: visit({ reference: urn.toLowerCase() }) }, { fullUrl: urn, resource: someone }]),
      bundleOf([
        { fullUrl: `${server}/Encounter/1`, resource: visit({ reference: 'Patient/1' }) },
        { fullUrl: `${server}/Patient/1`, resource: someone },
        { fullUrl: 'https://another.example/fhir/Patient/1', resource: patient(elsie) },
      ]),
    ];
    for (const file of files) expect(await said(file)).toEqual([`${stay} 21`]);
  });

  it('is taken for nobody where it is not plain who is meant', async () => {
    const visit = (subject: Of) => encounter(edith, 'in-progress', at, { subject });
    const nobody = ['1 Encounter.subject UNRESOLVED'];
    const server = 'https://trust.example/fhir';
    const files = [
      bundle(visit({ reference: 'Patient/another' }), patient(edith)),
      bundle(visit({ reference: '#p9990000018' }), patient(edith)),
      bundle(visit({ display: 'Edith Example' }), patient(edith)),
      bundle(visit({ reference: 'Group/p9990000018' }), patient(edith)),
      bundle(visit({ reference: '../../p9990000018' }), patient(edith)),
      bundle(
        visit({ reference: `Patient/p${edith.nhsNumber}` }),
        patient(edith),
        patient(elsie, { id: 'p9990000018' }),
      ),
      // Of another server, and of none that is known.
      bundle(visit({ reference: `${server}/Patient/p9990000018` }), patient(edith)),
      bundleOf([
        { fullUrl: `${server}/Encounter/1`, resource: visit({ reference: 'Patient/1' }) },
        { fullUrl: 'https://another.example/fhir/Patient/1', resource: patient(edith) },
      ]),
    ];
    for (const file of files) expect(await refused(file)).toEqual(nobody);
    // The same said twice is no contradiction.
    expect(await refused(bundle(patient(edith), encounter(edith, 'in-progress', at), patient(edith)))).toEqual([]);
  });

  it('that is no FHIR, or not whole, is refused in a sentence', async () => {
    const whole = bundle(patient(edith), encounter(edith, 'in-progress', at));
    expect(await why(whole.slice(0, -20))).toMatch(/ends within its bundle, after entry 1/);
    expect(await why(whole.replace('"gender":', '"gender"'))).toMatch(
      /broken after entry 0\. A colon or a comma is missing/,
    );
    expect(await why(`${whole}${whole}`)).toMatch(/broken after entry 2\. Something follows its end/);
    expect(await why(whole.replace('"EDITH"', 'EDITH'))).toMatch(/broken after entry 0\. This is no JSON in UTF-8/);
    expect(await why(Buffer.from(whole.replace('EDITH', 'ÉDITH'), 'latin1'))).toMatch(/no JSON in UTF-8/);
    expect(
      await why(Buffer.from(exported(patient(edith), patient(edith)).replaceAll('EDITH', 'ÉDITH'), 'latin1')),
    ).toMatch(/Line 1 is not UTF-8|no JSON in UTF-8/);
    expect(await why(Buffer.from(`\uFEFF${whole}`, 'utf16le'))).toMatch(/UTF-16/);
    expect(await why(Buffer.from(whole, 'utf16le'))).toMatch(/UTF-16/);
    expect(await why(whole, { encoding: 'windows-1252' })).toMatch(/leave out --encoding/);
    expect(await why(' \n ')).toMatch(/nothing in the file/);
    expect(await why('MSH|^~\\&|PAS')).toMatch(/no JSON/);
    expect(await why('[1, 2]')).toMatch(/This is no FHIR/);
    expect(await why('{"a": 1}')).toMatch(/This is no FHIR/);
    expect(await why('{"resourceType":\n"Patient"}')).toMatch(/no bundle on several lines/);
    expect(await why(bundleOf([], { type: 'history' }))).toMatch(/collection, searchset, batch or transaction/);
    expect(await why(bundleOf([], { type: 'message' }))).toMatch(/collection, searchset, batch or transaction/);
    expect(await why(bundleOf([], { implicitRules: 'https://rules.example' }))).toMatch(/implicitRules/);
    expect(await why('{"resourceType":"Bundle","type":"collection","entry":{}}')).toMatch(/no list/);
    expect(await why('{"resourceType":"Bundle","entry":[],"type":"collection","entry":[]}')).toMatch(
      /keys stands there twice/,
    );
    expect(await why(`{"resourceType":"Bundle","entry":[${'['.repeat(100_000)}`)).toMatch(/more than 64 deep/);
    expect(await why('{"resourceType":"Bundle","type":"collection"}')).toBe('taken');
  });

  it('loses to one broken resource no other', async () => {
    const sound = [patient(edith), encounter(edith, 'in-progress', at)].map((one) => JSON.stringify(one));
    const twice = '{"resourceType":"Patient","id":"1","id":"2"}';
    const broken = [
      twice,
      '{"resourceType":7}',
      '[]',
      'null',
      '"Patient"',
      '{}',
      '{"__proto__":{"resourceType":"Patient"}}',
    ];
    const entries = [...broken.map((one) => `{"resource":${one}}`), '7', '{"resource":{},"request":[]}'];
    const [first, second] = sound.map((one) => `{"resource":${one}}`);
    const file = `{"resourceType":"Bundle","type":"batch","entry":[${[first, ...entries, second].join()}]}`;
    expect(await refused(file)).toEqual(entries.map((_, place) => `${place + 2} NOT_FHIR`));
    expect(await said(file)).toEqual([`${stay} 21`]);
    const deep = '{"a":'.repeat(70);
    const lines = [sound[0], ...broken, '{"resourceType":"Patient"', 'Patient', deep, sound[1]].join('\n');
    expect(await refused(lines)).toEqual([
      ...broken.map((_, place) => `${place + 2} NOT_FHIR`),
      ...['9 NOT_JSON', '10 NOT_JSON', '11 NOT_JSON'],
    ]);
    expect(await said(lines)).toEqual([`${stay} 21`]);
    // Of the requests of a transaction those are taken that say what is so.
    const requests = ['PUT', 'POST', 'DELETE', 'PATCH'].map((method) => ({
      request: { method },
      resource: patient(edith),
    }));
    expect(await refused(bundleOf(requests, { type: 'transaction' }))).toEqual(['3 NOT_TAKEN', '4 NOT_TAKEN']);
  });

  it('may hold photographs and whatever else, and none of it stays in memory', async () => {
    const photo = [{ contentType: 'image/jpeg', data: 'A'.repeat(3_000_000) }];
    const file = bundle(
      { resourceType: 'Constructor' },
      { resourceType: '__proto__', id: '1' },
      patient(edith, { photo }),
      patient(elsie, { id: 'p9990000034', photo: [...photo, ...photo, ...photo] }),
      encounter(edith, 'in-progress', at),
    );
    for (const piece of [1_000, 65_536, 3_000_000]) {
      expect((await linesIn(file, { piece })).map(({ line, rejects: [one] }) => [line, one?.code])).toEqual([
        [4, 'TOO_LONG'],
        [5, undefined],
      ]);
    }
    expect(await refused(exported(patient(edith), patient(elsie, { photo: [...photo, ...photo] })))).toEqual([
      '2 TOO_LONG',
    ]);
    expect(await why(bundle(patient(edith, { photo: [{ data: 'A'.repeat(40_000_000) }] })))).toMatch(
      /A text in it has no end/,
    );
  });
});

describe('a patient of FHIR', () => {
  it('is known by one verified NHS number, official name and whole birthday', async () => {
    const cases: [Of, string][] = [
      [{ identifier: [] }, 'Patient.identifier NO_NHS_NUMBER'],
      [
        { identifier: [{ system: 'https://trust.example', value: edith.nhsNumber }] },
        'Patient.identifier NO_NHS_NUMBER',
      ],
      [{ identifier: [nhsNumber('9990000019')] }, 'Patient.identifier NOT_AN_NHS_NUMBER'],
      [
        { identifier: [nhsNumber(edith.nhsNumber), nhsNumber(elsie.nhsNumber)] },
        'Patient.identifier NOT_AN_NHS_NUMBER',
      ],
      [{ identifier: [nhsNumber(edith.nhsNumber, null)] }, 'Patient.identifier NOT_VERIFIED'],
      [{ identifier: [nhsNumber(edith.nhsNumber, '02')] }, 'Patient.identifier NOT_VERIFIED'],
      [
        { identifier: [nhsNumber(edith.nhsNumber), nhsNumber(edith.nhsNumber, '04')] },
        'Patient.identifier NOT_VERIFIED',
      ],
      [{ identifier: nhsNumber(edith.nhsNumber) }, 'Patient.identifier NOT_FHIR'],
      [{ birthDate: '1938' }, 'Patient.birthDate NOT_A_DAY'],
      [{ birthDate: '1938-03' }, 'Patient.birthDate NOT_A_DAY'],
      [{ birthDate: '1937-02-29' }, 'Patient.birthDate NOT_A_DAY'],
      [{ birthDate: '1938-03-04T00:00:00Z' }, 'Patient.birthDate NOT_A_DAY'],
      [{ birthDate: undefined }, 'Patient.birthDate REQUIRED'],
      [{ birthDate: null }, 'Patient.birthDate NOT_FHIR'],
      [{ name: undefined }, 'Patient.name REQUIRED'],
      [{ name: [] }, 'Patient.name REQUIRED'],
      [{ name: [{ use: 'old', family: 'EXAMPLE' }] }, 'Patient.name REQUIRED'],
      [{ name: [{ text: 'Edith Example' }] }, 'Patient.name.family REQUIRED'],
      [{ name: [{ family: 'EXAM\u0000PLE' }] }, 'Patient.name.family NOT_FHIR'],
      [{ name: [{ family: '\ud800' }] }, 'Patient.name.family NOT_FHIR'],
      [{ name: [{ family: 'E'.repeat(201) }] }, 'Patient.name.family TOO_LONG'],
      [{ gender: 'F' }, 'Patient.gender NOT_A_VALUE'],
      [{ implicitRules: 'https://rules.example' }, 'Patient NOT_UNDERSTOOD'],
      [{ modifierExtension: [{ url: 'https://not.example', valueBoolean: true }] }, 'Patient NOT_UNDERSTOOD'],
      [{ contact: [{ modifierExtension: [] }] }, 'Patient NOT_UNDERSTOOD'],
    ];
    for (const [more, sentence] of cases)
      expect([more, await toldOfPatient(more)]).toContainEqual(expect.arrayContaining([`2 ${sentence}`]));
    expect(
      await toldOfPatient({
        birthDate: '1936-02-29',
        identifier: [nhsNumber('999 000 0018', 'number-present-and-verified')],
      }),
    ).toEqual([]);
    expect(await toldOfPatient({ identifier: [nhsNumber(9_990_000_018)] })).toContain('2 Patient.identifier NOT_FHIR');
  });
});

describe('an encounter of FHIR', () => {
  it('says what a visit is as of its last update, and what it is not yet says nothing', async () => {
    const sayings = async (...encounters: Of[]) => {
      const file = bundle(patient(edith), ...encounters);
      expect(await refused(file)).toEqual([]);
      return (await said(file)).map((one) =>
        one.slice(one.indexOf('FHIR') + 5).replaceAll(/ ?[VE]1-\S+| ?2026-03-02T07\S+/g, ''),
      );
    };
    const began = '2026-03-01T09:30:00.000Z';
    expect(
      await sayings(
        encounter(edith, 'planned', at),
        encounter(edith, 'arrived', at),
        encounter(edith, 'in-progress', at, { class: actClass('AMB') }),
        encounter(edith, 'in-progress', at, { class: actClass('HH') }),
        encounter(edith, 'onleave', at, {
          class: actClass('ACUTE'),
          hospitalization: {},
          extension: [admissionMethod('2A')],
        }),
        encounter(edith, 'finished', at),
        encounter(edith, 'entered-in-error', at, { period: undefined, hospitalization: undefined }),
        encounter(edith, 'cancelled', at),
      ),
    ).toEqual([`STATE I ${began} 2A`, `STATE I ${began} 2026-03-05T16:00:00.000Z 21 54`, 'A11 I', 'A11 I']);
    const left = '2026-03-05T16:00:00.000Z';
    const status = (code: string) => ({
      extension: [
        {
          url: 'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-EmergencyCareDischargeStatus',
          valueCodeableConcept: { coding: [{ system: 'http://snomed.info/sct', code }] },
        },
      ],
    });
    expect(
      await sayings(
        emergency(edith, 'arrived', at),
        emergency(edith, 'finished', at),
        emergency(edith, 'finished', at, { hospitalization: { dischargeDisposition: destination('51') } }),
        emergency(edith, 'finished', at, status('1066301000000103')),
        emergency(edith, 'finished', at, {
          hospitalization: {
            dischargeDisposition: { coding: [{ system: 'http://snomed.info/sct', code: '306706006' }] },
          },
        }),
      ),
    ).toEqual([
      `STATE E ${began}`,
      ...['DISCHARGED_BACK', 'TRANSFERRED', 'LEFT', 'ADMITTED'].map((outcome) => `STATE E ${began} ${left} ${outcome}`),
    ]);
    // What does not say when it was so speaks as of the file.
    const undated = bundle(patient(edith), encounter(edith, 'in-progress', at, { meta: undefined }));
    expect(await said(undated, { asOf: new Date(at) })).toEqual([`${stay} 21`]);
  });

  it('is told what is missing, wrong or of another kind', async () => {
    const cases: [Of, string][] = [
      [{ class: undefined }, 'Encounter.class REQUIRED'],
      [{ class: [actClass('IMP')] }, 'Encounter.class NOT_FHIR'],
      [{ class: { code: 'IMP' } }, 'Encounter.class NOT_A_VALUE'],
      [{ status: 'unknown' }, 'Encounter.status NOT_A_VALUE'],
      [{ status: undefined }, 'Encounter.status REQUIRED'],
      [{ identifier: undefined }, 'Encounter.identifier REQUIRED'],
      [{ identifier: [{ value: 'V1' }, { value: 'V2' }] }, 'Encounter.identifier SEVERAL'],
      [{ identifier: [{ value: 7 }] }, 'Encounter.identifier NOT_FHIR'],
      [{ subject: undefined }, 'Encounter.subject REQUIRED'],
      [{ subject: 'Patient/1' }, 'Encounter.subject NOT_FHIR'],
      [{ period: undefined }, 'Encounter.period REQUIRED'],
      [{ period: { end: at } }, 'Encounter.period.start REQUIRED'],
      [{ period: { start: '2026-03' } }, 'Encounter.period.start NOT_A_DATETIME'],
      [{ period: { start: '2026-03-01' } }, 'Encounter.period.start NOT_A_DATETIME'],
      [{ period: { start: '2026-03-01T09:30:00' } }, 'Encounter.period.start NOT_A_DATETIME'],
      [{ period: { start: '2026-03-01T09:30Z' } }, 'Encounter.period.start NOT_A_DATETIME'],
      [{ period: { start: '2025-02-29T09:30:00Z' } }, 'Encounter.period.start NOT_A_DATETIME'],
      [{ period: { start: '2026-03-01T24:00:00Z' } }, 'Encounter.period.start NOT_A_DATETIME'],
      [{ hospitalization: undefined }, 'Encounter.hospitalization.extension:admissionMethod REQUIRED'],
      [
        { hospitalization: { extension: [admissionMethod('99')] } },
        'Encounter.hospitalization.extension:admissionMethod NOT_A_CODE',
      ],
      [{ meta: { lastUpdated: '2026-03-01' } }, 'Encounter.meta.lastUpdated NOT_A_DATETIME'],
      [{ partOf: { reference: 'Encounter/1' } }, 'Encounter.partOf PART_OF_ANOTHER'],
      [{ implicitRules: 'https://rules.example' }, 'Encounter NOT_UNDERSTOOD'],
      [{ hospitalization: { extension: [admissionMethod('21')], modifierExtension: [] } }, 'Encounter NOT_UNDERSTOOD'],
      [{ serviceProvider: { identifier: odsCode('RX9') } }, 'Encounter.serviceProvider OTHER_ORGANISATION'],
      [{ serviceProvider: { reference: 'Organization/unknown' } }, 'Encounter.serviceProvider UNRESOLVED'],
    ];
    for (const [more, sentence] of cases) expect([more, await told(more)]).toEqual([more, [`2 ${sentence}`]]);
    expect(await told({ period: { start: at, end: '2026-03-01T09:00:00Z' } }, 'finished')).toEqual([
      '2 Encounter.period.end NOT_IN_ORDER',
    ]);
    expect(await told({ period: { start: at } }, 'finished')).toEqual(['2 Encounter.period.end REQUIRED']);
    expect(await told({ period: { start: '2024-02-29T23:30:00-05:00' } })).toEqual([]);
    const attended = (more: Of) => refused(bundle(patient(edith), emergency(edith, 'finished', at, more)));
    expect(await attended({ hospitalization: {} })).toEqual([
      `2 Encounter.hospitalization.dischargeDisposition REQUIRED`,
    ]);
    expect(await attended({ hospitalization: { dischargeDisposition: destination('99') } })).toEqual([
      '2 Encounter.hospitalization.dischargeDisposition NOT_A_VALUE',
    ]);
    const marked = [
      { value: '1' },
      { value: 'V7', type: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v2-0203', code: 'VN' }] } },
    ];
    expect(await told({ identifier: marked })).toEqual([]);
  });

  it("is of the trust's own, by the code of the trust, of one of its sites, or of what these are a part of", async () => {
    const provided = (by: Of, ...others: Of[]) =>
      refused(bundle(patient(edith), encounter(edith, 'in-progress', at, { serviceProvider: by }), ...others));
    expect(await provided({ identifier: odsCode('RF4') })).toEqual([]);
    expect(await provided({ reference: 'Organization/oRF4QH' }, organization('RF4QH'))).toEqual([]);
    const ward = { resourceType: 'Organization', id: 'ward', partOf: { reference: 'Organization/oRF4' } };
    expect(await provided({ reference: 'Organization/ward' }, ward, organization('RF4'))).toEqual([]);
    const round = { resourceType: 'Organization', id: 'ward', partOf: { reference: 'Organization/ward' } };
    expect(await provided({ reference: 'Organization/ward' }, round)).toEqual([
      '2 Encounter.serviceProvider UNRESOLVED',
    ]);
    expect(await provided({ reference: 'Organization/oRX9' }, organization('RX9'))).toEqual([
      '2 Encounter.serviceProvider OTHER_ORGANISATION',
    ]);
  });
});

describe('a registration of FHIR', () => {
  const kind = listed as Kind<unknown>;
  const how = { kind, owner: 'Y90001' };
  const registered = (more: Of, ofPatient: Of = {}) =>
    refused(bundle(patient(edith, ofPatient), episode(edith, 'Y90001', more)), how);

  it('says who is registered since when, and by what it is known whether the hub may keep it', async () => {
    const file = bundle(
      episode(edith, 'Y90001', { careManager: { display: 'Dr Example' } }),
      episode(edith, 'Y90001', {
        status: 'finished',
        period: { start: '2020-01-01T00:30:00+01:00', end: '2024-02-28' },
      }),
      episode(edith, 'Y90001', { status: 'planned' }),
      episode(edith, 'Y90001', { type: [{ coding: [{ system: 'http://snomed.info/sct', code: '710081004' }] }] }),
      patient(edith, { address: [livesAt('00100012345678'.slice(2)), { use: 'old', postalCode: 'N1 1AA' }] }),
      encounter(edith, 'in-progress', at),
    );
    const lines = await linesIn(file, how);
    expect(lines.map(({ facts: [fact] }) => fact?.cells)).toEqual([
      [
        edith.nhsNumber,
        'EXAMPLE',
        'EDITH',
        '1938-03-04',
        'FEMALE',
        '2026-02-01',
        null,
        'Dr Example',
        null,
        '100012345678',
        null,
        null,
      ],
      [
        edith.nhsNumber,
        'EXAMPLE',
        'EDITH',
        '1938-03-04',
        'FEMALE',
        '2019-12-31',
        '2024-02-29',
        null,
        null,
        '100012345678',
        null,
        null,
      ],
    ]);
    expect(lines[1]?.signs).toEqual([
      edith.nhsNumber,
      'EXAMPLE',
      '1938-03-04',
      '2024-02-29',
      null,
      '100012345678',
      null,
      null,
    ]);
  });

  it('is told what is missing or wrong', async () => {
    expect(await registered({ period: undefined })).toEqual(['2 EpisodeOfCare.period REQUIRED']);
    expect(await registered({ period: { start: '2026-02' } })).toEqual(['2 EpisodeOfCare.period.start NOT_A_DAY']);
    expect(await registered({ status: 'finished' })).toEqual(['2 EpisodeOfCare.period.end REQUIRED']);
    expect(await registered({ status: 'cancelled' })).toEqual(['2 EpisodeOfCare.status NOT_TAKEN']);
    expect(await registered({ managingOrganization: undefined })).toEqual([
      '2 EpisodeOfCare.managingOrganization REQUIRED',
    ]);
    expect(await registered({ managingOrganization: { identifier: odsCode('Y90002') } })).toEqual([
      '2 EpisodeOfCare.managingOrganization OTHER_ORGANISATION',
    ]);
    expect(await registered({}, { gender: undefined })).toEqual(['2 Patient.gender REQUIRED']);
    expect(await registered({}, { name: [{ family: 'EXAMPLE' }] })).toEqual(['2 Patient.name.given REQUIRED']);
  });
});
