import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { RECORD, type Recorded, type Setting, setting } from './setting.ts';

describe('an objection', () => {
  let s: Setting;
  beforeAll(async () => {
    s = await setting();
  });
  afterAll(() => s.end());

  it('to sharing for care closes the record at the next question, for those whom it is against', async () => {
    const { nhsNumber } = await s.someone();
    expect(await s.find(s.hospital, nhsNumber)).not.toBeNull();
    const { problems } = await s.record(s.manager, nhsNumber, {
      kind: 'DIRECT_CARE_SHARING',
      against: s.trust.code,
      decidedBy: 'ATTORNEY',
    });
    expect(problems).toEqual([]);
    expect(await s.find(s.hospital, nhsNumber)).toBeNull();
    expect(await s.find(s.clinician, nhsNumber)).not.toBeNull();
    expect(await s.find(s.manager, nhsNumber)).not.toBeNull();
  });

  it('to sharing for care hides nobody from the home where they live and the practice where they are registered', async () => {
    const { id, nhsNumber } = await s.someone();
    const named = { kind: 'DIRECT_CARE_SHARING' };
    const round = 'query { residents(first: 100) { nodes { nhsNumber } } }';
    for (const against of [null, s.home.organisation.code, `Organisation:${s.practice.organisation.code}`]) {
      expect((await s.record(s.manager, nhsNumber, { ...named, against })).problems).toEqual([]);
    }
    for (const viewer of [s.manager, s.clinician]) {
      expect((await s.find(viewer, nhsNumber))?.objections).not.toBeNull();
      const listed = await viewer.ask<{ residents: { nodes: { nhsNumber: string }[] } }>(round);
      expect(listed.data.residents.nodes).toContainEqual({ nhsNumber });
    }
    expect(await s.find(s.hospital, nhsNumber)).toBeNull();
    await s.database.owner.query(`update placement set to_on = '2026-11-01' where resident_id = $1`, [id]);
    expect(await s.find(s.manager, nhsNumber)).toBeNull();
  });

  it('that closes the record to the one who recorded it is still read and withdrawn there', async () => {
    const { nhsNumber } = await s.someone();
    const resident = (await s.find(s.hospital, nhsNumber))?.id;
    const { record: made, problems } = await s.record(s.hospital, nhsNumber, { kind: 'DIRECT_CARE_SHARING' });
    expect(problems).toEqual([]);
    expect(await s.find(s.hospital, nhsNumber)).toBeNull();
    const node = 'query ($id: ID!) { node(id: $id) { id ... on Objection { kind withdrawnOn withheld { field } } } }';
    const { data } = await s.hospital.ask(node, { id: made?.id });
    expect(data).toEqual({
      node: { id: made?.id, kind: 'DIRECT_CARE_SHARING', withdrawnOn: null, withheld: [] },
    });
    const again = await s.hospital.ask<Recorded>(RECORD, {
      input: { idempotencyKey: s.key(), resident, kind: 'ARTICLE_21', decidedBy: 'RESIDENT' },
    });
    expect(again.data.recordObjection.problems).toMatchObject([{ code: 'UNKNOWN' }]);
    const { record: withdrawn } = await s.withdraw(s.hospital, made?.id ?? '', { decidedBy: 'BEST_INTERESTS' });
    expect(withdrawn).toMatchObject({ id: made?.id, withdrawalDecidedBy: 'BEST_INTERESTS' });
    expect(await s.find(s.hospital, nhsNumber)).not.toBeNull();
  });

  it('is withdrawn by the home that recorded it, also when the resident has moved on', async () => {
    const { id, nhsNumber } = await s.someone();
    const { record: made } = await s.record(s.manager, nhsNumber, { kind: 'DIRECT_CARE_SHARING' });
    await s.database.owner.query(`update placement set to_on = '2026-11-01' where resident_id = $1`, [id]);
    expect((await s.withdraw(s.manager, made?.id ?? '')).problems).toEqual([]);
  });
});
