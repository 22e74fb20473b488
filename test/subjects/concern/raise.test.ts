import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { answerWithinHours } from '../../../src/subjects/concern/concern.values.ts';
import { asking } from '../../register/register.ts';
import type { MadeOrganisation } from '../../support/factories.ts';
import { RAISE, type Setting, setting } from './setting.ts';

let s: Setting;
beforeAll(async () => {
  s = await setting();
});
afterAll(() => s.end());

describe('a concern that a home raises', () => {
  it('is read at once by the practice and by the trust that looks after the resident, and waits for an answer', async () => {
    const resident = await s.someone();
    await s.make.trustContact({ resident, trust: s.trust, kind: 'CASELOAD', startedAt: '2026-10-01T09:00:00Z' });
    const { record, problems } = await s.raise(resident.nhsNumber, { text: ' Eats little. ' });
    expect(problems).toEqual([]);
    const told = {
      ...{ addressedTo: 'PRACTICE', urgency: 'SOON', text: 'Eats little.', version: 1 },
      ...{ answer: null, outcome: null, answeredAt: null, answeredBy: null },
      raisedBy: { code: s.home.organisation.code },
    };
    expect(record).toMatchObject(told);
    for (const viewer of [s.clinician, s.matron]) {
      const found = await s.read(viewer, resident.nhsNumber);
      expect(found?.concerns).toMatchObject({ totalCount: 1, nodes: [{ ...told, withheld: [] }] });
      expect(found?.concerns?.nodes[0]?.id).not.toBe(record?.id);
    }
  });

  it.each(Object.entries(answerWithinHours))(
    'is due to be answered by its urgency: %s within %i hours',
    async (urgency, hours) => {
      const { nhsNumber } = await s.someone();
      const { record } = await s.raise(nhsNumber, { urgency });
      const [raised, due] = [record?.raisedAt, record?.answerDueAt].map((at) => Date.parse(at ?? ''));
      expect(Number(due) - Number(raised)).toBe(hours * 3_600_000);
      expect(Math.abs(Date.now() - Number(raised))).toBeLessThan(60_000);
    },
  );

  it('is read neither by the council that pays nor by a practice that is merely aligned to the home', async () => {
    const resident = await s.make.resident({ home: s.home, registeredWith: await s.make.practice() });
    const { rows } = await s.database.owner.query('select id from placement where resident_id = $1', [resident.id]);
    await s.make.funding({ resident, home: s.home, placement: rows[0], source: 'COUNCIL', payer: s.council });
    await s.make.alignment({ home: s.home, network: await s.make.network(), leadPractice: s.practice });
    await s.raise(resident.nhsNumber);
    const finance = await s.hub.as(s.council.code, 'finance', 'FUNDING');
    const { errors } = await finance.ask('{ residents { nodes { concerns { totalCount } } } }');
    expect(errors?.[0]?.extensions.code).toBe('NOT_SHARED');
    const { data } = await s.clinician.ask<{ residents: { nodes: object[] } }>(
      '{ residents { nodes { givenName concerns { totalCount } withheld { field form } } } }',
    );
    expect(data.residents.nodes).toContainEqual({
      givenName: null,
      concerns: null,
      withheld: expect.arrayContaining([{ field: 'concerns', form: null }]),
    });
  });

  it('says something, and no more than a page holds', async () => {
    const { nhsNumber } = await s.someone();
    expect((await s.raise(nhsNumber, { text: '  ' })).problems).toEqual([
      { path: ['input', 'text'], code: 'REQUIRED' },
    ]);
    expect((await s.raise(nhsNumber, { text: 'x'.repeat(4_001) })).problems).toMatchObject([{ code: 'TOO_LONG' }]);
  });

  it('has one effect and one answer for one key', async () => {
    const { id, nhsNumber } = await s.someone();
    const resident = (await s.read(s.worker, nhsNumber))?.id;
    const usual = { resident, addressedTo: 'COMMUNITY_TEAM', urgency: 'ROUTINE', text: 'Heel is red.' };
    const input = { idempotencyKey: s.key(), ...usual };
    const first = await s.worker.ask(RAISE, { input });
    expect((await s.worker.ask(RAISE, { input })).data).toEqual(first.data);
    const other = await s.worker.ask(RAISE, { input: { ...input, urgency: 'URGENT' } });
    expect(other.errors?.[0]?.extensions.code).toBe('IDEMPOTENCY_KEY_REUSED');
    const { rows } = await s.database.owner.query('select urgency from concern where resident_id = $1', [id]);
    expect(rows).toEqual([{ urgency: 'ROUTINE' }]);
  });

  it('is raised by care workers and managers of the home where the resident lives, and by nobody else', async () => {
    const { id, nhsNumber } = await s.someone();
    const resident = (await s.read(s.worker, nhsNumber))?.id;
    const usual = { resident, addressedTo: 'PRACTICE', urgency: 'SOON', text: 'Eats little.' };
    const officer = await s.hub.as(s.home.organisation.code, 'privacy-officer', 'INFORMATION_GOVERNANCE');
    for (const [viewer, code] of [
      [officer, 'FORBIDDEN'],
      [s.clinician, 'NOT_SHARED'],
    ] as const) {
      const { errors } = await viewer.ask(RAISE, { input: { idempotencyKey: s.key(), ...usual } });
      expect(errors?.[0]?.extensions.code).toBe(code);
    }
    const unknown = [{ path: ['input', 'resident'], code: 'UNKNOWN' }];
    const stranger = await s.hub.as((await s.make.home()).organisation.code, 'manager', 'DIRECT_CARE');
    expect((await s.raise(nhsNumber, { resident }, stranger)).problems).toEqual(unknown);
    await s.database.owner.query('update placement set to_on = current_date - 1 where resident_id = $1', [id]);
    expect((await s.raise(nhsNumber, { resident })).problems).toEqual(unknown);
  });

  it('is written in the database in its home’s name alone', async () => {
    const { id } = await s.someone();
    const as = (organisation: MadeOrganisation, sql: string) =>
      asking(s.database.pools.write, { agency: organisation.agency, organisation }, sql);
    const insert = (author: MadeOrganisation, more = '') =>
      `insert into concern (author_id, resident_id, addressed_to, urgency, text, answer_due_at${more && ', answered_at'})
       values ('${author.id}', '${id}', 'PRACTICE', 'SOON', 'x', now() + interval '1 hour'${more})`;
    await expect(as(s.home.organisation, insert(s.home.organisation))).resolves.toEqual([]);
    await expect(as(s.home.organisation, insert(s.practice.organisation))).rejects.toThrow('row-level security');
    await expect(as(s.home.organisation, insert(s.home.organisation, ', now()'))).rejects.toThrow('permission denied');
    await expect(as(s.practice.organisation, insert(s.practice.organisation))).rejects.toThrow('permission denied');
  });
});
