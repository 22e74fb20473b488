import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { asking } from '../../register/register.ts';
import type { Asking } from '../../support/hub.ts';
import { ANSWER, type Setting, setting } from './setting.ts';

let s: Setting;
beforeAll(async () => {
  s = await setting();
});
afterAll(() => s.end());

/** A concern about somebody, by the id that the viewer knows it by. */
async function raised(viewer: Asking, more: object = {}) {
  const resident = await s.someone();
  await s.make.trustContact({ resident, trust: s.trust, kind: 'CASELOAD', startedAt: '2026-10-01T09:00:00Z' });
  await s.raise(resident.nhsNumber, more);
  const seen = await s.read(viewer, resident.nhsNumber);
  return { ...resident, concern: seen?.concerns?.nodes[0]?.id ?? '' };
}

describe('a concern that the clinic answers', () => {
  it.each([
    ['practice', 'PRACTICE'],
    ['practice', 'COMMUNITY_TEAM'],
    ['trust', 'COMMUNITY_TEAM'],
  ] as const)(
    'shows the home who of the %s answered what and when, though it went to the %s',
    async (by, addressedTo) => {
      const [viewer, code] = by === 'trust' ? [s.matron, s.trust.code] : [s.clinician, s.practice.organisation.code];
      const { nhsNumber, concern } = await raised(viewer, { addressedTo });
      const { record, problems } = await s.answer(viewer, concern, 1, { answer: ' On Tuesday. ' });
      expect(problems).toEqual([]);
      const told = { answer: 'On Tuesday.', outcome: 'VISIT_ARRANGED', answeredBy: { code }, version: 2 };
      expect(record).toMatchObject({ id: concern, ...told });
      const [shown] = (await s.read(s.worker, nhsNumber))?.concerns?.nodes ?? [];
      expect(shown).toMatchObject({ ...told, raisedBy: { code: s.home.organisation.code }, withheld: [] });
      expect(Math.abs(Date.now() - Date.parse(shown?.answeredAt ?? ''))).toBeLessThan(60_000);
    },
  );

  it('stands in one list for all residents as long as it waits, what is due first before the rest', async () => {
    const waiting = async (viewer: Asking) => {
      const question = '{ waitingConcerns(first: 100) { totalCount nodes { text resident { nhsNumber } } } }';
      const { data } = await viewer.ask<{ waitingConcerns: { nodes: { text: string }[] } }>(question);
      return data.waitingConcerns.nodes.map(({ text }) => text).filter((text) => text.startsWith('Waits'));
    };
    const answered = await raised(s.clinician, { urgency: 'URGENT', text: 'Waits no more' });
    await raised(s.clinician, { urgency: 'ROUTINE', text: 'Waits a week' });
    await raised(s.clinician, { urgency: 'URGENT', text: 'Waits four hours' });
    await s.answer(s.clinician, answered.concern, 1);
    const stranger = await s.hub.as((await s.make.practice()).organisation.code, 'clinician', 'DIRECT_CARE');
    for (const viewer of [s.worker, s.clinician, s.matron])
      expect(await waiting(viewer)).toEqual(['Waits four hours', 'Waits a week']);
    expect(await waiting(stranger)).toEqual([]);
    const analyst = await s.hub.as(s.practice.organisation.code, 'analyst', 'PLANNING');
    const { errors } = await analyst.ask('{ waitingConcerns { totalCount } }');
    expect(errors?.[0]?.extensions.code).toMatch(/FORBIDDEN|PURPOSE_NOT_ALLOWED/);
  });

  it('keeps what an answer was before it was corrected, and when it first came', async () => {
    const { id, concern } = await raised(s.clinician);
    const first = await s.answer(s.clinician, concern, 1);
    const { record } = await s.answer(s.clinician, concern, 2, { answer: 'On Monday.', outcome: 'ADVICE_GIVEN' });
    expect(record).toMatchObject({ answer: 'On Monday.', outcome: 'ADVICE_GIVEN', version: 3 });
    expect(record?.answeredAt).toBe(first.record?.answeredAt);
    const { rows } = await s.database.owner.query(
      'select version, answer, valid_until is null as stands from concern where resident_id = $1 order by version',
      [id],
    );
    expect(rows).toEqual([
      { version: 1, answer: null, stands: false },
      { version: 2, answer: 'I shall come on Tuesday.', stands: false },
      { version: 3, answer: 'On Monday.', stands: true },
    ]);
  });

  it('is answered by one clinic, and by nobody who has not read what stands', async () => {
    const { nhsNumber, concern } = await raised(s.clinician);
    const theirs = (await s.read(s.matron, nhsNumber))?.concerns?.nodes[0]?.id ?? '';
    const both = await Promise.all([s.answer(s.clinician, concern, 1), s.answer(s.matron, theirs, 1)]);
    expect(both.flatMap(({ problems }) => problems)).toEqual([{ path: ['input', 'version'], code: 'STALE_VERSION' }]);
    const again = await Promise.all([s.answer(s.clinician, concern, 2), s.answer(s.matron, theirs, 2)]);
    const codes = again.flatMap(({ problems }) => problems).map(({ code }) => code);
    expect(codes).toHaveLength(1);
    expect(['ALREADY_ENDED', 'STALE_VERSION']).toContain(codes[0]);
  });

  it('is answered with words', async () => {
    const { concern } = await raised(s.clinician);
    expect((await s.answer(s.clinician, concern, 1, { answer: ' ' })).problems).toEqual([
      { path: ['input', 'answer'], code: 'REQUIRED' },
    ]);
    const long = { answer: 'x'.repeat(4_001) };
    expect((await s.answer(s.clinician, concern, 1, long)).problems).toMatchObject([{ code: 'TOO_LONG' }]);
  });

  it('is answered neither by a ward, by a practice of others, nor by the home itself', async () => {
    const { id, nhsNumber, concern } = await raised(s.clinician);
    const ward = await s.make.organisation('trust');
    await s.make.stay({ resident: { id }, trust: ward, admittedAt: '2026-11-01T10:00Z' });
    const sister = await s.hub.as(ward.code, 'clinician', 'DIRECT_CARE');
    const seen = (await s.read(sister, nhsNumber))?.concerns?.nodes[0]?.id ?? '';
    expect(seen).not.toBe('');
    const stranger = await s.hub.as((await s.make.practice()).organisation.code, 'clinician', 'DIRECT_CARE');
    for (const [viewer, named] of [
      [sister, seen],
      [stranger, concern],
    ] as const) {
      expect((await s.answer(viewer, named, 1)).problems).toEqual([{ path: ['input', 'concern'], code: 'UNKNOWN' }]);
    }
    const input = { idempotencyKey: s.key(), concern, version: 1, answer: 'x', outcome: 'NO_ACTION' };
    expect((await s.worker.ask(ANSWER, { input })).errors?.[0]?.extensions.code).toBe('NOT_SHARED');
    const coordinator = await s.hub.as(s.trust.code, 'discharge-coordinator', 'DISCHARGE');
    expect((await coordinator.ask(ANSWER, { input })).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  });

  it('is on record with whom it is about', async () => {
    const { id, concern } = await raised(s.clinician);
    await s.answer(s.clinician, concern, 1);
    const { rows } = await s.database.owner.query(
      `select operation from hub.access_entry where kind = 'WRITE' and residents = array[$1::uuid] order by at`,
      [id],
    );
    expect(rows).toEqual([{ operation: 'raiseConcern' }, { operation: 'answerConcern' }]);
  });

  describe('in the database, whatever the hub asks for', () => {
    it('takes no answer but through the function, and that only from those who care for the resident', async () => {
      const { id } = await raised(s.clinician);
      const { rows } = await s.database.owner.query<{ id: string }>(
        'select id from concern where resident_id = $1 and valid_until is null',
        [id],
      );
      const [row] = rows;
      const as = (organisation: { id: string; agency: string }, sql: string) =>
        asking(s.database.pools.write, { agency: organisation.agency as 'practice', organisation } as never, sql);
      const answer = `select hub.answer_concern('${row?.id}', 1, 'x', 'NO_ACTION') as verdict`;
      const directly = `update concern set answer = 'x', outcome = 'NO_ACTION' returning id`;
      expect(await as(s.practice.organisation, directly)).toEqual([]);
      await expect(as(s.home.organisation, answer)).rejects.toThrow('permission denied');
      const other = (await s.make.practice()).organisation;
      expect(await as(other, answer)).toEqual([{ verdict: 'UNKNOWN concern' }]);
      expect(await as(s.practice.organisation, answer)).toEqual([{ verdict: 'DONE' }]);
    });
  });
});
