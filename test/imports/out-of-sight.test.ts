import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ClientBase } from 'pg';
import { applyAgreement } from '../../src/agreement/apply.ts';
import { inTransaction, withClient } from '../../src/database/client.ts';
import type { Format } from '../../src/imports/engine/format.ts';
import { readMapping } from '../../src/imports/input/mapping.ts';
import { placements } from '../../src/imports/placements/placements.ts';
import { registrations } from '../../src/imports/registrations/registrations.ts';
import { contractOf } from '../../src/server/contract/contract.ts';
import { type Factories, factoriesOn, type MadeResident } from '../support/factories.ts';
import { freshFolder } from '../support/folder.ts';
import { agreementFile } from '../support/hub.ts';
import { type Said, table } from './support/council-file.ts';
import { columns, patient } from './support/practice-file.ts';
import { type Taking, takingFiles } from './support/taking.ts';

const whole = readMapping('whole: true', []);
const several = (make: () => Promise<MadeResident>) => Promise.all(Array.from({ length: 6 }, make));

describe('a file that names everybody', () => {
  let hub: Taking;
  let make: Factories;
  beforeAll(async () => {
    hub = await takingFiles();
    make = factoriesOn(hub.database.owner);
  });
  afterAll(() => hub?.database.drop());

  /** An agreement by which an objection ends what a practice sees of its own patients. */
  const agreedThatObjectionsEnd = async () => {
    const { folder, remove } = await freshFolder();
    try {
      const file = join(folder, 'agreement.yml');
      const text = readFileSync(agreementFile, 'utf8')
        .replace('ends-with: [DIRECT_CARE_SHARING]', 'ends-with: [ARTICLE_21]')
        .replace('never-ends: [home.current, practice.registered]', 'never-ends: [home.current]');
      await writeFile(file, text);
      const { agreement, tables } = await contractOf(file);
      await withClient(hub.database.ownerUrl, (owner) => applyAgreement(owner, agreement, tables));
    } finally {
      await remove();
    }
  };
  const ended = async (people: readonly MadeResident[], rows: string) => {
    const gone = await hub.rows<{ id: string }>(`select resident_id as id from ${rows} and to_on is not null`);
    return people.map(({ id }) => gone.some((one) => one.id === id));
  };
  /** Whether nobody else holds what is decided about this person. */
  const isFree = ({ nhsNumber }: MadeResident) =>
    withClient(hub.database.ownerUrl, (bystander) =>
      inTransaction(bystander, async () => {
        const text = 'select pg_try_advisory_xact_lock(7201600, hashtext($1) & 255) as free';
        return (await bystander.query<{ free: boolean }>(text, [nhsNumber])).rows[0]?.free;
      }),
    );

  it('ends nobody whom it names or who went out of sight since it was read, and holds her up meanwhile', async () => {
    await agreedThatObjectionsEnd();
    const practice = await make.practice();
    const people = await several(() => make.resident({ registeredWith: practice, since: '2019-05-01' }));
    const [named, hidden, kept] = people as [MadeResident, MadeResident, MadeResident];
    const free: (boolean | undefined)[] = [];
    const watched: Format = {
      ...registrations,
      async merge(...given) {
        const outcome = await registrations.merge(...given);
        free.push(await isFree(hidden));
        return outcome;
      },
    };
    const list = [patient(named.nhsNumber, { Sex: '?' }), patient(kept.nhsNumber)];
    const how = { organisation: practice.organisation.id, mapping: whole, asOf: new Date('2100-01-01') };
    const take = (allowLargeChange: boolean) => hub.take(watched, table(list, columns), { ...how, allowLargeChange });
    expect(await take(false)).toMatchObject({ state: 'ASKING', ended: 4, lines: ['2 Sex NOT_A_VALUE'] });
    for (const resident of [named, hidden]) {
      await make.objection({
        ...{ resident, author: practice.organisation, kind: 'ARTICLE_21', against: practice.organisation },
      });
    }
    expect(await take(true)).toMatchObject({ state: 'DONE', ended: 3, unchanged: 1 });
    expect(await ended(people, 'gp_registration where valid_until is null')).toEqual([
      ...[false, false, false],
      ...[true, true, true],
    ]);
    expect(free).toEqual([false, false]);
    expect(await hub.rows('select * from hub.relationship_drift()')).toEqual([]);
  });

  it('ends nobody who comes into sight after those were held whom it ends', async () => {
    const council = await make.organisation('council');
    const home = await make.home({ council });
    const people = await several(async () => {
      const resident = await make.resident({ author: council });
      const placement = await make.placement({ resident, home, from: '2024-01-01', author: council });
      await make.funding({ resident, home, placement, source: 'COUNCIL', payer: council, from: '2024-01-01' });
      return resident;
    });
    const [kept, late] = people as [MadeResident, MadeResident];
    const seen = (until: string) =>
      hub.rows(
        `update hub.relationship set until = ${until} where resident_id = $1 and organisation_id = $2`,
        ...[late.id, council.id],
      );
    /** As the connection that merges: what it does next has not been seen by whoever lets somebody in now. */
    const heldBefore = (client: ClientBase) =>
      new Proxy(client, {
        get(target, name) {
          const value = Reflect.get(target, name) as unknown;
          if (name !== 'query') return typeof value === 'function' ? value.bind(target) : value;
          return async (text: string, values?: unknown[]) => {
            const answer = await target.query(text, values);
            if (text.includes('hub.hold_numbers')) await seen('null');
            return answer;
          };
        },
      });
    const watched: Format = {
      ...placements,
      merge: (client, ...given) => placements.merge(heldBefore(client), ...given),
    };
    const line: Said = {
      ...{ 'NHS number': kept.nhsNumber, Home: home.code, From: '2024-01-01', 'Care type': 'Residential' },
      ...{ Source: 'Council', 'Weekly rate': '812.50' },
    };
    await seen('now()');
    const taken = await hub.take(watched, table([line]), {
      ...{ organisation: council.id, mapping: whole, asOf: new Date('2100-01-01'), allowLargeChange: true },
    });
    expect(taken).toMatchObject({ state: 'DONE', ended: 8 });
    for (const rows of ['placement', 'funding_component']) {
      expect(await ended(people, `${rows} where valid_until is null`)).toEqual([false, false, true, true, true, true]);
    }
  });
});
