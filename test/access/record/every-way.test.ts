import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Sealer } from '../../../src/access/record/sealing/sealer.ts';
import { verify } from '../../../src/access/record/sealing/verify.ts';
import { withClient } from '../../../src/database/client.ts';
import { ALERTS, BREAK_GLASS, nobody, REVIEW, type Setting, setting } from '../../subjects/claim/setting.ts';
import { freshFolder } from '../../support/folder.ts';
import type { Asking } from '../../support/hub.ts';
import { othersHaveEnded } from '../../support/server.ts';

interface Entry {
  kind: string;
  outcome: string;
  operation: string | null;
  user: string | null;
  purpose: string | null;
  residents: string[];
  places: string[] | null;
}

let s: Setting;
let clinician: Asking;
let stranger: Asking;
let officer: Asking;
let person: Awaited<ReturnType<Setting['someone']>>;
let shownId: string;
let seen = 0;

beforeAll(async () => {
  s = await setting();
  person = await s.someone();
  clinician = await s.hub.as(s.practice.organisation.code, 'clinician', 'DIRECT_CARE', 'dr-p');
  stranger = await s.hub.as(s.trust.code, 'clinician', 'DIRECT_CARE', 'dr-t');
  officer = await s.officer(s.trust, 'officer-t');
  shownId = await idFor(person.nhsNumber);
});
afterAll(() => s.end());
beforeEach(() => added());

async function idFor(nhsNumber: string): Promise<string> {
  const { data } = await clinician.ask<{ resident: { id: string } }>(
    'query ($n: NhsNumber!) { resident(nhsNumber: $n) { id } }',
    { n: nhsNumber },
  );
  return data.resident.id;
}

/** The entries since this was asked last. */
async function added(): Promise<Entry[]> {
  const { rows } = await s.database.owner.query<Entry>(
    `select entry.kind, entry.outcome, entry.operation, entry."user", entry.purpose, entry.residents,
       array(select place ->> 'path' from jsonb_array_elements(plan.plan -> 'places') place) as places
     from hub.access_entry entry left join hub.access_plan plan on plan.hash = entry.plan order by entry.number`,
  );
  const since = rows.slice(seen);
  seen = rows.length;
  return since;
}
const read = { kind: 'READ', outcome: 'ANSWERED' };
const objecting = `mutation ($input: RecordObjectionInput!) {
  recordObjection(input: $input) { record { id kind } problems { code } }
}`;
const objection = (key: string, resident = shownId) => ({
  input: { idempotencyKey: key, resident, kind: 'ARTICLE_21', decidedBy: 'RESIDENT' },
});

describe('the access record has an entry for', () => {
  it('a question by which nobody was found: who was looked for is nobody’s to keep', async () => {
    await clinician.ask('query ($n: NhsNumber!) { resident(nhsNumber: $n) { id } }', { n: nobody.nhsNumber });
    expect(await added()).toMatchObject([{ ...read, user: 'dr-p', purpose: 'DIRECT_CARE', residents: [] }]);
  });

  it('a record by its id, whatever its type', async () => {
    await clinician.ask('query ($id: ID!) { node(id: $id) { id ... on Resident { familyName } } }', { id: shownId });
    expect(await added()).toMatchObject([{ ...read, operation: 'node', residents: [person.id] }]);
  });

  it('people counted and not named', async () => {
    await clinician.ask('{ residents { totalCount } }');
    expect(await added()).toMatchObject([{ ...read, operation: 'residents', residents: [], places: ['residents'] }]);
  });

  it('an explanation of access, if it tells of somebody', async () => {
    const explain = `query ($n: NhsNumber!) {
      explainAccess(resident: { nhsNumber: $n }, field: "Resident.familyName") { form relationships { kind } }
    }`;
    await clinician.ask(explain, { n: person.nhsNumber });
    await stranger.ask(explain, { n: person.nhsNumber });
    expect((await added()).map(({ residents }) => residents)).toEqual([[person.id], []]);
  });

  it('a write in its own transaction, and what its payload shows beside it', async () => {
    await clinician.ask(objecting, objection('objection-on-record'));
    expect(await added()).toMatchObject([
      { kind: 'WRITE', outcome: 'ANSWERED', operation: 'recordObjection', residents: [person.id] },
      { ...read, operation: 'recordObjection', residents: [person.id] },
    ]);
  });

  it('a write sent again, as what is shown again, and as no second write', async () => {
    await clinician.ask(objecting, objection('objection-on-record'));
    await clinician.ask(objecting.replace('record { id kind }', ''), objection('objection-on-record'));
    expect(await added()).toMatchObject([
      { ...read, residents: [person.id] },
      { kind: 'WRITE', outcome: 'REPEATED', residents: [] },
    ]);
  });

  it('a write that was not done, though it was rolled back', async () => {
    await clinician.ask(objecting, objection('objection-once-more'));
    await stranger.ask(objecting, objection('objection-of-stranger'));
    expect(await added()).toMatchObject([
      { kind: 'REFUSAL', outcome: 'ALREADY_RECORDED', residents: [person.id], user: 'dr-p' },
      { kind: 'REFUSAL', outcome: 'UNKNOWN', residents: [], user: 'dr-t' },
    ]);
  });

  it('all whom the writes of one request name, though none of them was done', async () => {
    const [one, two] = [await s.someone(), await s.someone()];
    const ids = await Promise.all([one, two].map((someone) => idFor(someone.nhsNumber)));
    await added();
    const asked = ids.map((id, n) => ({ ...objection(`objections-not-done-${n}`, id).input, against: 'NOBODY' }));
    await clinician.ask(
      `mutation ($one: RecordObjectionInput!, $two: RecordObjectionInput!) {
        one: recordObjection(input: $one) { problems { code } } two: recordObjection(input: $two) { problems { code } }
      }`,
      { one: asked[0], two: asked[1] },
    );
    expect(await added()).toMatchObject([
      { kind: 'REFUSAL', outcome: 'UNKNOWN', residents: [one.id, two.id], user: 'dr-p' },
    ]);
  });

  it('breaking the glass, with the person whom only the database knows, and none where there is no such person', async () => {
    await stranger.ask(BREAK_GLASS, { input: s.typed(person, { reason: 'Found unconscious' }) });
    await stranger.ask(BREAK_GLASS, { input: s.typed(nobody, { reason: 'Found unconscious' }) });
    expect(await added()).toMatchObject([
      { kind: 'BREAK_GLASS', outcome: 'ANSWERED', operation: 'breakGlass', residents: [person.id], user: 'dr-t' },
      { kind: 'BREAK_GLASS', outcome: 'ANSWERED', residents: [] },
    ]);
  });

  it('a claim', async () => {
    const other = await s.hub.as(s.otherPractice.organisation.code, 'clinician', 'DIRECT_CARE', 'dr-o');
    const claimed = await s.someone();
    await other.ask(
      `mutation ($input: ClaimRegistrationInput!) { claimRegistration(input: $input) { outcome problems { code } } }`,
      { input: s.typed(claimed, { from: '2026-01-01' }) },
    );
    await other.ask('{ myClaims { nodes { id nhsNumber } } }');
    expect(await added()).toMatchObject([
      { kind: 'CLAIM', operation: 'claimRegistration', residents: [claimed.id] },
      { ...read, operation: 'myClaims', residents: [claimed.id], places: ['myClaims'] },
    ]);
  });

  it('the alerts that an officer reads, with whom they are about, and the review of one', async () => {
    const { data } = await officer.ask<{ privacyAlerts: { nodes: { id: string; nhsNumber: string }[] } }>(ALERTS, {});
    const alert = data.privacyAlerts.nodes.find(({ nhsNumber }) => nhsNumber === person.nhsNumber)?.id;
    await officer.ask(REVIEW, { input: { idempotencyKey: 'review-on-record', alert, outcome: 'JUSTIFIED' } });
    expect(await added()).toMatchObject([
      { ...read, operation: 'privacyAlerts', purpose: 'INFORMATION_GOVERNANCE', residents: [person.id] },
      { kind: 'WRITE', operation: 'reviewBreakGlass', residents: [person.id], user: 'officer-t' },
      { ...read, operation: 'reviewBreakGlass', residents: [person.id] },
    ]);
  });

  it('each refusal: by the agreement with what was asked, before that with who asked as far as that is known', async () => {
    await clinician.ask('{ privacyAlerts { nodes { nhsNumber } } }');
    await clinician.ask('{ residents { nodes { favouriteColour } } }');
    await clinician.ask('{ residents {');
    await clinician.ask('{ residents { nodes { id } } }', {}, { 'purpose-of-use': 'FUNDING' });
    await clinician.ask('{ residents { nodes { id } } }', {}, { authorization: 'Bearer none' });
    const response = await fetch(s.hub.url, { method: 'PUT', headers: { authorization: `Bearer ${clinician.token}` } });
    expect(response.status).toBe(405);
    const entries = await added();
    expect(entries.every(({ kind, residents }) => kind === 'REFUSAL' && residents.length === 0)).toBe(true);
    expect(entries.map(({ outcome, user, operation }) => [outcome, user, operation])).toEqual([
      ['PURPOSE_NOT_ALLOWED', 'dr-p', 'privacyAlerts'],
      ['NOT_SHARED', 'dr-p', null],
      ['SYNTAX_ERROR', 'dr-p', null],
      ['PURPOSE_NOT_ALLOWED', 'dr-p', null],
      ['UNAUTHENTICATED', null, null],
      ['METHOD_NOT_ALLOWED', 'dr-p', null],
    ]);
  });

  it('none of what is about nobody: homes, one’s own sign-in, the schema', async () => {
    await clinician.ask('{ careHomes(first: 3) { nodes { id name } } viewer { role } __schema { types { name } } }');
    expect(await added()).toEqual([]);
  });
});

describe('what is kept', () => {
  it('bears the hub’s witness, entry by entry, so that an auditor finds nothing amiss', async () => {
    const { folder, remove } = await freshFolder();
    const anchors = join(folder, 'anchors.log');
    const { adminUrl, name, ownerUrl, key } = s.database;
    await othersHaveEnded(adminUrl, name);
    await withClient(ownerUrl, (owner) => new Sealer(key, anchors).seal(owner, { wait: true }));
    const verdict = await withClient(ownerUrl, (owner) => verify(owner, key, anchors));
    expect(verdict).toMatchObject({ inOrder: true, findings: [] });
    expect(verdict.sealed).toBeGreaterThan(20);
    await remove();
  });

  it('holds nothing that a client wrote: no literal, no alias, no name of an operation', async () => {
    await clinician.ask(
      `query lookForOttoline { ottolineQuince: resident(nhsNumber: "${person.nhsNumber}") { itsName: familyName } }`,
    );
    const { rows } = await s.database.owner.query<{ text: string }>(
      `select concat(plan.plan, entry.operation) as text from hub.access_entry entry
       join hub.access_plan plan on plan.hash = entry.plan order by entry.number desc limit 1`,
    );
    expect(rows[0]?.text).toContain('"resident"');
    for (const word of ['ttoline', 'itsName', person.nhsNumber]) expect(rows[0]?.text).not.toContain(word);
  });
});
