import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { driftOf } from '../../register/register.ts';
import { contentsOf } from '../../support/contents.ts';
import { narrative, type Setting, setting } from './setting.ts';

describe('a safeguarding concern', () => {
  let s: Setting;
  beforeAll(async () => {
    s = await setting();
  });
  afterAll(() => s.end());

  it('is raised by the home with the council of its area, which sees all of it from then on', async () => {
    const person = await s.someone();
    expect(await s.finds(s.worker, person)).toBeNull();
    const said = {
      kinds: ['PHYSICAL', 'NEGLECT_OR_OMISSION', 'PHYSICAL'],
      occurredAt: '2026-11-20T21:15:00Z',
      location: 'her room',
      allegedSource: 'a night carer',
      immediateAction: 'The carer was sent home.',
      wishes: 'To be left in peace at night.',
    };
    const { record, problems } = await s.raise(s.manager, person, said);
    expect(problems).toEqual([]);
    expect(record).toEqual({ id: expect.any(String), status: 'RAISED', narrative });
    const [found] = await s.concerns(s.worker, person);
    expect(found).toEqual({
      id: expect.any(String),
      raisedBy: { code: s.home.organisation.code },
      council: { code: s.council.code },
      ...{ ...said, kinds: ['PHYSICAL', 'NEGLECT_OR_OMISSION'], occurredAt: '2026-11-20T21:15:00.000Z' },
      ...{ ongoingSince: null, narrative, status: 'RAISED', raisedAt: expect.any(String) },
      ...{ outcome: null, decidedOn: null, withheld: [] },
    });
    expect(found?.id).not.toBe(record?.id);
  });

  it('is raised by a care worker, and read again by who answers for the home alone', async () => {
    const person = await s.someone();
    const carer = await s.hub.as(s.home.organisation.code, 'care-worker', 'DIRECT_CARE', 'a night carer');
    await s.raise(s.manager, person, { allegedSource: 'a night carer' });
    const [raised] = await s.concerns(s.manager, person);
    const { record, problems } = await s.raise(carer, person, { narrative: 'She cries when he comes in.' });
    expect({ record, problems }).toEqual({ record: null, problems: [] });
    expect(await s.concerns(s.manager, person)).toHaveLength(2);
    const other = await s.someone();
    for (const one of [person, other]) {
      const found = await s.finds(carer, one);
      expect(found?.safeguardingConcerns).toBeNull();
      expect(found?.withheld.map(({ field }) => field)).toContain('safeguardingConcerns');
    }
    const { data } = await carer.ask('query ($id: ID!) { node(id: $id) { id } }', { id: raised?.id });
    expect(data).toEqual({ node: null });
  });

  it('goes to the council of the home’s area, whichever the raiser names', async () => {
    const person = await s.someone();
    await s.raise(s.clinician, person, { council: s.otherCouncil.code });
    expect(await s.holds(s.council, person)).toEqual(['council.safeguarding']);
    expect(await s.holds(s.otherCouncil, person)).toEqual([]);
  });

  it('about somebody who lives in no home goes to the council that the raiser names, and needs one', async () => {
    const person = await s.make.resident({ registeredWith: s.practice });
    expect((await s.raise(s.clinician, person)).problems).toEqual([{ path: ['input', 'council'], code: 'REQUIRED' }]);
    for (const code of [s.trust.code, 'NOBODY']) {
      const { problems } = await s.raise(s.clinician, person, { council: code });
      expect(problems).toEqual([{ path: ['input', 'council'], code: 'UNKNOWN' }]);
    }
    expect((await s.raise(s.clinician, person, { council: s.otherCouncil.code })).problems).toEqual([]);
    expect(await s.holds(s.otherCouncil, person)).toEqual(['council.safeguarding']);
  });

  it('shows its raiser what it wrote and how far it has come, and nothing of what the council found', async () => {
    const person = await s.someone();
    await s.raise(s.clinician, person);
    const [known] = await s.concerns(s.worker, person);
    await s.decide(s.worker, known?.id, 'ENQUIRY', { outcome: 'The son has her bank card.' });
    const [own] = await s.concerns(s.clinician, person);
    expect(own).toMatchObject({ narrative, status: 'ENQUIRY', outcome: null, decidedOn: null });
    expect(own?.withheld.map(({ field }) => field).sort()).toEqual(['decidedOn', 'outcome']);
  });

  it('is not there for anybody else: the answer is the same, byte for byte, as if there were none', async () => {
    const [with_, without] = [await s.someone(), await s.someone()];
    for (const person of [with_, without]) {
      await s.make.stay({ resident: person, trust: s.trust, admittedAt: '2026-11-01T10:00Z' });
    }
    await s.raise(s.clinician, with_);
    const [concern] = await s.concerns(s.worker, with_);
    const finance = await s.hub.as(s.council.code, 'finance', 'FUNDING');
    for (const viewer of [s.manager, s.hospital, finance]) {
      const found = await Promise.all([with_, without].map((person) => s.finds(viewer, person)));
      const [here, there] = found.map((one) => JSON.stringify(one)?.replace(one?.id ?? '', ''));
      expect(here).toBe(there);
      const explained = await Promise.all(
        [with_, without].map(({ nhsNumber }) =>
          viewer.ask(
            `query ($nhsNumber: NhsNumber!) { explainAccess(resident: { nhsNumber: $nhsNumber }, field: "Resident.safeguardingConcerns") {
              form clause because relationships { kind } opens { relationships records } } }`,
            { nhsNumber },
          ),
        ),
      );
      expect(explained[0]?.text).toBe(explained[1]?.text);
      for (const id of [concern?.id, 'nonsense']) {
        const { data } = await viewer.ask('query ($id: ID!) { node(id: $id) { id } }', { id });
        expect(data).toEqual({ node: null });
      }
    }
    const [home] = await Promise.all([s.finds(s.manager, with_)]);
    expect(home?.safeguardingConcerns).toEqual({ totalCount: 0, nodes: [] });
    expect(home?.withheld).toContainEqual(expect.objectContaining({ field: 'safeguardingConcerns', form: 'own' }));
  });

  it('is told to no privacy officer: an alert would warn whoever is enquired about', async () => {
    const person = await s.someone();
    await s.raise(s.clinician, person);
    expect(await s.holds(s.council, person)).toEqual(['council.safeguarding']);
    const { rows } = await s.database.owner.query(
      `select from hub.privacy_alert where resident_id = $1 and about_id = $2`,
      [person.id, s.council.id],
    );
    expect(rows).toEqual([]);
  });

  it('is opened by no emergency, not even to the one who raised it', async () => {
    const person = await s.someone();
    const emergency = await s.hub.as(s.otherPractice.organisation.code, 'clinician', 'DIRECT_CARE', 'dr-e');
    await emergency.ask(`mutation ($input: BreakGlassInput!) { breakGlass(input: $input) { outcome } }`, {
      input: {
        ...{ idempotencyKey: 'glass-for-concern', nhsNumber: person.nhsNumber, dateOfBirth: person.bornOn },
        ...{ familyName: person.familyName, reason: 'Unconscious' },
      },
    });
    await s.raise(s.clinician, person);
    const raised = await s.raise(emergency, person);
    expect(raised).toMatchObject({ record: null, problems: [] });
    const found = await s.finds(emergency, person);
    expect(found?.safeguardingConcerns).toBeNull();
    expect(found?.withheld).toContainEqual(expect.objectContaining({ field: 'safeguardingConcerns', form: null }));
    expect(await s.concerns(s.worker, person)).toHaveLength(2);
  });

  it('is decided step by step, each step kept as a version', async () => {
    const person = await s.someone();
    await s.raise(s.manager, person);
    const [{ id } = { id: '' }] = await s.concerns(s.worker, person);
    expect((await s.decide(s.worker, id, 'CLOSED')).problems).toEqual([
      { path: ['input', 'decision'], code: 'NOT_POSSIBLE' },
    ]);
    expect((await s.decide(s.worker, id, 'ENQUIRY', { outcome: null })).record).toMatchObject({
      id,
      status: 'ENQUIRY',
      outcome: null,
      decidedOn: expect.any(String),
    });
    expect((await s.decide(s.worker, id, 'ENQUIRY')).problems).toEqual([
      { path: ['input', 'decision'], code: 'ALREADY_RECORDED' },
    ]);
    expect((await s.decide(s.worker, id, 'CLOSED', { outcome: ' ' })).problems).toEqual([
      { path: ['input', 'outcome'], code: 'REQUIRED' },
    ]);
    expect((await s.decide(s.worker, id, 'CLOSED')).problems).toEqual([]);
    const { rows } = await s.database.owner.query(
      `select version, status, outcome, valid_until is null as current from safeguarding_concern
         where resident_id = $1 order by version`,
      [person.id],
    );
    expect(rows).toEqual([
      { version: 1, status: 'RAISED', outcome: null, current: false },
      { version: 2, status: 'ENQUIRY', outcome: null, current: false },
      { version: 3, status: 'CLOSED', outcome: 'Found and settled.', current: true },
    ]);
    const [own] = await s.concerns(s.manager, person);
    expect(own).toMatchObject({ status: 'CLOSED', outcome: null });
  });

  it('that has ended is still read by the council that dealt with it, and nothing else of the resident is', async () => {
    const person = await s.someone();
    await s.raise(s.manager, person);
    const [{ id } = { id: '' }] = await s.concerns(s.worker, person);
    await s.decide(s.worker, id, 'ENQUIRY');
    const { record } = await s.decide(s.worker, id, 'CLOSED');
    expect(record).toMatchObject({ id, status: 'CLOSED', outcome: 'Found and settled.' });
    const [closed] = await s.concerns(s.worker, person);
    expect(closed).toMatchObject({ id, narrative, status: 'CLOSED', outcome: 'Found and settled.', withheld: [] });
    const { data } = await s.worker.ask(
      `query ($nhsNumber: NhsNumber!) { resident(nhsNumber: $nhsNumber) {
         nhsNumber familyName dateOfBirth registeredPractice { name } placements { totalCount } incidents { totalCount }
         personalSummary { nextOfKinName } } }`,
      { nhsNumber: person.nhsNumber },
    );
    expect(data).toEqual({
      resident: {
        ...{ nhsNumber: person.nhsNumber, familyName: person.familyName, dateOfBirth: null, registeredPractice: null },
        ...{ placements: null, incidents: null, personalSummary: null },
      },
    });
    // Not by other officers, not for other purposes, not by other councils; nor what others deal with later.
    const finance = await s.hub.as(s.council.code, 'finance', 'FUNDING');
    expect([await s.finds(finance, person), await s.finds(s.otherWorker, person)]).toEqual([null, null]);
    const elsewhere = await s.make.home({ council: s.otherCouncil });
    await s.database.owner.query('update placement set home_id = $2 where resident_id = $1', [person.id, elsewhere.id]);
    const nextManager = await s.hub.as(elsewhere.organisation.code, 'manager', 'DIRECT_CARE');
    expect((await s.raise(nextManager, person, { narrative: 'Another.' })).problems).toEqual([]);
    expect(await s.concerns(s.otherWorker, person)).toHaveLength(2);
    expect(await s.concerns(s.worker, person)).toEqual([closed]);
  });

  it('is decided on a day between that on which it was raised and today', async () => {
    const person = await s.someone();
    await s.raise(s.manager, person);
    const [{ id } = { id: '' }] = await s.concerns(s.worker, person);
    for (const [decidedOn, code] of [
      ['2999-01-01', 'IN_FUTURE'],
      ['2020-01-01', 'TOO_EARLY'],
    ]) {
      const { problems } = await s.decide(s.worker, id, 'ENQUIRY', { decidedOn });
      expect(problems).toEqual([{ path: ['input', 'decidedOn'], code }]);
    }
  });

  it('says what is feared and of which kind, at no greater length than can be read, and of no day to come', async () => {
    const person = await s.someone();
    for (const [more, field, code] of [
      [{ narrative: ' ' }, 'narrative', 'REQUIRED'],
      [{ narrative: 'x'.repeat(10_001) }, 'narrative', 'TOO_LONG'],
      [{ kinds: [] }, 'kinds', 'REQUIRED'],
      [{ wishes: 'x'.repeat(2_001) }, 'wishes', 'TOO_LONG'],
      [{ occurredAt: '2999-01-01T00:00:00Z' }, 'occurredAt', 'IN_FUTURE'],
      [{ ongoingSince: '2999-01-01' }, 'ongoingSince', 'IN_FUTURE'],
    ] as const) {
      const { record, problems } = await s.raise(s.manager, person, more);
      expect({ record, problems }).toEqual({ record: null, problems: [{ path: ['input', field], code }] });
    }
  });

  it('is raised about somebody whom the raiser knows; of another resident, or none, the answer is one', async () => {
    const person = await s.someone();
    const stranger = await s.finds(s.clinician, person);
    const answers = [stranger?.id, 'nonsense'].map((resident) => s.raise(s.hospital, person, { resident }));
    for (const answer of await Promise.all(answers)) {
      expect(answer).toEqual({ record: null, problems: [{ path: ['input', 'resident'], code: 'UNKNOWN' }] });
    }
  });

  it('is raised, decided and released by nobody whom the agreement does not name, and then nothing changes', async () => {
    const person = await s.someone();
    await s.raise(s.manager, person);
    const [{ id } = { id: '' }] = await s.concerns(s.worker, person);
    const before = await contentsOf(s.database.owner);
    const input = { idempotencyKey: 'by-the-wrong-one', concern: id };
    const decide = `mutation ($input: DecideSafeguardingConcernInput!) { decideSafeguardingConcern(input: $input) { problems { code } } }`;
    for (const [organisation, role, purpose, code] of [
      [s.council, 'finance', 'FUNDING', 'FORBIDDEN'],
      [s.council, 'broker', 'DISCHARGE', 'FORBIDDEN'],
      [s.council, 'privacy-officer', 'INFORMATION_GOVERNANCE', 'FORBIDDEN'],
      [s.home.organisation, 'manager', 'DIRECT_CARE', 'NOT_SHARED'],
      [s.trust, 'clinician', 'DIRECT_CARE', 'NOT_SHARED'],
      [s.icb, 'chc-assessor', 'FUNDING', 'NOT_SHARED'],
    ] as const) {
      const viewer = await s.hub.as(organisation.code, role, purpose);
      const { errors } = await viewer.ask(decide, { input: { ...input, decision: 'ENQUIRY' } });
      expect(errors?.map(({ extensions }) => extensions.code)).toContain(code);
    }
    const analyst = await s.hub.as(s.home.organisation.code, 'analyst', 'PLANNING');
    const { errors } = await analyst.ask(
      `mutation ($input: RaiseSafeguardingConcernInput!) { raiseSafeguardingConcern(input: $input) { problems { code } } }`,
      { input: { idempotencyKey: 'by-the-wrong-one', resident: 'x', kinds: ['PHYSICAL'], narrative } },
    );
    expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    expect(await contentsOf(s.database.owner)).toEqual(before);
  });

  it('is decided by no other council than the one with which it was raised', async () => {
    const person = await s.someone();
    await s.make.enquiry({ resident: person, council: s.otherCouncil, openedOn: '2026-11-01' });
    await s.raise(s.manager, person);
    const [seen] = await s.concerns(s.otherWorker, person);
    expect(seen).toMatchObject({ narrative, council: { code: s.council.code } });
    expect((await s.decide(s.otherWorker, seen?.id, 'ENQUIRY')).problems).toEqual([
      { path: ['input', 'concern'], code: 'UNKNOWN' },
    ]);
    expect(await s.release(s.otherWorker, seen?.id, s.practice.organisation)).toEqual([
      { path: ['input', 'concern'], code: 'UNKNOWN' },
    ]);
  });

  it('leaves the register equal to its recomputation', async () => {
    expect(await driftOf(s.database.owner)).toEqual([]);
  });
});
