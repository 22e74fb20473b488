import { stripVTControlCharacters } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { explain } from '../../src/access/explain.ts';
import { registerOf } from '../../src/access/register-of.ts';
import { readAgreement } from '../../src/agreement/read.ts';
import { explanationJson, explanationReport } from '../../src/cli/agreement/explanation-report.ts';
import type { Purpose } from '../../src/shared/purposes.ts';
import { command } from '../support/command.ts';
import { databaseOfOwn, type TestDatabase } from '../support/database.ts';
import { factoriesOn, type MadeOrganisation, type MadePlace, type MadeResident } from '../support/factories.ts';

const agreement = readAgreement('schema/agreement.yml');
let database: TestDatabase;
let resident: MadeResident;
let practice: MadePlace;
let home: MadePlace;
let council: MadeOrganisation;

beforeAll(async () => {
  database = await databaseOfOwn('empty');
  const make = factoriesOn(database.owner);
  const icb = await make.organisation('icb');
  const network = await make.network({ icb });
  [practice, home] = [await make.practice({ network }), await make.home()];
  await make.alignment({ home, leadPractice: practice, network });
  resident = await make.resident({ home, since: '2024-05-01' });
  council = await make.organisation('council');
  await make.enquiry({ resident, council, openedOn: '2026-01-05' });
});
afterAll(() => database.drop());

interface Wanted {
  role?: string;
  purpose?: Purpose;
  target?: string;
  by?: typeof agreement;
  number?: string;
}

async function explained(
  code: string,
  name: string,
  { by = agreement, number = resident.nhsNumber, target, ...wanted }: Wanted = {},
) {
  const [subject = '', field = ''] = name.split('.');
  const owner = await database.owner.connect();
  const entry = await registerOf(owner, code, number).finally(() => owner.release());
  if (!entry) throw new Error(`no organisation ${code}`);
  const explanations = explain(by, entry, { subject, field, target }, wanted);
  return {
    lines: explanationReport(name, by, entry, explanations).map(stripVTControlCharacters),
    json: explanationJson(name, by, entry, explanations),
  };
}

describe('explain', () => {
  it('names relationship, dates and evidence, and the clause that decided', async () => {
    const { lines } = await explained(home.organisation.code, 'Resident.dateOfBirth', { role: 'manager' });
    expect(lines.slice(0, 5)).toEqual([
      expect.stringContaining(`(${home.organisation.code}, home)`),
      expect.stringMatching(/^ {2}home\.current from 2024-05-01, in force, by placement:[0-9a-f-]{36}$/),
      'Resident.dateOfBirth',
      '  manager for DIRECT_CARE, manager for DISCHARGE',
      '    clear, by Resident/5 (planning needs an age, not a birthday)',
    ]);
  });

  it('says what is missing: no clause for the relationship that counts, and what would open', async () => {
    const { lines } = await explained(practice.organisation.code, 'Resident.familyName', {
      role: 'clinician',
      purpose: 'DIRECT_CARE',
    });
    expect(lines.at(-2)).toBe('  clinician for DIRECT_CARE');
    expect(lines.at(-1)).toMatch(/^ {4}withheld: no clause gives it to practice\.aligned\n/);
    expect(lines.at(-1)).toContain(
      'it would be clear with practice.registered, practice.network, practice.agreed, practice.emergency, asked for DIRECT_CARE or DISCHARGE, by Resident/4',
    );
  });

  it('says that a relationship does not count for the purpose', async () => {
    const { lines } = await explained(council.code, 'Resident.familyName', { role: 'finance' });
    expect(lines.at(-1)).toMatch(
      /withheld: no relationship counts\n {4}council\.safeguarding does not count for FUNDING\n/,
    );
  });

  it('says that an objection has ended a relationship for a purpose, and for no other', async () => {
    const make = factoriesOn(database.owner);
    await make.objection({ resident, author: home.organisation, kind: 'NATIONAL_DATA_OPT_OUT' });
    const told = (purpose: Purpose) => explained(practice.organisation.code, 'Resident.dateOfBirth', { purpose });
    const planning = await told('PLANNING');
    expect(planning.lines.at(-1)).toContain(
      'practice.aligned is ended for PLANNING by the objection NATIONAL_DATA_OPT_OUT',
    );
    expect((await told('DIRECT_CARE')).lines.at(-1)).toBe(
      '    as a year, by Resident/5 (planning needs an age, not a birthday)',
    );
  });

  it('tells apart the records of which more is true', async () => {
    const { lines } = await explained(home.organisation.code, 'Incident.narrative', {
      role: 'manager',
      purpose: 'DIRECT_CARE',
    });
    expect(lines.at(-1)).toContain('\n    records that it wrote itself: clear, by Incident/2 ');
  });

  it('says that the agreement decided to share with nobody', async () => {
    const { lines } = await explained(home.organisation.code, 'Incident.internalNote', { role: 'manager' });
    expect(lines.at(-1)).toMatch(/^ {4}withheld: the agreement shares it with nobody, by Incident\/3 \(/);
  });

  it('says that who has not signed sees nothing', async () => {
    const unsigned = { ...agreement, signatures: [] };
    const { lines, json } = await explained(home.organisation.code, 'Resident.dateOfBirth', {
      role: 'manager',
      by: unsigned,
    });
    expect(lines[1]).toBe('  has not signed this version and sees nothing');
    expect(lines.at(-1)).toMatch(/^ {4}withheld/);
    expect(json.signed).toBe(false);
  });

  it('says that there is no such resident, and never was a relationship', async () => {
    const { lines } = await explained(home.organisation.code, 'Resident.dateOfBirth', {
      number: '9434765919',
      role: 'manager',
    });
    expect(lines[1]).toBe('  There is no resident with this NHS number.');
    const stranger = await explained(
      (await factoriesOn(database.owner).home()).organisation.code,
      'Resident.dateOfBirth',
    );
    expect(stranger.lines[1]).toBe('  stands in no relationship to the resident, and never did');
  });

  it('gives a program names in place of masks', async () => {
    const { json } = await explained(practice.organisation.code, 'Resident.dateOfBirth', {
      role: 'analyst',
      purpose: 'QUALITY_MONITORING',
    });
    expect(JSON.parse(JSON.stringify(json))).toMatchObject({
      field: 'Resident.dateOfBirth',
      version: agreement.version,
      signed: true,
      resident: true,
      relationships: [{ kind: 'practice.aligned', state: 'in force', objections: ['NATIONAL_DATA_OPT_OUT'] }],
      explanations: [
        {
          role: 'analyst',
          purpose: 'QUALITY_MONITORING',
          shown: null,
          counting: [],
          objected: [{ relationship: 'practice.aligned', objections: ['NATIONAL_DATA_OPT_OUT'] }],
          opens: [{ form: 'year', relationships: ['practice.aligned'], purposes: ['QUALITY_MONITORING', 'PLANNING'] }],
        },
      ],
    });
  });
});

it('tells a command line that asks for what there is not what there is', async () => {
  const told = (words: string) => command(`agreement explain --as X --resident ${words}`).ended;
  expect((await told('9434765910 --field Resident.id')).output).toContain('That is no NHS number');
  expect((await told('9434765919 --field Resident.dateOfBirt')).output).toContain(
    'Resident has no field "dateOfBirt": write dateOfBirth.',
  );
  expect((await told('9434765919 --field CareHome.name')).output).toContain(
    'No record about a resident is called "CareHome": ',
  );
  expect((await told('9434765919')).code).toBe(1);
});
