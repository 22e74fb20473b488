import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { day } from '../../support/days.ts';
import {
  begin,
  CHOOSE,
  carer,
  carerOf,
  council,
  database,
  end,
  key,
  make,
  monthGoesBy,
  officer,
  record,
  type Said,
  saidOf,
  see,
  someone,
  unnamed,
  withdraw,
  worker,
} from './setting.ts';

beforeAll(begin);
afterAll(end);

describe('feedback that is taken back', () => {
  it('is closed at once to everybody, and kept', async () => {
    const person = await someone();
    await record(carer, person, 'NAMED');
    const [{ id: feedback }] = (await saidOf(carer, person)) as [Said];
    expect(await withdraw(carer, { feedback })).toEqual([]);
    for (const viewer of [carer, officer]) expect(await saidOf(viewer, person)).toEqual([]);
    expect(await withdraw(carer, { feedback })).toEqual(['ALREADY_ENDED']);
    const { rows } = await database.owner.query(
      `select words from feedback where resident_id = $1 and valid_until is not null`,
      [person.id],
    );
    expect(rows).toEqual([{ words: 'The tea is cold.' }]);
  });

  it('is not by the home, where it was not said to the home or is not for it to read', async () => {
    const person = await someone();
    await record(officer, person, 'NAMED');
    const [{ id: feedback }] = (await saidOf(carer, person)) as [Said];
    expect(await withdraw(carer, { feedback })).toEqual(['UNKNOWN']);
    const { receipt } = await record(carer, person, 'COUNCIL_ONLY');
    expect(await withdraw(carer, { receipt })).toEqual(['UNKNOWN']);
    expect(await withdraw(worker, { receipt })).toEqual([]);
    expect((await saidOf(officer, person)).map(({ shownAs }) => shownAs)).toEqual(['NAMED']);
  });

  it('is by the home for a day alone and by no receipt, which would tell what was chosen', async () => {
    const person = await someone();
    const { receipt } = await record(carer, person, 'NAMED');
    expect(await withdraw(carer, { receipt })).toEqual(['UNKNOWN']);
    const [{ id: feedback }] = (await saidOf(carer, person)) as [Said];
    await database.owner.query(
      `update hub.feedback_giver set recorded_at = now() - interval '25 hours' where resident_id = $1`,
      [person.id],
    );
    expect(await withdraw(carer, { feedback })).toEqual(['UNKNOWN']);
    expect(await withdraw(officer, { receipt })).toEqual([]);
    expect(await withdraw(carer, { receipt })).toEqual(['UNKNOWN']);
  });

  it('goes from what others read already bit by bit, but for the words: together they would tell what one giver said', async () => {
    const other = await make.home({ council });
    const staff = await carerOf(other);
    const outcomes = ['DIGNITY', 'OCCUPATION', 'FOOD_AND_DRINK'].map((outcome) => ({ outcome, howItIs: 'IDEAL' }));
    const receipts: (string | null)[] = [];
    for (const words of ['One', 'Two', 'Three'])
      receipts.push((await record(staff, await someone(other), 'UNNAMED', { words, outcomes })).receipt);
    await monthGoesBy();
    const [receipt = ''] = receipts;
    expect(await withdraw(officer, { receipt })).toEqual([]);
    expect(await withdraw(officer, { receipt })).toEqual(['ALREADY_ENDED']);
    for (const viewer of [staff, officer]) {
      const read = (await unnamed(viewer, other)) ?? [];
      expect(read.flatMap(({ words }) => words ?? []).sort()).toEqual(['Three', 'Two']);
      expect(read.filter(({ outcome }) => outcome)).toHaveLength(9);
    }
    const { rows } = await database.owner.query(
      `select withdrawn_at > now() and withdrawn_at < now() + interval '28 days' as later, withdrawn_at::text as at
       from unnamed_feedback where home_id = $1 and outcome is not null and withdrawn_at is not null`,
      [other.id],
    );
    expect(rows.map(({ later }) => later)).toEqual([true, true, true]);
    expect(new Set(rows.map(({ at }) => at)).size).toBe(3);
    await database.owner.query(`update unnamed_feedback set withdrawn_at = now() where withdrawn_at > now()`);
    expect((await unnamed(staff, other))?.filter(({ outcome }) => outcome)).toHaveLength(6);
  });

  it('is named by a receipt or by an id', async () => {
    expect(await withdraw(officer, {})).toEqual(['REQUIRED']);
    expect(await withdraw(officer, { receipt: '0000-0000-0000-0000-0000' })).toEqual(['UNKNOWN']);
  });
});

describe('a receipt', () => {
  it('is handed out again for the same request, and stands nowhere', async () => {
    const person = await someone();
    const again = { idempotencyKey: key() };
    const { receipt } = await record(carer, person, 'COUNCIL_ONLY', again);
    expect(await record(carer, person, 'COUNCIL_ONLY', again)).toEqual({ receipt, problems: [] });
    const kept = await database.owner.query(
      `select answer from hub.idempotency where key = $1 and answer::text ~ '[0-9A-F]{4}-[0-9A-F]{4}'`,
      [again.idempotencyKey],
    );
    expect(kept.rows).toEqual([]);
    expect((await record(carer, person, 'COUNCIL_ONLY')).receipt).not.toBe(receipt);
    expect(await withdraw(officer, { receipt })).toEqual([]);
  });
});

describe('what is recorded', () => {
  it('is of the outcomes that the resident chose', async () => {
    const person = await someone();
    const input = { idempotencyKey: key(), resident: (await see(carer, person))?.id, outcomes: ['DIGNITY'] };
    const { data } = await carer.ask<{ chooseOutcomes: { record: object } }>(CHOOSE, { input });
    expect(data.chooseOutcomes.record).toEqual({ outcomesChosen: ['DIGNITY'], version: 1 });
    const said = (outcome: string) => record(carer, person, 'NAMED', { outcomes: [{ outcome, howItIs: 'IDEAL' }] });
    expect((await said('OCCUPATION')).problems).toEqual([{ path: ['input', 'outcomes'], code: 'OUT_OF_RANGE' }]);
    // Who must ask about these is told which they are.
    expect((await see(officer, person))?.personalSummary?.outcomesChosen).toEqual(['DIGNITY']);
    expect((await said('DIGNITY')).problems).toEqual([]);
  });

  it('says something, of a day that has been, about a resident of the home or one whom the council sees', async () => {
    const person = await someone();
    expect((await record(carer, person, 'NAMED', { words: ' ' })).problems).toMatchObject([{ code: 'REQUIRED' }]);
    expect((await record(carer, person, 'NAMED', { givenOn: day(2) })).problems).toMatchObject([{ code: 'IN_FUTURE' }]);
    const stranger = await carerOf(await make.home({ council }));
    expect((await record(stranger, person, 'NAMED')).problems).toMatchObject([{ code: 'UNKNOWN' }]);
    const resident = (await see(carer, person))?.id;
    expect((await record(stranger, person, 'NAMED', { resident })).problems).toMatchObject([{ code: 'UNKNOWN' }]);
  });

  it('is on record in the same words whatever the giver chose, and the home’s officer is told of nobody', async () => {
    const person = await someone();
    for (const shownAs of ['NAMED', 'UNNAMED', 'COUNCIL_ONLY']) await record(carer, person, shownAs);
    const [{ id: feedback }] = (await saidOf(carer, person)) as [Said];
    await withdraw(carer, { feedback });
    // Refused, it would tell as well about whom something was to be written a moment later.
    await record(carer, person, 'UNNAMED', { words: ' ' });
    expect(await withdraw(carer, { feedback })).toEqual(['ALREADY_ENDED']);
    const refused = await database.owner.query(
      `select outcome, undisclosed = residents as untold from hub.access_entry
       where kind = 'REFUSAL' and operation = 'recordFeedback' and residents = array[$1::uuid]`,
      [person.id],
    );
    expect(refused.rows).toEqual([{ outcome: 'REQUIRED', untold: true }]);
    const { rows } = await database.owner.query(
      `select distinct operation, plan, shown, undisclosed = residents as untold from hub.access_entry
       where kind = 'WRITE' and residents = array[$1::uuid] order by operation`,
      [person.id],
    );
    const entry = { plan: null, shown: null, untold: true };
    expect(rows).toEqual([
      { operation: 'recordFeedback', ...entry },
      { operation: 'withdrawFeedback', ...entry },
    ]);
  });
});
