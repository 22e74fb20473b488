import { describe, expect, it } from '@jest/globals';
import { diffAgreements, diffLines } from '../../src/agreement/diff/diff.ts';
import { parseAgreement, readAgreement } from '../../src/agreement/read.ts';
import { type Agency, agencies } from '../../src/shared/agencies.ts';
import { Oracle } from '../support/oracle.ts';

const shipped = readAgreement('schema/agreement.yml');
const changed = (passage: string, instead: string) => {
  expect(shipped.text).toContain(passage);
  return parseAgreement(shipped.text.replace(passage, instead), 'changed.yml');
};
const lines = (passage: string, instead: string) => diffLines(diffAgreements(shipped, changed(passage, instead)));
const ofConcerns =
  'raisedBy, council, kinds, occurredAt, ongoingSince, location, narrative, allegedSource, immediateAction, wishes, status, raisedAt';
const dischargers = 'roles: [manager, clinician, care-coordinator, discharge-coordinator]';
const others = (...those: Agency[]) =>
  `Nothing changes for ${agencies.filter((one) => !those.includes(one)).join(', ')}.`;

describe('what a change gives away and takes back is told in plain words:', () => {
  const cases: [what: string, passage: string, instead: string, ...lines: string[]][] = [
    ['nothing', 'title: Care', 'title: Care', others()],
    [
      'a cell in clear that was shown as a year',
      'icb.fnc]\n      year: [practice.aligned]',
      'icb.fnc, practice.aligned]',
      'practice gains',
      '  + Resident dateOfBirth, dateOfDeath: clear to practice.aligned (as a year before)',
      others('practice'),
    ],
    [
      'a cell withheld but for some records',
      'clear: [home.current, home.past & author, home.admitting & author, gp]',
      'clear: [home.current & author, home.past & author, home.admitting & author, gp]',
      'home loses',
      '  - Placement room: withheld from home.current (clear before); clear for records that it wrote itself',
      others('home'),
    ],
    [
      'some records of which all are shown now',
      '[home.current & author, home.past & author, home.admitting & author, gp, hospital, council.safeguarding]',
      '[home.current, home.past & author, home.admitting & author, gp, hospital, council.safeguarding]',
      'home gains',
      '  + Incident narrative: clear to home.current (withheld before)',
      others('home'),
    ],
    [
      'a cell for one role',
      'roles: [chc-assessor]',
      'roles: [chc-assessor, finance]',
      'icb gains',
      '  + ClinicalSummary medicines: clear to icb.chc as finance (withheld before)',
      others('icb'),
    ],
    [
      'a purpose for another role, which sees by it what it did not',
      'council: [broker]',
      'council: [broker, controlled-finance]',
      'council gains',
      '  + may name DISCHARGE as controlled-finance',
      others('council'),
    ],
    [
      'an objection that ends a purpose no more',
      'trust.*]\n    ends-with: [DIRECT_CARE_SHARING]\n    never-ends: [home.current, practice.registered]',
      'trust.*]',
      'home gains',
      '  + DIRECT_CARE goes on in spite of DIRECT_CARE_SHARING by home.past, home.accepted, home.admitting',
      'practice gains',
      '  + DIRECT_CARE goes on in spite of DIRECT_CARE_SHARING by practice.network, practice.agreed, practice.aligned, practice.emergency',
      'trust gains',
      '  + DIRECT_CARE goes on in spite of DIRECT_CARE_SHARING',
      others('home', 'practice', 'trust'),
    ],
    [
      'a field that concerns no resident',
      'to: [home, council, icb]',
      'to: [home, council]',
      'icb loses',
      '  - CareHome rewardSchemeSignedUpOn',
      others('icb'),
    ],
    [
      'a question',
      'alignedHomes: { by: [home, practice]',
      'alignedHomes: { by: [home]',
      'practice loses',
      '  - may ask alignedHomes for DIRECT_CARE, DISCHARGE, QUALITY_MONITORING, PLANNING, INFORMATION_GOVERNANCE',
      others('practice'),
    ],
    [
      'an emergency',
      '    trust: [clinician]\n  hours: 24',
      '  hours: 12',
      'practice gains',
      '  + may open a record in an emergency for 12 hours as clinician',
      'practice loses',
      '  - may open a record in an emergency for 24 hours as clinician',
      'trust loses',
      '  - may open a record in an emergency for 24 hours as clinician',
      others('practice', 'trust'),
    ],
    [
      'a cell for one purpose more',
      `& author\n      ${dischargers}`,
      `& author\n        - home.current & released\n        - gp-by-right & released\n      ${dischargers}`,
      'home gains',
      `  + SafeguardingConcern ${ofConcerns}: clear to home.current for what was released to it as manager asking for DISCHARGE (withheld before)`,
      'practice gains',
      `  + SafeguardingConcern ${ofConcerns}: clear to practice.registered, practice.network, practice.agreed for what was released to it asking for DISCHARGE (withheld before)`,
      others('home', 'practice'),
    ],
    [
      'what is kept, published and agreed besides',
      'suppress: 1-7',
      'suppress: 1-5',
      others(),
      'The agreement itself',
      '  small numbers suppressed: 1 to 7 → 1 to 5',
    ],
  ];
  for (const [what, passage, instead, ...expected] of cases) {
    it(what, () => expect(lines(passage, instead)).toEqual(expected));
  }

  it('a mutation, its roles, relationships and fields', () => {
    const writes = (by: string, fields: string) =>
      `\n  recordIncident:\n    subject: Incident\n    fields: [${fields}]\n    by: { home: [${by}] }\n` +
      '    relationships: [home.current]\n    because: it happened there\n';
    const read = (text: string) =>
      parseAgreement(shipped.text.replace(/\n {2}recordIncident:\n(?: {4,}.*\n)+/, text), 'changed.yml');
    const told = diffLines(
      diffAgreements(read(writes('care-worker', 'kind, harm')), read(writes('manager', 'kind, narrative'))),
    );
    expect(told.slice(0, 6)).toEqual([
      'home gains',
      '  + may call recordIncident as manager for DIRECT_CARE with home.current, manager for DISCHARGE with home.current',
      '  + may write Incident.narrative by recordIncident',
      'home loses',
      '  - may call recordIncident as care-worker for DIRECT_CARE with home.current',
      '  - may write Incident.harm by recordIncident',
    ]);
  });
});

/** The shipped agreement with one relationship less in one clause, once for each, and the subject of the clause. */
function narrowings(): { text: string; subject: string }[] {
  const from = shipped.text.indexOf('\nsubjects:');
  const places = [
    ...shipped.text.matchAll(
      /(home\.\w+|(?:gp|hospital)(?:-by-right)?|practice\.\w+|trust\.\w+|council\.\w+|icb\.\w+)( & \w+)?/g,
    ),
  ];
  return places
    .filter(({ index }) => index > from && index < shipped.text.indexOf('\nopen:'))
    .map(({ 0: term, index }) => {
      const line = shipped.text.slice(shipped.text.lastIndexOf('\n', index) + 1, shipped.text.indexOf('\n', index));
      const ownLine = line.trim() === `- ${term}`;
      const [start, end] = [shipped.text.slice(0, index), shipped.text.slice(index + term.length)];
      const subject = [...start.matchAll(/^ {2}(\w+):$/gm)].at(-1)?.[1] ?? '';
      if (ownLine) return { subject, text: start.slice(0, start.lastIndexOf('\n')) + end };
      return { subject, text: start.endsWith('[') ? start + end.replace(/^, /, '') : start.replace(/, $/, '') + end };
    });
}

it('names exactly the fields and agencies that lose, whichever relationship a clause no longer names', () => {
  const oracle = new Oracle(shipped.text);
  // Every third, which reaches every subject: all of them would take long on a busy machine.
  const texts = narrowings().filter((_, place) => place % 3 === 0);
  expect(new Set(texts.map(({ subject }) => subject)).size).toBe(oracle.subjects.length);
  for (const { text, subject } of texts) {
    const after = parseAgreement(text, 'changed.yml');
    const other = new Oracle(text);
    const { agencies: changes } = diffAgreements(shipped, after);
    for (const agency of agencies) {
      const lost = changes.get(agency)?.filter(({ kind }) => kind === 'cells') ?? [];
      const named = new Set(
        lost.flatMap(({ what }) => {
          const [, subject, fields = ''] = /^(\w+) ([\w, ]+): /.exec(what) ?? [];
          return fields.split(', ').map((field) => `${subject}.${field}`);
        }),
      );
      expect(lost.filter(({ way }) => way === 'gained')).toEqual([]);
      expect([...named].sort()).toEqual(losses(oracle, other, agency, subject).sort());
    }
  }
});

/** The fields that some role sees less of by some relationship, as the other reading of the agreement has it. */
function losses(before: Oracle, after: Oracle, agency: string, subject: string): string[] {
  const by = before.relationships.filter((name) => name.startsWith(`${agency}.`)).map((name) => [name]);
  const records = [[], ...before.recordBitsOf(subject).map((bit) => [bit])];
  const viewers = before.roles.flatMap((role) =>
    before.purposes.filter((purpose) => before.mayName(purpose, agency, role)).map((purpose) => ({ role, purpose })),
  );
  const asked = viewers.flatMap((viewer) =>
    by.flatMap((relationships) =>
      records.map((recordBits) => ({ ...viewer, agency, relationships, recordBits, subject })),
    ),
  );
  return before
    .fieldsOf(subject)
    .filter((field) => before.decides(subject, field))
    .filter((field) => asked.some((one) => before.expected({ ...one, field }) !== after.expected({ ...one, field })))
    .map((field) => `${subject}.${field}`);
}
