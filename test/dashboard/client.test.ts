import { describe, expect, it } from '@jest/globals';
import { cellAt, itemsOf, rowsOf } from '../../src/dashboard/client/cell.ts';
import { parse, print, selectionAt } from '../../src/dashboard/client/document.ts';
import { questions } from '../../src/dashboard/client/questions.ts';
import { readyQuestion } from '../../src/dashboard/client/ready-questions.ts';
import { choose, mostTelling } from '../../src/dashboard/client/same-person.ts';
import { prune, readSchema } from '../../src/dashboard/client/schema.ts';

const because = { because: 'planning needs no name', ask: 'Ask.' };

describe('a question', () => {
  const round = parse(
    'query Round($home: String!, $since: DateTime!) { careHome(id: $home) { name residents { id seen(since: $since) } } }',
  );

  it('is read and written alike', () => {
    for (const { operation } of questions) expect(parse(print(operation))).toEqual(operation);
  });

  it('loses what the schema of an agency lacks, with the variables of that alone', () => {
    const named = (name: string) => ({
      name,
      type: { name: null, ofType: { name: name === 'careHome' ? 'CareHome' : 'String' } },
    });
    const schema = readSchema({
      __schema: {
        queryType: { name: 'Query' },
        types: [
          { name: 'Query', fields: [named('careHome')] },
          { name: 'CareHome', fields: [named('name')] },
        ],
      },
    });
    const { operation, missing } = prune(round, schema);
    expect([...missing]).toEqual(['careHome.residents']);
    expect(operation && print(operation)).toBe('query Round($home: String!) {\n  careHome(id: $home) { name }\n}');
  });
});

describe('a cell', () => {
  const record = {
    familyName: null,
    dateOfBirth: '1929',
    room: null,
    plan: null,
    withheld: [
      { field: 'familyName', form: null, clause: 'Resident/4', ...because },
      { field: 'dateOfBirth', form: 'year', clause: 'Resident/5', ...because },
    ],
  };
  const kindOf = (path: string) => cellAt(record, 'resident', path, new Set(['resident.cost'])).kind;

  it('tells what is withheld from what nobody recorded and from what the schema lacks', () => {
    expect(['familyName', 'room', 'plan.status', 'cost'].map(kindOf)).toEqual([
      'withheld',
      'unrecorded',
      'unrecorded',
      'absent',
    ]);
  });

  it('in a coarser form is shown, and says so', () => {
    expect(cellAt(record, 'resident', 'dateOfBirth', new Set())).toMatchObject({
      kind: 'shown',
      value: '1929',
      withheld: { form: 'year', clause: 'Resident/5' },
    });
  });

  it('beneath a withheld record is withheld with it', () => {
    const hidden = { plan: null, withheld: [{ field: 'plan', form: null, clause: 'CarePlan/1', ...because }] };
    expect(cellAt(hidden, 'resident', 'plan.status', new Set())).toMatchObject({
      kind: 'withheld',
      at: 'resident.plan',
    });
  });
});

it('makes one row of each field, and one of each list', () => {
  const [round] = questions;
  const fields = selectionAt(round.operation, round.records)?.fields ?? [];
  const rows = rowsOf(fields, round.lists).map(({ kind, path }) => `${kind} ${path}`);
  expect(rows).toContain('field currentPlacement.room');
  expect(rows).toContain('list currentPlacement.funding');
  expect(rows).toContain('list incidents');
  expect(rows.filter((row) => /withheld|totalCount/.test(row))).toEqual([]);
});

it('lists the components in force of a plain list, and says that there are more', () => {
  expect(itemsOf([{ to: null }, { to: '2026-03-01' }])).toEqual({
    items: [{ to: null }],
    of: '2 in all; in force now:',
  });
});

describe('the same person', () => {
  const ada = { nhsNumber: '1', dateOfBirth: '1929-01-20', sex: 'FEMALE', incidents: { totalCount: 2 } };
  const ben = { nhsNumber: '2', dateOfBirth: '1940-04-28', sex: 'MALE' };
  const unnamed = { nhsNumber: null, dateOfBirth: null, sex: null };
  const coarse = { nhsNumber: null, dateOfBirth: '1929', sex: 'FEMALE' };

  it('is found by NHS number', () => {
    expect(choose([ben, ada], '1', [ada])).toEqual({ kind: 'same', place: 1 });
    expect(choose([ben], '1', [ada])).toEqual({ kind: 'nobody' });
  });

  it('may be a record without number that nothing contradicts', () => {
    expect(choose([ben, unnamed, coarse], '1', [ada])).toEqual({ kind: 'fits', place: 1, unnamed: 2, fitting: 2 });
    expect(choose([coarse, unnamed], '2', [ben])).toEqual({ kind: 'fits', place: 1, unnamed: 2, fitting: 1 });
    expect(choose([coarse], '2', [ben])).toEqual({ kind: 'nobody' });
  });

  it('is at first somebody whom one agency sees without number and others with it', () => {
    expect(mostTelling([[ada, ben], [ada, unnamed], [ben]])).toBe('2');
    expect(mostTelling([[ada, ben], [ada]])).toBe('1');
    expect(mostTelling([[unnamed]])).toBeUndefined();
  });
});

it('has a question ready for every agency and role', () => {
  const signIn = { organisation: '', code: '', token: '' };
  expect(readyQuestion({ ...signIn, agency: 'practice', role: 'clinician', purpose: 'DIRECT_CARE' }).query).toContain(
    'HomeRound',
  );
  expect(
    readyQuestion({ ...signIn, agency: 'trust', role: 'discharge-coordinator', purpose: 'DISCHARGE' }).query,
  ).toContain('BedSearch');
  expect(readyQuestion({ ...signIn, agency: 'dashboard', role: 'service', purpose: 'PLANNING' }).query).toContain(
    'AdmissionProfile',
  );
});
