import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Identifiers } from '../../src/access/identifiers.ts';
import { withClient } from '../../src/database/client.ts';
import { type Setting, setting } from '../subjects/erasure/setting.ts';
import { command } from '../support/command.ts';
import { day } from '../support/days.ts';
import type { MadeResident } from '../support/factories.ts';
import { type BackedUp, toBackUp } from './support/backups.ts';

let s: Setting;
let backedUp: BackedUp;
/** Somebody of whom a wrong record was erased, one who objected, and one who was erased, all of it since the backup. */
let [wronged, objecting, forgotten]: MadeResident[] = [];

const longAgo = '2012-03-04T12:00:00Z';

beforeAll(async () => {
  s = await setting();
  backedUp = await toBackUp(s.database);
  wronged = await s.someone();
  const { id } = await s.make.incident({ resident: wronged, home: s.home });
  objecting = await s.someone();
  forgotten = await s.make.resident({ columns: { recorded_at: longAgo, valid_from: longAgo } });
  const columns = { recorded_at: longAgo, valid_from: longAgo };
  await s.make.placement({ resident: forgotten, home: s.home, from: '2010-01-01', to: '2012-03-04', columns });
  await s.rows('update care_plan set recorded_at = $2 where resident_id = $1', forgotten.id, longAgo);
  expect(await backedUp.backup(backedUp.at('whole'))).toMatchObject({ code: 0 });

  const officer = await s.hub.as(s.home.organisation.code, 'privacy-officer', 'INFORMATION_GOVERNANCE');
  const [record] = new Identifiers(s.database.key).encode('Incident', s.home.organisation.id, [id]);
  expect(await s.order(officer, record)).toMatchObject({ problems: [] });
  await s.rows(
    `insert into objection (author_id, resident_id, kind, decided_by, made_on) values ($1, $2, 'DIRECT_CARE_SHARING', 'RESIDENT', $3)`,
    ...[s.practice.organisation.id, objecting.id, day(-1)],
  );
  expect(await s.finish()).toMatch(/^Erased: 1 resident /m);
  expect(await backedUp.backup(`${backedUp.at('since')} --withdrawals`)).toMatchObject({ code: 0 });
});
afterAll(async () => {
  await backedUp?.drop();
  await s?.end();
});

const rowsIn = (url: string, text: string, ...values: unknown[]) =>
  withClient(url, async (client) => (await client.query(text, values)).rows);
const INCIDENTS = 'select id from incident where resident_id = $1';
const PERSON = 'select id from resident where id = $1';
const REGISTER = `select organisation_id, kind, since, until is null as open, objections from hub.relationship where resident_id = $1
  order by organisation_id, kind, since`;

describe('what was said since a backup', () => {
  it('is not in it, and holds again where it was written out by itself', async () => {
    const { at, emptyDatabase, environment, restore } = backedUp;
    await emptyDatabase(async (DATABASE_URL) => {
      expect(await restore(at('whole'), { DATABASE_URL })).toMatchObject({ code: 0 });
      expect(await rowsIn(DATABASE_URL, INCIDENTS, wronged?.id)).toHaveLength(1);
      expect(await rowsIn(DATABASE_URL, REGISTER, objecting?.id)).not.toEqual(
        await rowsIn(s.database.adminUrl, REGISTER, objecting?.id),
      );
    });
    await emptyDatabase(async (DATABASE_URL) => {
      const { code, output } = await restore(`${at('whole')} --withdrawals ${at('since')} --by I.Governor`, {
        DATABASE_URL,
      });
      expect({ code, output }).toEqual({
        code: 0,
        output: expect.stringMatching(/: 1 objection, 1 order to erase\.$/m),
      });
      expect(output).toMatch(/^1 resident erased since is here again, until "caregraph retention run"\.$/m);
      expect(await rowsIn(DATABASE_URL, INCIDENTS, wronged?.id)).toEqual([]);
      expect(await rowsIn(DATABASE_URL, REGISTER, objecting?.id)).toEqual(
        await rowsIn(s.database.adminUrl, REGISTER, objecting?.id),
      );
      expect(await rowsIn(DATABASE_URL, PERSON, forgotten?.id)).toHaveLength(1);
      const run = await command('retention run --by I.Governor', { DATABASE_URL, ...environment }).ended;
      expect(run).toMatchObject({ code: 0, output: expect.stringMatching(/^Erased: 1 resident /m) });
      expect(await rowsIn(DATABASE_URL, PERSON, forgotten?.id)).toEqual([]);
      const entries = await rowsIn(
        DATABASE_URL,
        `select operation from hub.access_entry where operation like 'erasure ordered before%' and "user" = 'I.Governor'`,
      );
      expect(entries).toHaveLength(1);
    });
  });

  it('is no backup by itself, and of no use from before', async () => {
    const { at, backup, emptyDatabase, restore } = backedUp;
    expect(await backup(at('later'))).toMatchObject({ code: 0 });
    await emptyDatabase(async (DATABASE_URL) => {
      const refused = async (words: string) => {
        const { code, output } = await restore(words, { DATABASE_URL });
        expect(code).toBe(1);
        return output;
      };
      expect(await refused(at('since'))).toContain('holds withdrawals only: name a whole backup first');
      expect(await refused(`${at('whole')} --withdrawals ${at('later')}`)).toContain('is a whole backup');
      expect(await refused(`${at('later')} --withdrawals ${at('since')}`)).toContain('from before the backup of');
    });
  });
});
