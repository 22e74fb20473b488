import { expect, it } from '@jest/globals';
import { Rights } from '../../../../src/access/reading/rights.ts';
import type { Place } from '../../../../src/access/record/plan.ts';
import { type Happening, type Seen, tellable } from '../../../../src/access/record/report/telling.ts';
import type { Asking } from '../../../../src/agreement/decide.ts';
import type { Agreement } from '../../../../src/agreement/model.ts';
import { readAgreement } from '../../../../src/agreement/read.ts';
import { recordBits, relationshipBits } from '../../../../src/agreement/relationships.ts';
import { agreementFile } from '../../../support/hub.ts';

const agreement = readAgreement(agreementFile, { early: true });
const since = new Date('2026-10-01T12:00:00Z');
const entry: Happening = {
  at: new Date('2026-10-02T12:00:00Z'),
  ...{ kind: 'READ', agency: 'council', role: 'finance', purpose: 'FUNDING', operation: 'resident' },
};
const seen = (path: string, type: string, mask: number): Seen => ({
  place: { path, type, fields: ['id'] } as Place,
  mask,
  records: 1,
});
const rightsIn = (other: Agreement, { agency, role, purpose }: Happening) =>
  new Rights(other, { agency, role, purpose } as Asking, { projection: true });
const told = (more: Partial<Happening>, all: Seen[] = [], other = agreement) => {
  const one = { ...entry, ...more };
  return tellable(one, all, since, rightsIn(other, one));
};
const { 'council.funder': funder, 'council.safeguarding': enquiry, 'home.current': home } = relationshipBits;

it('tells all from before the enquiry, and all where none is open', () => {
  const all = [seen('resident', 'SafeguardingConcern', enquiry)];
  const before = { ...entry, at: new Date('2026-10-01T11:59:59Z') };
  expect(tellable(before, all, since, undefined)).toBe(all);
  expect(tellable(entry, all, null, undefined)).toBe(all);
  expect(told({}, all)).toBeNull();
});

it('takes the relationship of an enquiry away, and with it what no other relationship opened', () => {
  const both = seen('resident', 'Resident', funder | enquiry);
  const alone = seen('resident.incidents', 'Incident', enquiry | recordBits.author);
  expect(told({}, [both, alone])).toEqual([{ ...both, mask: funder }]);
  expect(told({}, [alone])).toBeNull();
});

it('takes a record away that the other relationship would not have opened', () => {
  const summary = seen('resident.clinicalSummary', 'ClinicalSummary', funder | enquiry);
  const incident = seen('resident.incidents', 'Incident', funder | enquiry);
  expect(told({}, [summary, incident])).toEqual([{ ...incident, mask: funder }]);
});

it('takes away that a record was released, whatever record', () => {
  const released = seen('resident.incidents', 'Incident', home | recordBits.released);
  const manager = { agency: 'home', role: 'manager', purpose: 'DIRECT_CARE' };
  expect(told(manager, [released])).toEqual([{ ...released, mask: home }]);
});

it('takes away what was reached through a concern, and leaves what stands beside it', () => {
  const all = [
    seen('resident', 'Resident', home),
    seen('resident.safeguardingConcerns', 'SafeguardingConcern', home),
    seen('resident.safeguardingConcerns.resident', 'Resident', home),
    seen('resident.safeguardingConcernsOfOld', 'Incident', home),
  ];
  expect(told({ agency: 'home' }, all)).toEqual([all[0], all[3]]);
});

it('tells of rows that bear no mask, such as alerts, unless they are about an enquiry', () => {
  const alerts = seen('privacyAlerts', 'PrivacyAlert', 0);
  expect(told({}, [alerts, seen('safeguardingReleases', 'SafeguardingRelease', 0)])).toEqual([alerts]);
});

it('tells of no write for an enquiry, and of none that an agreement may allow by it', () => {
  expect(told({ kind: 'WRITE', operation: 'recordObjection' })).toEqual([]);
  expect(
    told({ kind: 'WRITE', operation: 'recordObjection', role: 'social-worker', purpose: 'SAFEGUARDING' }),
  ).toBeNull();
  expect(
    told({ kind: 'WRITE', operation: 'raiseSafeguardingConcern', agency: 'home', purpose: 'DIRECT_CARE' }),
  ).toBeNull();
  const rule = agreement.purposes.get('FUNDING');
  const wider = {
    ...agreement,
    purposes: new Map([...agreement.purposes, ['FUNDING', { ...rule, relationships: funder | enquiry }]]),
  } as typeof agreement;
  const write = { ...entry, kind: 'WRITE', operation: 'recordObjection' } as const;
  expect(told(write, [], wider)).toBeNull();
  expect(tellable(write, [], since, undefined)).toBeNull();
});

it('never tells of an attempt to raise a concern that came to nothing', () => {
  const attempt = { ...entry, kind: 'REFUSAL', agency: 'home', operation: 'raiseSafeguardingConcern' } as const;
  expect(tellable(attempt, [], null, undefined)).toBeNull();
  expect(tellable({ ...attempt, operation: 'recordObjection' }, [], null, undefined)).toEqual([]);
});

it('knows by name all mutations that write what is about an enquiry', () => {
  const about = [...agreement.writes].filter(([, { subject }]) => subject.startsWith('Safeguarding'));
  expect(about.length).toBeGreaterThan(4);
  for (const [operation] of about) expect(told({ kind: 'WRITE', agency: 'home', operation })).toBeNull();
});
