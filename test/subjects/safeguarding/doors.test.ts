import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { asking, driftOf } from '../../register/register.ts';
import type { Asking } from '../../support/hub.ts';
import { narrative, nobody, type Person, type Setting, setting } from './setting.ts';

interface Report {
  nhsNumber: string;
  familyName: string;
  narrative: string;
  raisedBy: { code: string };
}
const REPORTS = `{ safeguardingReports(first: 50) { totalCount nodes {
  id nhsNumber dateOfBirth familyName kinds occurredAt ongoingSince location narrative allegedSource immediateAction
  wishes raisedAt raisedBy { code }
} } }`;

describe('a safeguarding concern as a door', () => {
  let s: Setting;
  beforeAll(async () => {
    s = await setting();
  });
  afterAll(() => s.end());

  const reportsTo = async (worker: Asking) =>
    (await worker.ask<{ safeguardingReports: { nodes: Report[] } }>(REPORTS)).data.safeguardingReports.nodes;
  const evidenceOf = async (person: Person) =>
    (
      await s.database.owner.query(
        `select evidence, since, until from hub.relationship
           where resident_id = $1 and kind = 'council.safeguarding' order by since`,
        [person.id],
      )
    ).rows;

  it('opens the resident to the council from when another organisation raises it until it ends, and the register says why', async () => {
    const person = await s.someone();
    await s.raise(s.manager, person);
    const [concern] = await s.concerns(s.worker, person);
    const stored = await s.database.owner.query<{ id: string; raised_at: Date }>(
      'select id, raised_at from safeguarding_concern where resident_id = $1',
      [person.id],
    );
    const { id, raised_at: raised } = stored.rows[0] as { id: string; raised_at: Date };
    expect(await evidenceOf(person)).toEqual([{ evidence: `safeguarding_concern:${id}`, since: raised, until: null }]);
    await s.decide(s.worker, concern?.id, 'NO_FURTHER_ACTION');
    expect(await s.holds(s.council, person)).toEqual(['council.safeguarded']);
    expect(await evidenceOf(person)).toEqual([
      { evidence: `safeguarding_concern:${id}`, since: raised, until: expect.any(Date) },
    ]);
  });

  it('that the council raises itself opens nothing, until another organisation raises one about the same resident', async () => {
    const person = await s.someone();
    expect(await s.report(s.worker, person)).toEqual({ outcome: 'ACCEPTED', problems: [] });
    expect(await s.holds(s.council, person)).toEqual([]);
    expect(await s.finds(s.worker, person)).toBeNull();
    const enquiring = { concern: 'none', decision: 'ENQUIRY' };
    expect((await s.decide(s.worker, enquiring.concern, enquiring.decision)).problems).toHaveLength(1);
    await s.raise(s.manager, person);
    expect((await s.concerns(s.worker, person)).map(({ raisedBy }) => raisedBy?.code).sort()).toEqual(
      [s.council.code, s.home.organisation.code].sort(),
    );
    expect(await evidenceOf(person)).toHaveLength(2);
  });

  it('of the council’s own, once confirmed, stays open until its own end, also when the other has ended', async () => {
    const person = await s.someone();
    await s.report(s.worker, person);
    await s.raise(s.manager, person);
    const concerns = await s.concerns(s.worker, person);
    const by = (code: string) => concerns.find(({ raisedBy }) => raisedBy?.code === code)?.id;
    await s.decide(s.worker, by(s.home.organisation.code), 'NO_FURTHER_ACTION');
    expect(await s.holds(s.council, person)).toEqual(['council.safeguarded', 'council.safeguarding']);
    await s.decide(s.worker, by(s.council.code), 'NO_FURTHER_ACTION');
    expect(await s.holds(s.council, person)).toEqual(['council.safeguarded']);
    await s.report(s.worker, person);
    expect(await s.holds(s.council, person)).toEqual(['council.safeguarded']);
  });

  it('is confirmed neither by a concern raised with another council nor by one that had ended before', async () => {
    const elsewhere = await s.make.resident({
      registeredWith: s.practice,
      familyName: 'O’Brien-Smith',
      bornOn: '1938-03-04',
    });
    await s.raise(s.clinician, elsewhere, { council: s.otherCouncil.code });
    await s.report(s.worker, elsewhere);
    expect(await s.holds(s.council, elsewhere)).toEqual([]);
    expect(await s.holds(s.otherCouncil, elsewhere)).toEqual(['council.safeguarding']);
  });

  it('opens nothing to whoever raises it: not to a stranger who names the person, whatever is named right', async () => {
    const person = await s.someone();
    const stranger = await s.hub.as(s.otherPractice.organisation.code, 'clinician', 'DIRECT_CARE');
    const assessor = await s.hub.as(s.icb.code, 'chc-assessor', 'FUNDING');
    for (const viewer of [stranger, s.hospital, assessor]) {
      expect((await s.report(viewer, person)).outcome).toBe('ACCEPTED');
      expect(await s.finds(viewer, person)).toBeNull();
    }
    for (const organisation of [s.otherPractice.organisation, s.trust, s.icb])
      expect(await s.holds(organisation, person)).toEqual([]);
    expect(await s.concerns(s.worker, person)).toHaveLength(3);
  });

  it('answers a reporter the same for a person who is known, unknown, or of another birthday or name, on one beat', async () => {
    const person = await s.someone();
    const cases = [
      [person, {}],
      [nobody, {}],
      [person, { dateOfBirth: '1938-03-05' }],
      [person, { familyName: 'Jones' }],
      [person, { council: s.otherCouncil.code }],
    ] as const;
    for (const viewer of [s.hospital, s.otherWorker]) {
      const answers = new Set<string>();
      for (const [who, more] of cases) {
        const begun = performance.now();
        answers.add(JSON.stringify(await s.report(viewer, who, more)));
        expect(performance.now() - begun).toBeGreaterThanOrEqual(249);
      }
      expect([...answers]).toEqual(['{"outcome":"ACCEPTED","problems":[]}']);
    }
  });

  it('needs number, birthday and family name that all agree; what does not stays a report to the council that was named', async () => {
    const person = await s.someone();
    await s.report(s.hospital, person, { dateOfBirth: '1938-03-05' });
    await s.report(s.hospital, person, { familyName: 'Jones' });
    expect(await s.holds(s.council, person)).toEqual([]);
    const reports = (await reportsTo(s.worker)).filter(({ nhsNumber }) => nhsNumber === person.nhsNumber);
    expect(reports).toEqual([
      expect.objectContaining({ familyName: 'Jones', narrative, raisedBy: { code: s.trust.code } }),
      expect.objectContaining({ dateOfBirth: '1938-03-05', kinds: ['PHYSICAL'] }),
    ]);
  });

  it('of somebody whom the hub does not know reaches the council in words, and the resident’s record when the person comes', async () => {
    const person = { nhsNumber: '9990000026', familyName: 'Late', bornOn: '1931-01-01' };
    await s.report(s.hospital, person, { dateOfBirth: person.bornOn, familyName: 'LATE', wishes: 'Company.' });
    const [report] = await reportsTo(s.worker);
    expect(report).toMatchObject({ nhsNumber: person.nhsNumber, familyName: 'LATE', narrative, wishes: 'Company.' });
    expect((await reportsTo(s.otherWorker)).map(({ nhsNumber }) => nhsNumber)).not.toContain(person.nhsNumber);
    const resident = await s.make.resident({ ...person, home: s.home });
    expect(await s.holds(s.council, resident)).toEqual(['council.safeguarding']);
    expect((await s.concerns(s.worker, person)).map((one) => one.narrative)).toEqual([narrative]);
    await s.make.change('resident', resident, { given_name: 'Enid' });
    expect(await s.concerns(s.worker, person)).toHaveLength(1);
  });

  it('of somebody who comes to the hub more than a month later opens nothing: a report is no door kept ready', async () => {
    const people = ['9990000034', '9990000042'].map((nhsNumber) => ({ nhsNumber, bornOn: '1931-01-01' }));
    const said = { dateOfBirth: '1931-01-01', familyName: 'Later', council: s.otherCouncil.code };
    for (const person of people) expect((await s.report(s.hospital, person, said)).outcome).toBe('ACCEPTED');
    await s.database.owner.query(
      `update hub.safeguarding_report set made_at = made_at - interval '31 days' where nhs_number = $1`,
      [people[1]?.nhsNumber],
    );
    const held = [];
    for (const person of people) {
      held.push(await s.holds(s.otherCouncil, await s.make.resident({ ...person, familyName: 'Later' })));
    }
    expect(held).toEqual([['council.safeguarding'], []]);
    const reported = (await reportsTo(s.otherWorker)).map(({ nhsNumber }) => nhsNumber);
    expect(reported).toEqual(expect.arrayContaining(people.map(({ nhsNumber }) => nhsNumber)));
  });

  it('stands in the reports for the council that was named, word for word, whether or not the hub knows the person', async () => {
    const person = await s.someone();
    await s.report(s.otherWorker, person, { council: s.otherCouncil.code });
    await s.report(s.otherWorker, nobody, { council: s.otherCouncil.code });
    const [unknown, known] = await reportsTo(s.otherWorker);
    const words = (report: object | undefined) => ({ ...report, id: '', nhsNumber: '', raisedAt: '' });
    expect(words(unknown)).toEqual(words(known));
    expect(unknown?.nhsNumber).toBe(nobody.nhsNumber);
    const finance = await s.hub.as(s.otherCouncil.code, 'finance', 'FUNDING');
    expect((await finance.ask(REPORTS)).errors?.[0]?.extensions.code).toBe('PURPOSE_NOT_ALLOWED');
    expect((await s.manager.ask(REPORTS)).errors?.[0]?.extensions.code).toBe('NOT_SHARED');
  });

  it('twenty times within an hour by name stops the user, whomever it is about', async () => {
    const talker = await s.hub.as(s.otherPractice.organisation.code, 'clinician', 'DIRECT_CARE', 'talker');
    const input = { kinds: ['PHYSICAL'], narrative, ...nobody, dateOfBirth: '1938-03-04', familyName: 'X' };
    const codes = await Promise.all(
      Array.from({ length: 22 }, async (_, n) => {
        const answer = await talker.ask(
          `mutation ($input: ReportSafeguardingConcernInput!) { reportSafeguardingConcern(input: $input) { outcome } }`,
          { input: { ...input, council: s.council.code, idempotencyKey: `talker-${n}-x` } },
        );
        return answer.errors?.[0]?.extensions.code ?? 'ACCEPTED';
      }),
    );
    expect(codes.filter((code) => code === 'TOO_MANY_REQUESTS').length).toBeGreaterThanOrEqual(1);
    const reported = await s.database.owner.query(`select from hub.safeguarding_report where made_by = 'talker'`);
    expect(reported.rowCount).toBe(20);
  });

  it('cannot be made in the database past the functions, nor by an agency for another', async () => {
    const person = await s.someone();
    const { pools } = s.database;
    const report = `'{"kinds": ["PHYSICAL"], "narrative": "x"}'`;
    const as = (agency: 'home' | 'council' | 'trust', organisation: { id: string }) => ({ agency, organisation });
    const own = as('council', s.council);
    for (const sql of [
      `insert into safeguarding_concern (author_id, resident_id, council_id, kinds, narrative)
         values ('${s.home.organisation.id}', '${person.id}', '${s.council.id}', '{PHYSICAL}', 'x')`,
      `update safeguarding_concern set status = 'ENQUIRY'`,
      `insert into hub.release (record_id, resident_id, organisation_id, council_id, reason, released_by)
         values (gen_random_uuid(), '${person.id}', '${s.trust.id}', '${s.council.id}', 'x', 'x')`,
      `select hub.enter_concern('${person.id}', '${s.home.organisation.id}', ${report}, '${s.council.id}', now())`,
      `select hub.person_named('${person.nhsNumber}', '1938-03-04', 'O’Brien-Smith')`,
      'select resident_id from hub.safeguarding_report',
    ]) {
      await expect(asking(pools.write, own, sql)).rejects.toThrow('permission denied');
    }
    const raise = `select hub.raise_concern('${person.id}', ${report}, '${s.council.id}')`;
    await expect(asking(pools.write, own, raise)).rejects.toThrow('stands in no relationship');
    await expect(asking(pools.write, as('council', s.home.organisation), raise)).rejects.toThrow('does not let');
    await expect(asking(pools.write, as('trust', s.trust), raise)).rejects.toThrow('stands in no relationship');
    const decide = `select hub.decide_concern('${person.id}', 'ENQUIRY', null, current_date)`;
    await expect(asking(pools.write, as('home', s.home.organisation), decide)).rejects.toThrow('permission denied');
  });

  it('leaves the register equal to its recomputation', async () => {
    expect(await driftOf(s.database.owner)).toEqual([]);
  });
});
