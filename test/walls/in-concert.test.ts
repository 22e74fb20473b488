import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { getNamedType, isInputObjectType } from 'graphql';
import { type Person, type Setting, setting } from '../subjects/safeguarding/setting.ts';
import type { MadeOrganisation, MadePlace } from '../support/factories.ts';
import type { Asking } from '../support/hub.ts';

/** Somebody who has nothing to do with the resident, and is told everything by others who have. */
interface Conspirator {
  organisation: MadeOrganisation;
  viewer: Asking;
}
const ALERTS = '{ privacyAlerts(first: 100) { nodes { kind organisation { code } relationship } } }';

describe('organisations in concert that have nothing to do with a resident', () => {
  let s: Setting;
  let person: Person;
  let conspirators: Conspirator[];
  /** Ids and cursors as those see them who look after the resident, given away by one of them. */
  let leaked: string[];
  let otherHome: MadePlace;

  beforeAll(async () => {
    s = await setting();
    person = await s.someone();
    await s.raise(s.manager, person);
    otherHome = await s.make.home({ council: s.otherCouncil });
    const otherTrust = await s.make.organisation('trust');
    const someone = async (organisation: MadeOrganisation, role: string, purpose: string): Promise<Conspirator> => ({
      organisation,
      viewer: await s.hub.as(organisation.code, role, purpose, `${role}-${purpose}`),
    });
    conspirators = await Promise.all([
      someone(otherHome.organisation, 'manager', 'DIRECT_CARE'),
      someone(otherHome.organisation, 'privacy-officer', 'INFORMATION_GOVERNANCE'),
      someone(s.otherPractice.organisation, 'clinician', 'DIRECT_CARE'),
      someone(s.otherPractice.organisation, 'privacy-officer', 'INFORMATION_GOVERNANCE'),
      someone(s.trust, 'clinician', 'DIRECT_CARE'),
      someone(s.trust, 'discharge-coordinator', 'DISCHARGE'),
      someone(otherTrust, 'clinician', 'DIRECT_CARE'),
      someone(s.otherCouncil, 'social-worker', 'SAFEGUARDING'),
      someone(s.otherCouncil, 'finance', 'FUNDING'),
      someone(s.icb, 'chc-assessor', 'FUNDING'),
    ]);
    leaked = await leaks();
  });
  afterAll(() => s?.end());

  async function leaks(): Promise<string[]> {
    const everything = `{ residents { edges { cursor node {
      id currentPlacement { id } placements { nodes { id } } safeguardingConcerns { edges { cursor node { id } } }
    } } } }`;
    const texts = await Promise.all([s.manager, s.worker, s.clinician].map((viewer) => viewer.ask(everything)));
    const found = texts.flatMap(({ text }) => [...text.matchAll(/"(?:id|cursor)":"([^"]+)"/g)].map(([, id]) => id));
    // An id tells in its beginning what it names: of each kind, and of cursors, a few will do.
    const kinds = Map.groupBy(new Set(found as string[]), (id) => (id.length === 24 ? id.slice(0, 3) : 'cursor'));
    return [...kinds.values()].flatMap((ids) => ids.slice(0, 2));
  }

  /** What may be written into each field of a mutation's input, if nothing else is said of it. */
  function valueFor(name: string, type: string, id: string, council: string): unknown {
    if (type === 'ID') return id;
    if (type === 'AbuseKind') return ['PHYSICAL'];
    const known: Record<string, unknown> = {
      ...{ nhsNumber: person.nhsNumber, dateOfBirth: person.bornOn, familyName: person.familyName, council },
      ...{ admissionMethod: '21', organisation: s.trust.code, kind: 'DIRECT_CARE_SHARING', decidedBy: 'RESIDENT' },
      ...{ decision: 'ENQUIRY', outcome: name === 'outcome' && type === 'String' ? 'x' : 'JUSTIFIED' },
      ...{
        home: otherHome.code,
        careType: 'NURSING',
        source: 'COUNCIL',
        weeklyAmount: 812.5,
        from: '2026-11-01',
        admittedAt: '2026-11-01T08:30:00Z',
        arrivedAt: new Date(Date.now() - 3_600_000).toISOString(),
        narrative: 'x',
        reason: 'x',
      },
    };
    return known[name];
  }

  /** Calls every mutation of a conspirator's schema with all that was given away; the codes of what came of it. */
  async function tryEverything({ viewer, organisation }: Conspirator, round: string): Promise<string[]> {
    const schema = s.hub.contract.schemas[organisation.agency];
    const mutations = Object.values(schema.getMutationType()?.getFields() ?? {}).filter(
      ({ name }) => name !== 'breakGlass',
    );
    const came: string[] = [];
    for (const { name, args } of mutations) {
      const input = getNamedType(args[0]?.type);
      if (!isInputObjectType(input)) throw new Error(name);
      const fields = Object.values(input.getFields()).map((one) => [one.name, getNamedType(one.type).name] as const);
      const ids = fields.some(([, type]) => type === 'ID') ? leaked : [''];
      for (const [n, id] of ids.entries()) {
        for (const council of name.startsWith('report')
          ? [s.council.code, s.otherCouncil.code]
          : [s.otherCouncil.code]) {
          const values = fields.map(([field, type]) => [field, valueFor(field, type, id, council)] as const);
          const given = { ...Object.fromEntries(values), idempotencyKey: `${round}-${name}-${n}-${council}` };
          const { data, errors } = await viewer.ask<Record<string, { problems: { code: string }[] }> | null>(
            `mutation ($input: ${input.name}!) { ${name}(input: $input) { problems { code } } }`,
            { input: given },
          );
          const [payload] = Object.values(data ?? {});
          came.push(`${name} ${errors?.[0]?.extensions.code ?? payload?.problems[0]?.code ?? 'DONE'}`);
        }
      }
    }
    return came;
  }

  it('bring about nothing by ids that were given away, and find nobody by them', async () => {
    expect(leaked.length).toBeGreaterThan(5);
    const mine = await Promise.all(
      leaked.map((id) => s.manager.ask('query ($id: ID!) { node(id: $id) { id } }', { id })),
    );
    expect(mine.filter(({ text }) => text.includes('"id"')).length).toBeGreaterThan(2);
    for (const { viewer } of conspirators) {
      for (const id of leaked) {
        const { text } = await viewer.ask('query ($id: ID!) { node(id: $id) { id } }', { id });
        expect(text).toMatch(/"data":\{"node":null\}|PURPOSE_NOT_ALLOWED/);
        const { errors } = await viewer.ask('query ($after: String) { residents(after: $after) { nodes { id } } }', {
          after: id,
        });
        expect(errors?.[0]?.extensions.code).toBe('CURSOR_INVALID');
      }
    }
  });

  it('are let in by nothing that all of them say but what opens to a claimant for a day, and the council of the home’s area by a concern', async () => {
    const done = new Set<string>();
    for (const round of ['first', 'again']) {
      const came = await Promise.all(conspirators.map((one, n) => tryEverything(one, `${round}-${n}`)));
      for (const each of came.flat()) if (each.endsWith(' DONE')) done.add(each);
    }
    expect([...done].sort()).toEqual([
      ...[
        'admitResident DONE',
        'claimAttendance DONE',
        'claimFunding DONE',
        'claimRegistration DONE',
        'claimStay DONE',
        'reportSafeguardingConcern DONE',
      ],
    ]);
    const { rows } = await s.database.owner.query<{ code: string; kind: string; hours: number | null }>(
      `select organisation.code, kind, extract(epoch from until - since)::int / 3600 as hours
         from hub.relationship join organisation on organisation.id = organisation_id
         where resident_id = $1 and organisation_id = any ($2::uuid[]) and until is distinct from now()`,
      [person.id, conspirators.map(({ organisation }) => organisation.id)],
    );
    expect(rows.every(({ kind, hours }) => kind.endsWith('.emergency') && hours !== null && hours <= 24)).toBe(true);
    const letIn = new Set(rows.map(({ code }) => code));
    expect([...letIn].every((code) => code !== s.otherCouncil.code && code !== s.icb.code)).toBe(true);
    for (const { viewer, organisation } of conspirators) {
      if (letIn.has(organisation.code)) continue;
      const found = await s.finds(viewer, person);
      // A home that says that she moved in finds what it said, in a record of its own.
      if (organisation !== otherHome.organisation) expect(found).toBeNull();
      else expect(found?.safeguardingConcerns ?? null).toBeNull();
    }
  });

  it('are all told to the home and the practice that look after the resident, each that was let in or asked to be', async () => {
    const claimants = conspirators.map(({ organisation }) => organisation).filter(({ agency }) => agency === 'trust');
    for (const { code } of [s.home.organisation, s.practice.organisation]) {
      const officer = await s.hub.as(code, 'privacy-officer', 'INFORMATION_GOVERNANCE');
      type Alerts = { privacyAlerts: { nodes: { kind: string; organisation: { code: string } | null }[] } };
      const { data } = await officer.ask<Alerts>(ALERTS);
      const told = data.privacyAlerts.nodes.map(({ kind, organisation }) => `${kind} ${organisation?.code}`);
      for (const claimant of [...claimants, s.otherPractice.organisation])
        expect(told).toContain(`CLAIM ${claimant.code}`);
    }
  });
});
