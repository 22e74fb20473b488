import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Identifiers } from '../../../src/access/identifiers.ts';
import { day } from '../../support/days.ts';
import type { Asking } from '../../support/hub.ts';
import { ORDER, type Setting, setting } from './setting.ts';

let s: Setting;
let officer: Asking;
let other: Asking;
beforeAll(async () => {
  s = await setting();
  officer = await s.hub.as(s.home.organisation.code, 'privacy-officer', 'INFORMATION_GOVERNANCE', 'officer-h');
  other = await s.hub.as(s.practice.organisation.code, 'privacy-officer', 'INFORMATION_GOVERNANCE', 'officer-p');
});
afterAll(() => s?.end());

const order: Setting['order'] = (...of) => s.order(...of);
const unknown = { order: null, problems: [{ path: ['input', 'record'], code: 'UNKNOWN' }] };
const done = (type: string) => ({ order: { type, reason: 'WRONG_PERSON' }, problems: [] });
const rows: Setting['rows'] = (...of) => s.rows(...of);

/** An incident in three versions, told of the wrong resident. */
async function wrongIncident() {
  const resident = await s.someone();
  const key = s.key();
  const narrative = 'Mrs Winterbottom fell in the bathroom.';
  const made = await s.record(s.worker, resident.known, { idempotencyKey: key, narrative });
  const id = made.record?.id as string;
  await s.amend(s.worker, id, 1, { narrative: `${narrative} Twice.` });
  await s.amend(s.worker, id, 2, { harm: 'MODERATE' });
  return { resident, id, key, narrative };
}
const NODE = 'query ($id: ID!) { node(id: $id) { id } }';
const LIST =
  'query ($n: NhsNumber!) { resident(nhsNumber: $n) { incidents(first: 5) { totalCount nodes { id narrative } } } }';

describe('an erasure that a privacy officer orders', () => {
  it('takes the record out of every answer and out of the database, with all that it was before', async () => {
    const { resident, id, key, narrative } = await wrongIncident();
    expect(await rows('select count(*)::int as versions from incident where resident_id = $1', resident.id)).toEqual([
      { versions: 3 },
    ]);
    expect(await order(officer, id)).toEqual(done('Incident'));
    expect((await s.worker.ask<{ node: unknown }>(NODE, { id })).data.node).toBeNull();
    for (const viewer of [s.worker, s.clinician]) {
      const { data } = await viewer.ask<{ resident: { incidents: object } }>(LIST, { n: resident.nhsNumber });
      expect(data.resident.incidents).toEqual({ totalCount: 0, nodes: [] });
    }
    expect(await rows('select from incident where resident_id = $1', resident.id)).toEqual([]);
    // The same request sent again has the answer of then, without what is gone.
    const again = await s.record(s.worker, resident.known, { idempotencyKey: key, narrative });
    expect(again).toEqual({ record: null, problems: [] });
    for (const { name } of await rows(
      `select c.oid::regclass::text as name from pg_class c where c.relkind = 'r' and c.relnamespace in ('public'::regnamespace, 'hub'::regnamespace)`,
    )) {
      expect([name, await rows(`select t::text from ${name} t where t::text like '%Winterbottom%'`)]).toEqual([
        name,
        [],
      ]);
    }
  });

  it('is on record as a write about that resident, with its reason, and nothing of what was erased', async () => {
    const { resident, id } = await wrongIncident();
    await order(officer, id, { reason: 'ORDERED' });
    const entries = await rows(
      `select kind, operation, "user", role, purpose, outcome from hub.access_entry
       where operation like 'orderErasure%' and kind = 'WRITE' and residents = array[$1::uuid]`,
      resident.id,
    );
    expect(entries).toEqual([
      {
        ...{ kind: 'WRITE', operation: 'orderErasure: ORDERED', user: 'officer-h', role: 'privacy-officer' },
        ...{ purpose: 'INFORMATION_GOVERNANCE', outcome: 'ANSWERED' },
      },
    ]);
  });

  it('is the business of the organisation that wrote it: any other record is unknown, and stays', async () => {
    const { resident, id } = await wrongIncident();
    expect(await order(other, id)).toEqual(unknown);
    const { data } = await s.clinician.ask<{ resident: { incidents: { nodes: { id: string }[] } } }>(LIST, {
      n: resident.nhsNumber,
    });
    expect(await order(other, data.resident.incidents.nodes[0]?.id as string)).toEqual(unknown);
    expect(await order(officer, resident.known)).toEqual(unknown);
    expect(await order(officer, 'no id')).toEqual(unknown);
    expect((await rows('select from incident where resident_id = $1', resident.id)).length).toBe(3);
  });

  it('can be ordered by nobody but a privacy officer who asks as one', async () => {
    const { id } = await wrongIncident();
    const input = { idempotencyKey: s.key(), record: id, reason: 'WRONG_PERSON' };
    for (const viewer of [s.worker, await s.hub.as(s.home.organisation.code, 'manager', 'DIRECT_CARE')]) {
      const { errors } = await viewer.ask(ORDER, { input });
      expect(errors?.map(({ extensions }) => extensions?.code)).toEqual(['FORBIDDEN']);
    }
  });

  it('leaves a safeguarding concern to the council, whoever raised it', async () => {
    const resident = await s.someone();
    const author = s.home.organisation;
    const concern = await s.make.concern({ resident, author, council: s.council });
    const [id] = new Identifiers(s.database.key).encode('SafeguardingConcern', author.id, [concern.id]);
    expect(await order(officer, id as string)).toEqual(unknown);
    expect(await rows('select from safeguarding_concern where id = $1', concern.id)).toHaveLength(1);
  });

  it('closes at once what must be kept for an enquiry, answers as ever, and erases it when the enquiry has ended', async () => {
    const { resident, id } = await wrongIncident();
    const enquiry = await s.make.enquiry({ resident, council: s.council, openedOn: day(-9) });
    expect(await order(officer, id)).toEqual(done('Incident'));
    expect((await s.worker.ask<{ node: unknown }>(NODE, { id })).data.node).toBeNull();
    expect(await rows('select from incident where resident_id = $1 and valid_until is null', resident.id)).toEqual([]);
    expect((await rows('select from incident where resident_id = $1', resident.id)).length).toBeGreaterThan(2);
    expect(await s.finish()).not.toContain('as ordered before');
    await rows('update safeguarding_enquiry set closed_on = $2 where id = $1', enquiry.id, day(-1));
    expect(await s.finish()).toContain('Erased as ordered before: 1 record.');
    expect(await rows('select from incident where resident_id = $1', resident.id)).toEqual([]);
    expect(await s.finish()).not.toContain('as ordered before');
  });

  it('takes of a plan that home and practice write together only the part of whoever orders it', async () => {
    const resident = await s.someone();
    const versions = async () =>
      rows(
        `select goals, help_at_night, due_on is not null as due, valid_until is null as stands from care_plan
         where resident_id = $1 order by valid_until is null, due, version`,
        resident.id,
      );
    await rows(
      `update care_plan set author_id = $2, goals = 'Of somebody else', agreed_with = '{RESIDENT}', reviewed_on = $4,
         help_at_night = 'Turned at two', home_part_by_id = $3, home_part_written_on = $4 where resident_id = $1`,
      ...[resident.id, s.practice.organisation.id, s.home.organisation.id, day(-1)],
    );
    await rows(
      `insert into care_plan (author_id, resident_id, goals, help_at_night, home_part_by_id, valid_until, former_of)
       select author_id, resident_id, goals, help_at_night, home_part_by_id, now(), id from care_plan where resident_id = $1`,
      resident.id,
    );
    const { data } = await s.clinician.ask<{ resident: { carePlan: { id: string } } }>(
      'query ($n: NhsNumber!) { resident(nhsNumber: $n) { carePlan { id } } }',
      { n: resident.nhsNumber },
    );
    expect(await order(other, data.resident.carePlan.id)).toEqual(done('CarePlan'));
    const left = await versions();
    expect(left.filter(({ stands }) => stands)).toEqual([
      { goals: null, help_at_night: 'Turned at two', due: true, stands: true },
    ]);
    expect(left.filter((kept) => kept.goals !== null || kept.help_at_night !== 'Turned at two')).toEqual([]);
  });
});
