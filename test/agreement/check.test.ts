import { describe, expect, it } from '@jest/globals';
import { AgreementError } from '../../src/agreement/findings.ts';
import { parseAgreement } from '../../src/agreement/read.ts';
import { example, exampleGraph, exampleShape, exampleWith, findingsIn, holds } from './example.ts';

it('finds nothing in an agreement without mistakes', () => {
  expect(findingsIn(example)).toEqual([]);
});

it('refuses an agreement with all its mistakes at once, in the order of their lines', () => {
  const text = exampleWith('[familyName]', '[familyNam]').replace('by: everyone, because', 'by: anyone, because');
  const read = () => parseAgreement(text, 'agreement.yml', { shape: exampleShape(), today: '2026-11-01' });
  expect(read).toThrow(AgreementError);
  expect(read).toThrow(
    [
      'agreement.yml:25: no clause decides Resident.familyName; decide it in a clause, if only by "nobody: true"',
      'agreement.yml:26: unknown field of Resident "familyNam"; write familyName',
      'agreement.yml:48: queries.node.by is "anyone"; write everyone, or a list of agencies',
    ].join('\n'),
  );
});

describe('a name that the agreement or the graph does not know is refused, and the likely one named:', () => {
  holds([
    [
      'a section',
      'review:',
      'reviews:',
      '1: the agreement does not say review; add "review: …"',
      '3: unknown entry "reviews"; write review',
    ],
    [
      'a field',
      'fields: [room, home]',
      'fields: [room, home, rom]',
      '37: unknown field of Placement "rom"; write room',
    ],
    [
      'a form',
      'year: [practice.aligned]',
      'yeer: [practice.aligned]',
      '31: unknown form or entry "yeer" in subjects.Resident/2; write year',
    ],
    [
      'a relationship',
      'clear: [gp, trust',
      'clear: [practice.registred, trust',
      '27: unknown relationship "practice.registred"; write practice.registered',
    ],
    ['a group', 'clear: [gp, trust', 'clear: [gpp, trust', '27: unknown relationship "gpp"; write gp'],
    ['a fact about a record', '& author', '& auther', '27: unknown fact about a record "auther"; write author'],
    ['a role of a purpose', 'trust: [clinician]', 'trust: [clinican]', '19: unknown role "clinican"; write clinician'],
    [
      'a role of a clause',
      'nobody: true',
      'clear: [gp]\n      roles: [clinican]',
      '35: unknown role "clinican"; write clinician',
    ],
    [
      'a purpose',
      'purposes: [DIRECT_CARE]',
      'purposes: [DIRECT_CARES]',
      '47: unknown purpose "DIRECT_CARES"; write DIRECT_CARE',
    ],
    [
      'an objection',
      '[ARTICLE_21]',
      '[DIRECT_CARE]',
      '21: unknown objection "DIRECT_CARE"; write one of NATIONAL_DATA_OPT_OUT, ARTICLE_21, DIRECT_CARE_SHARING',
    ],
    ['an agency', 'to: everyone', 'to: [homes]', '43: unknown agency "homes"; write home'],
    ['a measure', 'measure: FALLS', 'measure: FALL', '11: unknown measure "FALL"; write FALLS'],
    ['a dimension', '[MONTH]', '[WEEKDY]', '11: unknown dimension "WEEKDY"; write WEEKDAY'],
    ['a period', 'period: YEAR', 'period: YEARS', '11: unknown period "YEARS"; write YEAR'],
  ]);

  it('a subject', () => {
    const found = findingsIn(exampleWith('  Placement:', '  Placements:'));
    expect(found).toContain('agreement.yml:36: unknown subject "Placements"; write Placement');
  });

  it('a query', () => {
    const found = findingsIn(exampleWith('careHome: {', 'carehome: {'));
    expect(found).toContain('agreement.yml:47: unknown query "carehome"; write careHome');
  });
});

describe('what the agreement does not decide stops the hub:', () => {
  holds([
    [
      'a personal field',
      'fields: [room, home]',
      'fields: [room]',
      '36: no clause decides Placement.home; decide it in a clause, if only by "nobody: true"',
    ],
    [
      'an open field',
      'fields: [id, name]',
      'fields: [id]',
      '41: no clause decides CareHome.name; decide it under open',
    ],
    ['a query', '  node:', '# node:', '46: nothing says who may ask node; add it to queries'],
    [
      'a relationship in words',
      '  home.past: Said in words.\n',
      '',
      '50: the relationship home.past is not described; add "home.past: …" in words',
    ],
    [
      'the reason of a clause',
      '      because: private\n',
      '',
      '33: subjects.Resident/3 does not say because; add "because: …"',
    ],
    [
      'the form of a clause',
      '      nobody: true\n',
      '',
      '33: Resident/3 says no form; write "clear: […]" or "nobody: true"',
    ],
  ]);

  it('a type of the graph', () => {
    const found = findingsIn(example, '2026-11-01', `${exampleGraph} type Extra { one: Int two: Int }`);
    expect(found).toEqual(['agreement.yml:41: no clause decides Extra { one two }; decide it under open']);
  });

  it('an interface other than Node, through which a field would escape its clauses', () => {
    const found = findingsIn(example, '2026-11-01', `${exampleGraph} interface Person { familyName: String }`);
    expect(found).toEqual([
      'agreement.yml:1: the graph has the interface Person { familyName }; keep only Node { id }: a field read through an interface would escape its clauses',
    ]);
  });
});
