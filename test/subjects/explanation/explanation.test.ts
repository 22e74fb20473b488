import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { AccessExplanation } from '../../../src/subjects/explanation/explanation.types.ts';
import { factoriesOn, type MadeOrganisation, type MadePlace, type MadeResident } from '../../support/factories.ts';
import { type HubUnderTest, startHub } from '../../support/hub.ts';

const EXPLAIN = `query ($resident: ResidentReference!, $field: String!) {
  explainAccess(resident: $resident, field: $field) {
    field form clause because
    relationships { kind means since until }
    opens { form relationships purposes records clause because }
  }
}`;
const unknownNumber = '9434765919';
type Told = { explainAccess: AccessExplanation };

let hub: HubUnderTest;
let resident: MadeResident;
let elsewhere: MadeResident;
let registered: MadePlace;
let aligned: MadePlace;
let council: MadeOrganisation;

beforeAll(async () => {
  hub = await startHub();
  const make = factoriesOn(hub.database.owner);
  const network = await make.network();
  [registered, aligned] = [await make.practice(), await make.practice({ network })];
  const home = await make.home({});
  await make.alignment({ home, leadPractice: aligned, network });
  resident = await make.resident({ home, registeredWith: registered, since: '2024-05-01', bornOn: '1934-05-02' });
  elsewhere = await make.resident({ home: await make.home({}) });
  council = await make.organisation('council');
  await make.enquiry({ resident, council, openedOn: '2026-01-05' });
});
afterAll(() => hub.close());

/** What a viewer is told; the answer's text as well, to compare byte by byte. */
async function explain(code: string, role: string, purpose: string, reference: object, field = 'Resident.dateOfBirth') {
  const asking = await hub.as(code, role, purpose);
  const { data, text, errors } = await asking.ask<Told>(EXPLAIN, { resident: reference, field });
  return { told: data?.explainAccess, text, code: errors?.[0]?.extensions.code };
}

describe('explainAccess', () => {
  it('names form, clause and the relationships of one’s own organisation', async () => {
    const { told } = await explain(registered.organisation.code, 'clinician', 'DIRECT_CARE', {
      nhsNumber: resident.nhsNumber,
    });
    expect(told).toMatchObject({
      field: 'Resident.dateOfBirth',
      form: 'clear',
      clause: 'Resident/5',
      because: 'planning needs an age, not a birthday',
      relationships: [
        {
          kind: 'practice.registered',
          means: 'The resident is registered with this practice.',
          since: '2024-04-30T23:00:00.000Z',
          until: null,
        },
      ],
    });
    expect(told?.opens.map(({ form, relationships }) => ({ form, relationships }))).toContainEqual({
      form: 'clear',
      relationships: ['practice.registered', 'practice.network', 'practice.agreed', 'practice.emergency'],
    });
  });

  it('tells two agencies of the same resident each its own ground, and nothing of the other', async () => {
    const id = await idFor(aligned.organisation.code);
    const planner = await explain(aligned.organisation.code, 'analyst', 'PLANNING', { id });
    expect(planner.told).toMatchObject({ form: 'year', relationships: [{ kind: 'practice.aligned' }] });
    const enquirer = await explain(council.code, 'social-worker', 'SAFEGUARDING', { nhsNumber: resident.nhsNumber });
    expect(enquirer.told).toMatchObject({ form: 'clear', relationships: [{ kind: 'council.safeguarding' }] });
    expect(enquirer.text).not.toContain('practice.');
    expect(planner.text).not.toMatch(/council\.|home\./);
  });

  it('says of a resident whom nobody may see here what it says of one who does not exist', async () => {
    const { code } = registered.organisation;
    const ask = (reference: object, field?: string) => explain(code, 'clinician', 'DIRECT_CARE', reference, field);
    for (const field of ['Resident.dateOfBirth', 'Incident.narrative', 'Resident.incidents', 'Placement.room']) {
      const unknown = await ask({ nhsNumber: unknownNumber }, field);
      expect((await ask({ nhsNumber: elsewhere.nhsNumber }, field)).text).toBe(unknown.text);
      expect((await ask({ id: await idFor(aligned.organisation.code) }, field)).text).toBe(unknown.text);
      expect((await ask({ id: 'no id at all' }, field)).text).toBe(unknown.text);
    }
    const { told } = await ask({ nhsNumber: unknownNumber });
    expect(told).toMatchObject({ form: null, clause: 'Resident/5', relationships: [] });
  });

  it('tells nothing of a relationship that does not count for the purpose: an enquiry is not its payers’ to know', async () => {
    const as = (role: string, purpose: string, nhsNumber: string) =>
      explain(council.code, role, purpose, { nhsNumber });
    const finance = await as('finance', 'FUNDING', resident.nhsNumber);
    expect(finance.text).toBe((await as('finance', 'FUNDING', unknownNumber)).text);
    expect(finance.told?.relationships).toEqual([]);
  });

  it('finds nobody by an NHS number that is withheld from the viewer', async () => {
    const { code } = aligned.organisation;
    const [known, unknown] = [resident.nhsNumber, unknownNumber].map((nhsNumber) =>
      explain(code, 'analyst', 'PLANNING', { nhsNumber }),
    );
    expect((await known)?.text).toBe((await unknown)?.text);
  });

  it('tells what would open a withheld field, and of which records', async () => {
    const { code } = registered.organisation;
    const reference = { nhsNumber: resident.nhsNumber };
    const { told } = await explain(code, 'clinician', 'DIRECT_CARE', reference, 'Objection.kind');
    expect(told?.form).toBeNull();
    expect(told?.opens).toEqual([
      {
        form: 'clear',
        relationships: ['practice.registered', 'practice.network', 'practice.agreed', 'practice.emergency'],
        purposes: ['DIRECT_CARE', 'DISCHARGE'],
        records: 'records that it wrote itself',
        clause: 'Objection/1',
        because: expect.any(String),
      },
    ]);
    const incidents = await explain(code, 'clinician', 'DIRECT_CARE', reference, 'Resident.incidents');
    expect(incidents.told).toMatchObject({ form: 'clear', clause: 'Incident/1' });
  });

  it('names the clause of what concerns no resident', async () => {
    const { told } = await explain(council.code, 'finance', 'FUNDING', { nhsNumber: unknownNumber }, 'CareHome.name');
    expect(told).toMatchObject({ form: 'clear', clause: 'CareHome/1', relationships: [], opens: [] });
  });

  it('answers alike for a field that the agency is not shown and one that there is not', async () => {
    const { code } = registered.organisation;
    for (const field of [
      'Incident.internalNote',
      'HospitalStay.cost',
      'Resident.nothing',
      'Query.node',
      'nothing',
      '',
      'Resident.__proto__',
      'constructor.name',
    ]) {
      const { code: refused, told } = await explain(
        code,
        'clinician',
        'DIRECT_CARE',
        { nhsNumber: resident.nhsNumber },
        field,
      );
      expect([field, refused, told]).toEqual([field, 'NOT_SHARED', undefined]);
    }
  });
});

/** The id of the resident as this practice was given it. */
async function idFor(code: string): Promise<string> {
  const asking = await hub.as(code, 'analyst', 'PLANNING');
  const { data } = await asking.ask<{ residents: { nodes: { id: string }[] } }>(
    '{ residents(first: 5) { nodes { id } } }',
  );
  expect(data.residents.nodes).toHaveLength(1);
  return data.residents.nodes[0]?.id ?? '';
}
