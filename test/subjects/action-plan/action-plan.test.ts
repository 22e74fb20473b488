import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { asking } from '../../register/register.ts';
import { day } from '../../support/days.ts';
import { type Setting, setting, type Writer } from '../../support/network-setting.ts';

interface Action {
  id: string;
  status: string;
  overdue: boolean;
  owner: { code: string };
  progress: { totalCount: number; nodes: { note: string; reportedBy: { code: string } }[] };
}
const planned = 'id status overdue owner { code } progress { totalCount nodes { note reportedBy { code } } }';
const action = { objective: 'Fewer falls', measure: 'Falls per 1,000 bed days', target: '4', dueOn: day(60) };

let s: Setting;
beforeAll(async () => {
  s = await setting();
});
afterAll(() => s?.end());

describe('the joint plan', () => {
  const add = (writer: Writer, more: object = {}) =>
    s.tell<Action>(s.writers[writer], 'addJointAction', { ...action, ...more }, planned);
  const report = (writer: Writer, jointAction: string | undefined, status: string, note = 'Shoes were looked at.') =>
    s.tell<Action>(s.writers[writer], 'reportProgress', { jointAction, status, note }, planned);

  it('is made by every agency that looks after residents, homes among them', async () => {
    for (const writer of Object.keys(s.writers) as Writer[]) {
      const { record, problems } = await add(writer);
      expect(problems).toEqual([]);
      expect(record).toMatchObject({ status: 'PLANNED', overdue: false, progress: { totalCount: 0 } });
      const own = await s.read<{ nodes: object[] }>(s.writers[writer], '{ jointActions(own: true) { nodes { id } } }');
      expect(own.nodes).toEqual([{ id: record?.id }]);
    }
  });

  it('tells nobody who somebody is', async () => {
    const telling = (place: string) => [[place, 'IDENTIFYING']];
    for (const field of ['objective', 'measure', 'target'])
      expect((await add('home', { [field]: 'As of 999 000 0018.' })).problems).toEqual(telling(field));
    const { record } = await add('home');
    const { problems } = await report('home', record?.id, 'DONE', 'She was born on 4 March 1938.');
    expect(problems).toEqual(telling('note'));
  });

  it('stands as its owner, or whoever put it there, last reported, and nobody else reports', async () => {
    const { record } = await add('icb', { owner: s.home.organisation.code });
    expect(record?.owner).toEqual({ code: s.home.organisation.code });
    expect((await report('home', record?.id, 'UNDER_WAY')).record).toMatchObject({ status: 'UNDER_WAY' });
    expect((await report('icb', record?.id, 'DONE', 'Reached.')).record).toMatchObject({
      status: 'DONE',
      progress: { totalCount: 2, nodes: [{ note: 'Reached.', reportedBy: { code: s.icb.code } }, {}] },
    });
    expect((await report('trust', record?.id, 'DROPPED')).problems).toEqual([['jointAction', 'UNKNOWN']]);
    expect((await report('home', record?.id, 'DONE', ' ')).problems).toEqual([['note', 'REQUIRED']]);
    const insert = asking(
      s.database.pools.write,
      { agency: 'trust', organisation: s.trust },
      `insert into action_progress (author_id, valid_from, joint_action_id, status, note)
       values ('${s.trust.id}', clock_timestamp(), '${record?.id.split(':')[1]}', 'DROPPED', 'x')`,
    );
    await expect(insert).rejects.toThrow('row-level security');
  });

  it('says what is overdue: what is past its day, and neither done nor dropped', async () => {
    const { record } = await add('council');
    const uuid = record?.id.split(':')[1];
    await s.database.owner.query(`update joint_action set due_on = current_date - 2 where id = $1`, [uuid]);
    const overdue = async () =>
      (await s.read<{ nodes: object[] }>(s.dashboard, '{ jointActions(overdue: true) { nodes { id overdue } } }'))
        .nodes;
    expect(await overdue()).toEqual([{ id: record?.id, overdue: true }]);
    await report('council', record?.id, 'DONE');
    expect(await overdue()).toEqual([]);
  });

  it.each<[string, object, [string, string][]]>([
    ['a measure', { measure: '' }, [['measure', 'REQUIRED']]],
    ['a day to come', { dueOn: '2020-01-01' }, [['dueOn', 'OUT_OF_RANGE']]],
    ['an owner that there is', { owner: 'nobody' }, [['owner', 'UNKNOWN']]],
  ])('has actions with %s, and takes no others', async (_, more, problems) => {
    expect((await add('practice', more)).problems).toEqual(problems);
  });

  it('is read and not written by dashboards', async () => {
    for (const [mutation, input] of [
      ['addJointAction', action],
      ['reportProgress', { jointAction: 'x', status: 'DONE', note: 'x' }],
    ] as const)
      expect(await s.refusalOf(s.dashboard, mutation, input)).toBe('NOT_SHARED');
    const analyst = await s.hub.as(s.icb.code, 'analyst', 'PLANNING');
    expect(await s.refusalOf(analyst, 'addJointAction', action)).toBe('FORBIDDEN');
  });
});
