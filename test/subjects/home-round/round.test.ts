import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { asking } from '../../register/register.ts';
import { untilSomebodyWaits } from '../../support/waiting.ts';
import { type Round, type Setting, setting, type Visit } from './setting.ts';

let s: Setting;
beforeAll(async () => {
  s = await setting();
});
afterAll(() => s?.end());

const yesterday = () => new Date(Date.now() - 86_400_000).toISOString();
const problemsOf = ({ problems }: { problems: { path: string[]; code: string }[] }) =>
  problems.map(({ path, code }) => [path.at(-1), code]);
const seen = { seen: true, seenBy: 'PHARMACIST', outcomes: ['MEDICINES_CHANGED', 'PLAN_UPDATED'] };

async function oneOnRound() {
  const home = await s.home();
  const resident = await s.someone(home);
  await s.make.incident({ resident, home, occurredAt: yesterday() });
  const { record } = await s.start(home);
  return { home, resident, round: record, visit: record.visits?.nodes[0] as Visit };
}

describe('what came of a home round', () => {
  it('is read by the home at once: by whom in which role, what follows and what is next, and no name', async () => {
    const { home, resident, visit } = await oneOnRound();
    const nextOn = new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10);
    const { record, problems } = await s.write<Visit>(s.coordinator, 'recordRoundOutcome', {
      ...{ roundVisit: visit.id, version: 1, ...seen, followUp: ' Halve the dose at night. ', nextOn },
    });
    expect(problems).toEqual([]);
    const told = { state: 'SEEN', seenBy: 'PHARMACIST', outcomes: seen.outcomes, version: 2, nextOn };
    expect(record).toMatchObject({ ...told, followUp: 'Halve the dose at night.', seenAt: expect.any(String) });
    const worker = await s.hub.as(home.organisation.code, 'care-worker', 'DIRECT_CARE');
    const { data } = await worker.ask<{ resident: { roundVisits: { nodes: object[] } } }>(
      `query ($nhsNumber: NhsNumber!) { resident(nhsNumber: $nhsNumber) { roundVisits { nodes {
        state seenBy outcomes version nextOn reasons round { practice { odsCode } home { cqcLocationId } } } } } }`,
      { nhsNumber: resident.nhsNumber },
    );
    const round = { practice: { odsCode: s.practice.code }, home: { cqcLocationId: home.code } };
    expect(data.resident.roundVisits.nodes).toEqual([{ ...told, reasons: ['INCIDENT'], round }]);
  });

  it('is not read by hospitals and payers, nor by another home of the round', async () => {
    const { home, resident, round } = await oneOnRound();
    const trust = await s.make.organisation('trust');
    await s.make.stay({ resident, trust, admittedAt: yesterday() });
    const doctor = await s.hub.as(trust.code, 'clinician', 'DIRECT_CARE');
    const asked = await doctor.ask('{ residents { nodes { roundVisits { totalCount } } } }');
    expect(asked.errors?.[0]?.extensions.code).toBe('NOT_SHARED');
    const other = await s.hub.as((await s.home()).organisation.code, 'manager', 'DIRECT_CARE');
    const { data } = await other.ask<{ careHome: { homeRounds: null }; node: null }>(
      `{ careHome(cqcLocationId: "${home.code}") { homeRounds { totalCount } } node(id: "${round.id}") { id } }`,
    );
    expect(data).toEqual({ careHome: { homeRounds: null }, node: null });
  });

  it('is told of to practices of the home’s network, and to another only if it looks after somebody who was on the list', async () => {
    const { home, resident, round } = await oneOnRound();
    const asked = `{ careHome(cqcLocationId: "${home.code}") { homeRounds { nodes { id } } } node(id: "${round.id}") { id } }`;
    const told = async (practice: { organisation: { code: string } }, role = 'clinician', purpose = 'DIRECT_CARE') => {
      const reader = await s.hub.as(practice.organisation.code, role, purpose);
      const { data } = await reader.ask<{ careHome: { homeRounds: { nodes: object[] } }; node: object | null }>(asked);
      return [data.careHome.homeRounds.nodes, data.node];
    };
    const itself = { id: round.id };
    expect(await told(s.colleague)).toEqual([[itself], itself]);
    expect(await told(s.outside)).toEqual([[], null]);
    await s.someone(home, { registeredWith: s.outside });
    expect(await told(s.outside)).toEqual([[], null]);
    await s.make.practiceAgreement({ resident, practice: s.outside, from: '2025-11-01' });
    expect(await told(s.outside)).toEqual([[itself], itself]);
    // For a purpose for which that counts, and not if the resident objected.
    expect(await told(s.outside, 'analyst', 'QUALITY_MONITORING')).toEqual([[], null]);
    await s.make.objection({ resident, kind: 'DIRECT_CARE_SHARING', author: s.practice.organisation });
    expect(await told(s.outside)).toEqual([[], null]);
  });

  it('is put right by the practice that held the round, in versions, also after it is over', async () => {
    const { round, visit } = await oneOnRound();
    await s.write(s.coordinator, 'closeHomeRound', { round: round.id });
    const once = { roundVisit: visit.id, version: 1, ...seen };
    await s.write(s.coordinator, 'recordRoundOutcome', once);
    expect(problemsOf(await s.write(s.coordinator, 'recordRoundOutcome', once))).toEqual([
      ['version', 'STALE_VERSION'],
    ]);
    const { record } = await s.write<Visit>(s.coordinator, 'recordRoundOutcome', {
      ...once,
      version: 2,
      seen: false,
      seenBy: undefined,
      outcomes: [],
    });
    expect(record).toMatchObject({ state: 'NOT_SEEN', seenAt: null, seenBy: null, outcomes: [], version: 3 });
    const { rows } = await s.database.owner.query(
      `select version, state from round_visit where former_of is not null and resident_id =
        (select resident_id from round_visit where version = 3 and state = 'NOT_SEEN' and round_id = $1) order by version`,
      [round.id.replace('HomeRound:', '')],
    );
    expect(rows).toEqual([
      { version: 1, state: 'WAITING' },
      { version: 2, state: 'SEEN' },
    ]);
  });

  it.each<[string, object, string[][]]>([
    [
      'nobody who saw, and nothing that follows',
      { seen: true },
      [
        ['seenBy', 'REQUIRED'],
        ['outcomes', 'REQUIRED'],
      ],
    ],
    ['no action with one', { ...seen, outcomes: ['NO_ACTION', 'ADMITTED'] }, [['outcomes', 'NOT_OF_THIS_KIND']]],
    ['seen in the future', { ...seen, seenAt: '2999-01-01T00:00:00Z' }, [['seenAt', 'IN_FUTURE']]],
    ['seen long before the list', { ...seen, seenAt: '2020-01-01T00:00:00Z' }, [['seenAt', 'TOO_EARLY']]],
    ['again before it', { ...seen, nextOn: '2020-01-01' }, [['nextOn', 'TOO_EARLY']]],
    ['more than a page', { ...seen, followUp: 'x'.repeat(4_001) }, [['followUp', 'TOO_LONG']]],
    [
      'what follows for somebody not seen',
      { seen: false, seenBy: 'NURSE', outcomes: ['ADMITTED'] },
      [
        ['seenBy', 'NOT_OF_THIS_KIND'],
        ['outcomes', 'NOT_OF_THIS_KIND'],
      ],
    ],
  ])('is nothing that cannot be: %s', async (_, said, problems) => {
    const { visit } = await oneOnRound();
    const came = await s.write(s.coordinator, 'recordRoundOutcome', { roundVisit: visit.id, version: 1, ...said });
    expect(problemsOf(came)).toEqual(problems);
  });
});

describe('a home round', () => {
  it('is held where the practice leads or cares for somebody, on a day near by, and once', async () => {
    const home = await s.home();
    const stranger = await s.hub.as(s.outside.organisation.code, 'clinician', 'DIRECT_CARE');
    expect(problemsOf(await s.start(home, {}, stranger))).toEqual([['home', 'UNKNOWN']]);
    await s.someone(home, { registeredWith: s.outside });
    expect(problemsOf(await s.start(home, {}, stranger))).toEqual([]);
    expect(problemsOf(await s.start({ ...home, code: '1-123' }))).toEqual([['home', 'UNKNOWN']]);
    expect(problemsOf(await s.start(home, { plannedFor: '2999-01-01' }))).toEqual([['plannedFor', 'IN_FUTURE']]);
    expect(problemsOf(await s.start(home, { plannedFor: '2020-01-01' }))).toEqual([['plannedFor', 'OUT_OF_RANGE']]);
    const both = await Promise.all([s.start(home), s.start(home)]);
    expect(both.flatMap(problemsOf)).toEqual([['plannedFor', 'ALREADY_RECORDED']]);
  });

  it('takes whomever the practice puts on it besides, once, who lives there and for whom it cares', async () => {
    const home = await s.home();
    const { record: round } = await s.start(home);
    expect(round.visits?.totalCount).toBe(0);
    const idOf = async (nhsNumber: string) =>
      (await s.coordinator.ask<{ resident: { id: string } }>(`{ resident(nhsNumber: "${nhsNumber}") { id } }`)).data
        .resident?.id;
    const [there, elsewhere] = [await s.someone(home), await s.someone(await s.home())];
    const input = { round: round.id, resident: await idOf(there.nhsNumber) };
    const { record } = await s.write<Visit>(s.coordinator, 'putOnRound', input);
    expect(record).toMatchObject({ state: 'WAITING', reasons: [], resident: { familyName: there.familyName } });
    expect(problemsOf(await s.write(s.coordinator, 'putOnRound', input))).toEqual([['resident', 'ALREADY_RECORDED']]);
    const other = { ...input, resident: await idOf(elsewhere.nhsNumber) };
    expect(problemsOf(await s.write(s.coordinator, 'putOnRound', other))).toEqual([['resident', 'UNKNOWN']]);
    await s.write(s.coordinator, 'closeHomeRound', { round: round.id });
    for (const mutation of ['putOnRound', 'renewRoundList', 'closeHomeRound']) {
      const came = await s.write(s.coordinator, mutation, mutation === 'putOnRound' ? input : { round: round.id });
      expect(problemsOf(came)).toEqual([['round', 'ALREADY_ENDED']]);
    }
  });

  it('is over for whoever asked while another said so', async () => {
    const { round, resident, home } = await oneOnRound();
    await s.make.incident({ resident, home, occurredAt: yesterday() });
    const uuid = round.id.replace('HomeRound:', '');
    const other = await s.database.owner.connect();
    await other.query('begin');
    await other.query(`select pg_advisory_xact_lock(hashtext('caregraph statement'), hashtext($1))`, [`round ${uuid}`]);
    await other.query('update home_round set closed_at = now() where id = $1', [uuid]);
    const renewing = s.write(s.coordinator, 'renewRoundList', { round: round.id });
    await untilSomebodyWaits(s.database.owner);
    await other.query('commit');
    other.release();
    expect(problemsOf(await renewing)).toEqual([['round', 'ALREADY_ENDED']]);
  });

  it('belongs to the practice that holds it: a colleague reads it and writes nothing on it, and others not even that', async () => {
    const { home, round, visit } = await oneOnRound();
    const colleague = await s.hub.as(s.colleague.organisation.code, 'clinician', 'DIRECT_CARE');
    for (const mutation of ['closeHomeRound', 'renewRoundList'])
      expect(problemsOf(await s.write(colleague, mutation, { round: round.id }))).toEqual([['round', 'UNKNOWN']]);
    const outcome = { roundVisit: visit.id, version: 1, ...seen };
    expect(problemsOf(await s.write(colleague, 'recordRoundOutcome', outcome))).toEqual([['roundVisit', 'UNKNOWN']]);
    const manager = await s.hub.as(home.organisation.code, 'manager', 'DIRECT_CARE');
    const analyst = await s.hub.as(s.practice.organisation.code, 'analyst', 'PLANNING');
    for (const [viewer, code] of [
      [manager, 'NOT_SHARED'],
      [analyst, 'FORBIDDEN'],
    ] as const) {
      const { errors } = await s.asked(viewer, 'recordRoundOutcome', outcome);
      expect(errors?.[0]?.extensions.code).toBe(code);
    }
  });

  it('is written in the database by its own practice alone, and only about those for whom it cares', async () => {
    const { resident, round } = await oneOnRound();
    const uuid = round.id.replace('HomeRound:', '');
    const as = ({ organisation }: typeof s.practice, person: string) =>
      asking(
        s.database.pools.write,
        { agency: 'practice', organisation },
        `insert into round_visit (author_id, resident_id, round_id, reasons) values ($1, $2, $3, '{}')`,
        [organisation.id, person, uuid],
      );
    await expect(as(s.practice, (await s.make.resident()).id)).rejects.toThrow('row-level security');
    const patient = await s.someone(await s.home());
    await expect(as(s.practice, patient.id)).resolves.toEqual([]);
    const theirs = await s.someone(await s.home(), { registeredWith: s.colleague });
    await expect(as(s.colleague, theirs.id)).rejects.toThrow('its own rounds');
    await expect(as(s.practice, resident.id)).rejects.toThrow('round_visit_once_on_list');
  });

  it('has one effect and one answer for one key', async () => {
    const home = await s.home();
    const input = { idempotencyKey: 'once-for-one-key', home: home.code };
    const first = await s.asked(s.coordinator, 'startHomeRound', input);
    expect((await s.asked(s.coordinator, 'startHomeRound', input)).data).toEqual(first.data);
    const other = await s.asked(s.coordinator, 'startHomeRound', { ...input, plannedFor: '2026-12-01' });
    expect(other.errors?.[0]?.extensions.code).toBe('IDEMPOTENCY_KEY_REUSED');
    const { data } = await s.coordinator.ask<{ careHome: { homeRounds: { nodes: Round[] } } }>(
      `{ careHome(cqcLocationId: "${home.code}") { homeRounds { nodes { id } } } }`,
    );
    expect(data.careHome.homeRounds.nodes).toHaveLength(1);
  });
});
