import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { asking } from '../../register/register.ts';
import type { MadeOrganisation } from '../../support/factories.ts';
import { RECORD, type Setting, setting } from './setting.ts';

let s: Setting;
beforeAll(async () => {
  s = await setting();
});
afterAll(() => s.end());

const READ = `query ($nhsNumber: NhsNumber!) { resident(nhsNumber: $nhsNumber) {
  incidents { nodes { kind harm version narrative headInjury onAnticoagulant conveyed withheld { field } } } } }`;
interface Read {
  resident: { incidents: { nodes: Record<string, unknown>[] } };
}

describe('an incident that a home records', () => {
  it('shows as it was told, and at once to the practice', async () => {
    const { nhsNumber, known } = await s.someone();
    const told = {
      ...{ subtype: 'FOUND_ON_FLOOR', location: ' The corridor ', narrative: 'Found by Ada, cheerful.' },
      ...{ headInjury: true, fracture: false, onAnticoagulant: true, ambulanceCalled: true, conveyed: true },
    };
    const { record, problems } = await s.record(s.worker, known, told);
    expect(problems).toEqual([]);
    expect(record).toMatchObject({
      ...{ ...told, location: 'The corridor', kind: 'FALL', harm: 'LOW', psychologicalHarm: null, version: 1 },
      ...{ occurredAt: '2026-05-04T06:30:00.000Z', presentOnAdmission: null, home: expect.anything() },
    });
    const { data } = await s.clinician.ask<Read>(READ, { nhsNumber });
    expect(data.resident.incidents.nodes).toEqual([
      {
        ...{ kind: 'FALL', harm: 'LOW', version: 1, narrative: told.narrative },
        ...{ headInjury: true, onAnticoagulant: true, conveyed: true, withheld: [] },
      },
    ]);
  });

  it('tells the council that pays that there was a fall, and neither injury, medicine nor what staff wrote', async () => {
    const { id, nhsNumber, known } = await s.someone();
    const { rows } = await s.database.owner.query('select id from placement where resident_id = $1', [id]);
    await s.make.funding({ resident: { id }, home: s.home, placement: rows[0], source: 'COUNCIL', payer: s.council });
    const told = { narrative: 'By the bed.', headInjury: true, onAnticoagulant: true, conveyed: false };
    await s.record(s.worker, known, told);
    const finance = await s.hub.as(s.council.code, 'finance', 'FUNDING');
    const question = READ.replace('narrative headInjury onAnticoagulant ', '');
    const { data } = await finance.ask<Read>(question, { nhsNumber });
    expect(data.resident.incidents.nodes).toEqual([
      { kind: 'FALL', harm: 'LOW', version: 1, conveyed: false, withheld: [] },
    ]);
    const enquirer = await finance.ask(READ, { nhsNumber });
    expect(enquirer.errors?.map(({ extensions }) => extensions.code)).toContain('NOT_SHARED');
  });

  it.each([
    ['subtype', { subtype: 'CATEGORY_2' }],
    ['presentOnAdmission', { presentOnAdmission: false }],
    ['headInjury', { kind: 'CHOKING', headInjury: true }],
    ['conveyed', { kind: 'PRESSURE_ULCER', subtype: 'CATEGORY_3', conveyed: false }],
    ['subtype', { kind: 'BEHAVIOUR', subtype: 'WITNESSED' }],
  ])('holds nothing that belongs to another kind: %s of %j', async (field, more) => {
    const { known } = await s.someone();
    const { record, problems } = await s.record(s.worker, known, more);
    expect([record, problems]).toEqual([null, [{ path: ['input', field], code: 'NOT_OF_THIS_KIND' }]]);
  });

  it.each([
    ['PRESSURE_ULCER', { subtype: 'UNSTAGEABLE', presentOnAdmission: true, deviceRelated: false }],
    ['MEDICATION_ERROR', { subtype: 'NOT_SIGNED', harm: 'NONE', psychologicalHarm: 'LOW' }],
    ['INFECTION', { subtype: 'SCABIES' }],
    ['DEATH', { harm: 'FATAL' }],
  ])('is of any kind, with what belongs to it: %s', async (kind, more) => {
    const { known } = await s.someone();
    expect((await s.record(s.worker, known, { kind, ...more })).record).toMatchObject({ kind, ...more });
  });

  it('happened neither in the future nor while the resident lived elsewhere', async () => {
    const { known } = await s.someone();
    const at = (occurredAt: string) => s.record(s.worker, known, { occurredAt });
    expect((await at('2999-01-01T00:00:00Z')).problems).toEqual([{ path: ['input', 'occurredAt'], code: 'IN_FUTURE' }]);
    expect((await at('2024-01-31T20:00:00Z')).problems).toEqual([
      { path: ['input', 'occurredAt'], code: 'NOT_RESIDENT_THEN' },
    ]);
    // It is already the first of February there.
    expect((await at('2024-02-01T00:30:00Z')).problems).toEqual([]);
  });

  it('is told in texts that a page can hold', async () => {
    const { known } = await s.someone();
    const long = { location: 'x'.repeat(501), narrative: 'x'.repeat(10_001), internalNote: 'x'.repeat(10_001) };
    const { problems } = await s.record(s.worker, known, long);
    expect(problems.map(({ path, code }) => [path[1], code])).toEqual(
      Object.keys(long).map((field) => [field, 'TOO_LONG']),
    );
  });

  it('has one effect and one answer for one key, and the key serves no other', async () => {
    const { id, known } = await s.someone();
    const input = {
      idempotencyKey: s.key(),
      resident: known,
      kind: 'FALL',
      harm: 'NONE',
      occurredAt: '2026-05-05T09:00:00Z',
    };
    const first = await s.worker.ask(RECORD, { input });
    expect((await s.worker.ask(RECORD, { input })).data).toEqual(first.data);
    const other = await s.worker.ask(RECORD, { input: { ...input, harm: 'SEVERE' } });
    expect(other.errors?.[0]?.extensions.code).toBe('IDEMPOTENCY_KEY_REUSED');
    const { rows } = await s.database.owner.query('select harm from incident where resident_id = $1', [id]);
    expect(rows).toEqual([{ harm: 'NONE' }]);
  });

  it('keeps the note of the home’s own inquiry from everybody', async () => {
    const { id, known } = await s.someone();
    await s.record(s.worker, known, { internalNote: ' Ask about the night rota. ' });
    const { rows } = await s.database.owner.query('select internal_note from incident where resident_id = $1', [id]);
    expect(rows).toEqual([{ internal_note: 'Ask about the night rota.' }]);
    expect(s.hub.contract.schemas.home.getType('Incident')).not.toHaveProperty('_fields.internalNote');
  });
});

describe('an incident is recorded by nobody else', () => {
  it.each([
    ['practice', 'clinician', 'DIRECT_CARE', 'NOT_SHARED'],
    ['home', 'privacy-officer', 'INFORMATION_GOVERNANCE', 'FORBIDDEN'],
  ] as const)('not by the %s’s %s', async (place, role, purpose, code) => {
    const { known } = await s.someone();
    const other = await s.hub.as(s[place].organisation.code, role, purpose);
    const input = {
      idempotencyKey: s.key(),
      resident: known,
      kind: 'FALL',
      harm: 'LOW',
      occurredAt: '2026-05-05T09:00:00Z',
    };
    const { errors } = await other.ask(RECORD, { input });
    expect(errors?.[0]?.extensions.code).toBe(code);
  });

  it('not by another home, nor by the one that the resident has left', async () => {
    const { id, known } = await s.someone();
    const unknown = [{ path: ['input', 'resident'], code: 'UNKNOWN' }];
    const other = await s.make.home();
    const stranger = await s.hub.as(other.organisation.code, 'manager', 'DIRECT_CARE');
    expect((await s.record(stranger, known)).problems).toEqual(unknown);
    await s.database.owner.query(`update placement set to_on = '2026-06-01' where resident_id = $1`, [id]);
    expect((await s.record(s.worker, known)).problems).toEqual(unknown);
  });

  describe('in the database, whatever the hub asks for', () => {
    const as = (organisation: MadeOrganisation, sql: string) =>
      asking(s.database.pools.write, { agency: organisation.agency, organisation }, sql);
    const insert = (author: MadeOrganisation, resident: string, more: Record<string, string> = {}) => {
      const usual = { kind: 'CHOKING', harm: 'LOW', occurred_at: '2026-05-05', home_id: s.home.id };
      const row = { author_id: author.id, resident_id: resident, ...usual, ...more };
      const values = Object.values(row).map((value) => `'${value}'`);
      return `insert into incident (${Object.keys(row).join(', ')}) values (${values.join(', ')})`;
    };

    it('not in another’s name, not about a stranger, and by no other agency', async () => {
      const { id } = await s.someone();
      const self = s.home.organisation;
      const stranger = await s.make.resident({ home: await s.make.home() });
      await expect(as(self, insert(self, id))).resolves.toEqual([]);
      await expect(as(self, insert(s.practice.organisation, id))).rejects.toThrow('row-level security');
      await expect(as(self, insert(self, stranger.id))).rejects.toThrow('row-level security');
      await expect(as(s.practice.organisation, insert(s.practice.organisation, id))).rejects.toThrow(
        'permission denied',
      );
    });

    it.each([
      ['incident_details_of_fall', { head_injury: 'true' }],
      ['incident_details_of_ulcer', { device_related: 'false' }],
      ['incident_subtype_of_kind', { subtype: 'WITNESSED' }],
      ['incident_not_in_future', { occurred_at: '2999-01-01' }],
    ])('nor against %s', async (constraint, more) => {
      const { id } = await s.someone();
      await expect(as(s.home.organisation, insert(s.home.organisation, id, more))).rejects.toThrow(constraint);
    });
  });
});
