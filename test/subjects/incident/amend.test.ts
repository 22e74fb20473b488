import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Setting, setting } from './setting.ts';

let s: Setting;
beforeAll(async () => {
  s = await setting();
});
afterAll(() => s.end());

const fall = { subtype: 'UNWITNESSED', location: 'The lounge', narrative: 'Heard to fall.', headInjury: false };
async function recorded(more: object = fall) {
  const { id, nhsNumber, known } = await s.someone();
  const { record } = await s.record(s.worker, known, more);
  return { resident: id, nhsNumber, incident: record?.id ?? '' };
}

describe('an incident that a home amends', () => {
  it('keeps what it said before as a former version, under the same identifier', async () => {
    const { resident, incident } = await recorded();
    const { record, problems } = await s.amend(s.worker, incident, 1, { harm: 'MODERATE', headInjury: true });
    expect(problems).toEqual([]);
    expect(record).toMatchObject({ ...fall, id: incident, harm: 'MODERATE', headInjury: true, version: 2 });
    const { rows } = await s.database.owner.query(
      `select version, harm, head_injury, valid_until is null as stands, former_of is not null as former
       from incident where resident_id = $1 order by version`,
      [resident],
    );
    expect(rows).toEqual([
      { version: 1, harm: 'LOW', head_injury: false, stands: false, former: true },
      { version: 2, harm: 'MODERATE', head_injury: true, stands: true, former: false },
    ]);
  });

  it('stays as it is in what is not named, and loses what is named null', async () => {
    const { incident } = await recorded({ ...fall, internalNote: 'Ask Ada.' });
    const { record } = await s.amend(s.worker, incident, 1, { location: null, subtype: 'FROM_CHAIR' });
    expect(record).toMatchObject({ ...fall, location: null, subtype: 'FROM_CHAIR' });
    const { rows } = await s.database.owner.query(
      `select internal_note from incident where version = 2 and valid_until is null and internal_note is not null`,
    );
    expect(rows).toEqual([{ internal_note: 'Ask Ada.' }]);
    const { problems } = await s.amend(s.worker, incident, 2, { kind: null, harm: null, occurredAt: null });
    expect(problems.map(({ path, code }) => [path[1], code])).toEqual([
      ['kind', 'REQUIRED'],
      ['harm', 'REQUIRED'],
      ['occurredAt', 'REQUIRED'],
    ]);
  });

  it('loses with its kind what belonged to it', async () => {
    const { incident } = await recorded();
    const { record } = await s.amend(s.worker, incident, 1, { kind: 'MEDICATION_ERROR', subtype: 'EXTRA_DOSE' });
    expect(record).toMatchObject({ kind: 'MEDICATION_ERROR', subtype: 'EXTRA_DOSE', headInjury: null, harm: 'LOW' });
    const { problems } = await s.amend(s.worker, incident, 2, { subtype: 'WITNESSED', deviceRelated: true });
    expect(problems.map(({ path, code }) => [path[1], code])).toEqual([
      ['subtype', 'NOT_OF_THIS_KIND'],
      ['deviceRelated', 'NOT_OF_THIS_KIND'],
    ]);
  });

  it('is changed by nobody who read another version than the one that stands', async () => {
    const { incident } = await recorded();
    const both = await Promise.all([
      s.amend(s.worker, incident, 1, { harm: 'MODERATE' }),
      s.amend(s.worker, incident, 1, { harm: 'SEVERE' }),
    ]);
    const refused = both.filter(({ record }) => !record);
    expect(refused.map(({ problems }) => problems)).toEqual([[{ path: ['input', 'version'], code: 'STALE_VERSION' }]]);
    expect((await s.amend(s.worker, incident, 3, { harm: 'NONE' })).problems).toMatchObject([
      { code: 'STALE_VERSION' },
    ]);
    expect((await s.amend(s.worker, incident, 2, { harm: 'NONE' })).record).toMatchObject({ harm: 'NONE', version: 3 });
  });

  it('happened when the resident lived there, and not in the future', async () => {
    const { incident } = await recorded();
    const at = (occurredAt: string) => s.amend(s.worker, incident, 1, { occurredAt });
    expect((await at('2999-01-01T00:00:00Z')).problems).toMatchObject([{ code: 'IN_FUTURE' }]);
    expect((await at('2020-01-01T00:00:00Z')).problems).toMatchObject([{ code: 'NOT_RESIDENT_THEN' }]);
  });

  it('is amended with something', async () => {
    const { incident } = await recorded();
    expect((await s.amend(s.worker, incident, 1, {})).problems).toEqual([{ path: ['input'], code: 'REQUIRED' }]);
  });

  it('can be put right by the home that wrote it when the resident has left, and by no other that reads it', async () => {
    const { resident, nhsNumber, incident } = await recorded();
    await s.database.owner.query(`update placement set to_on = '2026-11-01' where resident_id = $1`, [resident]);
    const next = await s.make.home();
    await s.make.placement({ resident: { id: resident }, home: next, from: '2026-11-01' });
    const successor = await s.hub.as(next.organisation.code, 'manager', 'DIRECT_CARE');
    const { data } = await successor.ask<{ resident: { incidents: { nodes: { id: string; narrative: null }[] } } }>(
      `query ($nhsNumber: NhsNumber!) { resident(nhsNumber: $nhsNumber) { incidents { nodes { id narrative } } } }`,
      { nhsNumber },
    );
    const [seen] = data.resident.incidents.nodes;
    expect(seen).toEqual({ id: expect.any(String), narrative: null });
    expect((await s.amend(successor, seen?.id ?? '', 1, { harm: 'NONE' })).problems).toEqual([
      { path: ['input', 'incident'], code: 'UNKNOWN' },
    ]);
    expect((await s.amend(s.worker, incident, 1, { harm: 'NONE' })).record).toMatchObject({ harm: 'NONE', version: 2 });
  });

  it('is on record with whom it is about, and once', async () => {
    const { resident, incident } = await recorded();
    await s.amend(s.worker, incident, 1, { harm: 'NONE' });
    const { rows } = await s.database.owner.query(
      `select operation from hub.access_entry where kind = 'WRITE' and residents = array[$1::uuid] order by at`,
      [resident],
    );
    expect(rows).toEqual([{ operation: 'recordIncident' }, { operation: 'amendIncident' }]);
  });
});
