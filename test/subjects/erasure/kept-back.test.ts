import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Identifiers } from '../../../src/access/identifiers.ts';
import { day } from '../../support/days.ts';
import type { Made, MadeOrganisation, MadeResident } from '../../support/factories.ts';
import type { Asking } from '../../support/hub.ts';
import { type Columns, insert } from '../../support/insert.ts';
import { type Setting, setting } from './setting.ts';

let s: Setting;
let trust: MadeOrganisation;
let stranger: MadeOrganisation;
const officers = new Map<string, Asking>();
beforeAll(async () => {
  s = await setting();
  trust = await s.make.organisation('trust');
  await rows('update care_home set council_id = $2 where id = $1', s.home.id, s.council.id);
  stranger = await s.make.organisation('council');
  for (const { id, code } of [s.home.organisation, s.practice.organisation, s.council, stranger, trust]) {
    officers.set(id, await s.hub.as(code, 'privacy-officer', 'INFORMATION_GOVERNANCE'));
  }
});
afterAll(() => s?.end());

const rows: Setting['rows'] = (...of) => s.rows(...of);
/** What its author's privacy officer is told who orders a record to be erased. */
async function order(by: MadeOrganisation, type: Parameters<Identifiers['encode']>[0], id: string) {
  const [record] = new Identifiers(s.database.key).encode(type, by.id, [id]);
  return ordered(by, record as string);
}
async function ordered(by: MadeOrganisation, record: string) {
  const told = await s.order(officers.get(by.id) as Asking, record);
  return told.problems[0]?.code ?? told.order?.type;
}
const finish = () => s.finish();
/** Does the same about somebody who is enquired about, and about somebody who is not. */
async function both<T>(what: (resident: MadeResident) => Promise<T>): Promise<[enquired: T, not: T]> {
  const enquired = await s.someone();
  await s.make.enquiry({ resident: enquired, council: s.council, openedOn: day(-9) });
  return [await what(enquired), await what(await s.someone())];
}
const placementOf = async ({ id }: Made) =>
  (await rows('select id from placement where resident_id = $1', id))[0] as Made;
async function feedback(resident: Made) {
  const columns = { home_id: s.home.id, given_by: 'FAMILY', shown_as: 'COUNCIL_ONLY', given_on: day(-1) };
  const about = { author_id: s.home.organisation.id, resident_id: resident.id };
  const id = await insert(s.database.owner, 'feedback', { ...about, ...columns, words: 'The tea is cold.' });
  await rows(
    `insert into hub.feedback_giver (id, resident_id, home_id, author_id, given_by, shown_as, given_on, receipt)
     values ($1, $2, $3, $4, 'FAMILY', 'COUNCIL_ONLY', $5, sha256(gen_random_uuid()::text::bytea))`,
    ...[id, resident.id, s.home.id, s.home.organisation.id, day(-1)],
  );
  await rows(
    `insert into unnamed_feedback (home_id, giver, words, given_in, council_only)
     values ($1, $2, 'The tea is cold.', left($3, 7), true)`,
    ...[s.home.id, id, day(-1)],
  );
  return id;
}

describe('whether a resident is enquired about', () => {
  it('is not told by a second order of the same record', async () => {
    const answers = await both(async (resident) => {
      const { id } = await s.make.incident({ resident, home: s.home });
      return [await order(s.home.organisation, 'Incident', id), await order(s.home.organisation, 'Incident', id)];
    });
    expect(answers).toEqual([
      ['Incident', 'UNKNOWN'],
      ['Incident', 'UNKNOWN'],
    ]);
  });

  it('is not told by what stands of a plan that several write, nor do words written since go later', async () => {
    const author = s.practice.organisation;
    const plan = (id: string) =>
      rows('select goals, version, due_on::text, medication_review_due_on::text from care_plan where id = $1', id);
    const ids: string[] = [];
    const [enquired, not] = await both(async (resident) => {
      const { id } = await s.make.carePlan({ resident, author, columns: { goals: 'Of somebody else' } });
      ids.push(id);
      const first = [await order(author, 'CarePlan', id), await plan(id)];
      return [first, await order(author, 'CarePlan', id), await plan(id)];
    });
    expect(enquired).toEqual(not);
    expect(not[0]).toEqual(['CarePlan', [expect.objectContaining({ goals: null })]]);
    await rows(`update care_plan set goals = 'Walks again' where id = $1`, ids[0]);
    await rows('update safeguarding_enquiry set closed_on = $1 where closed_on is null', day(-1));
    await finish();
    expect(
      await rows('select goals from care_plan where (id = $1 or former_of = $1) and goals is not null', ids[0]),
    ).toEqual([{ goals: 'Walks again' }]);
  });

  it('is not told by what other records hang on, until those were ordered to go as well', async () => {
    const by = s.home.organisation;
    const answers = await both(async (resident) => {
      const placement = await placementOf(resident);
      await rows('update placement set author_id = $2 where id = $1', placement.id, by.id);
      const absence = await s.make.absence({ resident, home: s.home, placement, from: day(-9), to: day(-5) });
      return [
        await order(by, 'Placement', placement.id),
        await order(by, 'Absence', absence.id),
        await order(by, 'Placement', placement.id),
      ];
    });
    expect(answers).toEqual([
      ['NOT_POSSIBLE', 'Absence', 'Placement'],
      ['NOT_POSSIBLE', 'Absence', 'Placement'],
    ]);
  });

  it('is asked of each row that the person has', async () => {
    const resident = await s.someone();
    const [twin] = await rows(
      `insert into resident (nhs_number, nhs_number_status, author_id, family_name, given_name, date_of_birth, sex, admitted_by_id)
       select nhs_number, nhs_number_status, author_id, family_name, given_name, date_of_birth, sex, $2 from resident where id = $1 returning id`,
      ...[resident.id, s.home.organisation.id],
    );
    const enquiry = await s.make.enquiry({ resident, council: s.council, openedOn: day(-9) });
    const { id } = await s.make.incident({ resident: twin as Made, home: s.home });
    expect(await order(s.home.organisation, 'Incident', id)).toBe('Incident');
    expect(await rows('select from incident where id = $1', id)).toHaveLength(1);
    await rows('update safeguarding_enquiry set closed_on = $2 where id = $1', enquiry.id, day(-1));
    expect(await finish()).toContain('Erased as ordered before: 1 record.');
  });

  it('is not told by the receipt of feedback, of which every piece goes', async () => {
    const ids: string[] = [];
    const left = await both(async (resident) => {
      const id = await feedback(resident);
      ids.push(id);
      // What was said of a home is not the home's to take away, though it wrote it down.
      expect(await order(s.home.organisation, 'Feedback', id)).toBe('NOT_POSSIBLE');
      expect(await order(s.council, 'Feedback', id)).toBe('Feedback');
      expect(await order(s.council, 'Feedback', id)).toBe('UNKNOWN');
      return [
        await rows('select from hub.feedback_giver where id = $1', id),
        await rows('select from feedback where id = $1 and valid_until is null', id),
        await rows('select from unnamed_feedback where giver = $1 and withdrawn_at is null', id),
      ];
    });
    expect(left).toEqual([
      [[], [], []],
      [[], [], []],
    ]);
    const kept = () => rows('select giver from unnamed_feedback where giver = any ($1)', ids);
    expect(await kept()).toEqual([{ giver: ids[0] }]);
    await rows('update safeguarding_enquiry set closed_on = $1 where closed_on is null', day(-1));
    await finish();
    expect(await kept()).toEqual([]);
    expect(await rows('select from feedback where id = any ($1)', ids)).toEqual([]);
  });

  it('is not told by a piece of feedback without a name, which the council has taken away whoever wrote it down', async () => {
    const pieces: string[] = [];
    const answers = await both(async (resident) => {
      const said = await feedback(resident);
      const [piece] = await rows('select id from unnamed_feedback where giver = $1', said);
      pieces.push(piece?.id);
      const by = (organisation: MadeOrganisation) => ordered(organisation, `UnnamedFeedback:${piece?.id}`);
      const told = [await by(s.home.organisation), await by(trust), await by(stranger), await by(s.council)];
      const [entry] = await rows(
        `select operation, undisclosed = residents and residents = array[$1::uuid] as untold from hub.access_entry
         where kind = 'WRITE' order by number desc limit 1`,
        resident.id,
      );
      expect(entry).toEqual({ operation: 'orderErasure: WRONG_PERSON', untold: true });
      return [...told, await by(s.council)];
    });
    expect(answers).toEqual(Array(2).fill(['UNKNOWN', 'UNKNOWN', 'UNKNOWN', 'UnnamedFeedback', 'UNKNOWN']));
    const left = () => rows('select id from unnamed_feedback where id = any ($1)', pieces);
    expect(await left()).toEqual([{ id: pieces[0] }]);
    await rows('update safeguarding_enquiry set closed_on = $1 where closed_on is null', day(-1));
    await finish();
    expect(await left()).toEqual([]);
  });
});

describe('an order to erase', () => {
  it('of what something came to hang on keeps no other from being finished', async () => {
    const by = s.home.organisation;
    const resident = await s.someone();
    const enquiry = await s.make.enquiry({ resident, council: s.council, openedOn: day(-9) });
    const placement = await placementOf(resident);
    await rows('update placement set author_id = $2 where id = $1', placement.id, by.id);
    expect(await order(by, 'Placement', placement.id)).toBe('Placement');
    const { id } = await s.make.incident({ resident, home: s.home });
    expect(await order(by, 'Incident', id)).toBe('Incident');
    const absence = await s.make.absence({ resident, home: s.home, placement, from: day(-9), to: day(-5) });
    await rows('update safeguarding_enquiry set closed_on = $2 where id = $1', enquiry.id, day(-1));
    expect(await finish()).toContain('Erased as ordered before: 1 record.');
    await rows('delete from absence where id = $1', absence.id);
    expect(await finish()).toContain('Erased as ordered before: 1 record.');
  });

  it('waits for a hospital stay or attendance to be withdrawn, on which a claim may rest', async () => {
    const resident = await s.someone();
    const at = `${day(-3)}T10:00:00Z`;
    const stay = await s.make.stay({ resident, trust, admittedAt: at });
    const attendance = await s.make.attendance({ resident, trust, arrivedAt: at });
    expect(await order(trust, 'HospitalStay', stay.id)).toBe('NOT_POSSIBLE');
    expect(await order(trust, 'EmergencyAttendance', attendance.id)).toBe('NOT_POSSIBLE');
    await rows('update hospital_stay set valid_until = now() where id = $1', stay.id);
    expect(await order(trust, 'HospitalStay', stay.id)).toBe('HospitalStay');
  });

  it('takes nothing that another organisation answered or received', async () => {
    const by = s.home.organisation;
    const about = { author_id: by.id, resident_id: (await s.someone()).id };
    const add = (table: string, columns: Columns) => insert(s.database.owner, table, { ...about, ...columns });
    const at = `${day(-3)}T10:00:00Z`;
    const concern = await add('concern', {
      ...{
        addressed_to: 'PRACTICE',
        urgency: 'SOON',
        text: 'Eats little.',
        raised_at: at,
        answer_due_at: `${day(-1)}T10:00:00Z`,
      },
    });
    const bag = await add('red_bag', { home_id: s.home.id, items: ['THIS_IS_ME'], sent_at: at });
    const request = await add('service_request', {
      ...{ asked_id: trust.id, kind: 'WHEELCHAIR', details: 'Fell twice.', state: 'REQUESTED', requested_at: at },
    });
    await rows(
      `update concern set answer = 'Will call.', outcome = 'ADVICE_GIVEN', answered_at = now(), answered_by_id = $2 where id = $1`,
      ...[concern, s.practice.organisation.id],
    );
    await rows(
      `update red_bag set received = items, received_at = now(), received_by_id = $2 where id = $1`,
      bag,
      trust.id,
    );
    await rows(`update service_request set state = 'ACCEPTED', accepted_at = now() where id = $1`, request);
    expect(await order(by, 'Concern', concern)).toBe('NOT_POSSIBLE');
    expect(await order(by, 'RedBag', bag)).toBe('NOT_POSSIBLE');
    expect(await order(by, 'ServiceRequest', request)).toBe('NOT_POSSIBLE');
  });

  it('empties, of what several write, every column that holds what somebody said', async () => {
    const missing = await rows(
      `select c.relname || '.' || a.attname as name from pg_attribute a join pg_class c on c.oid = a.attrelid
       where c.relnamespace = 'public'::regnamespace and c.relname in (select written_in from hub.written_part)
         and a.attnum > 0 and not a.attisdropped and not a.attnotnull and not exists (
           select from hub.written_part where written_in = c.relname and a.attname = any (columns)) order by 1`,
    );
    // Which version it is, and when it is due.
    expect(missing.map(({ name }) => name)).toEqual([
      ...['care_plan.counted_from', 'care_plan.counted_until', 'care_plan.due_on', 'care_plan.former_of'],
      ...['care_plan.medication_review_due_on', 'care_plan.valid_until'],
      ...['personal_summary.former_of', 'personal_summary.valid_until'],
    ]);
  });
});
