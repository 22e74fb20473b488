import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { londonTime } from '../../../src/shared/dates.ts';
import type { MadePlace } from '../../support/factories.ts';
import type { Asking } from '../../support/hub.ts';
import { type Setting, setting } from '../reward-scheme/setting.ts';

interface Account {
  id: string;
  text: string;
  version: number;
  until: string | null;
  markAwardedOn: string | null;
  markAwardedBy: { code: string } | null;
}
const account = 'id text version until markAwardedOn markAwardedBy { code }';
const today = londonTime(new Date()).date;
const year = Number(today.slice(0, 4));

let s: Setting;
let home: MadePlace;
let manager: Asking;
let payer: Asking;
beforeAll(async () => {
  s = await setting();
  payer = await s.hub.as(s.council.code, 'finance', 'FUNDING');
});
afterAll(() => s?.end());

async function anew() {
  home = await s.home();
  manager = await s.managerOf(home, 'QUALITY_MONITORING');
}
const publish = (text: string, more: object = {}, viewer = manager) =>
  s.tell<Account>(viewer, 'publishQualityAccount', { year, text, ...more }, account);
const award = (qualityAccount: string, viewer = payer) =>
  s.tell<Account>(viewer, 'awardImprovementMark', { qualityAccount }, account);

it('gives an account of a year to everybody, and keeps the texts that stood before', async () => {
  await anew();
  await publish('We learnt.');
  expect((await publish('Mr A., born on 4 March 1938.')).problems).toEqual([['text', 'IDENTIFYING']]);
  expect((await publish('We learnt more.')).problems).toEqual([['version', 'STALE_VERSION']]);
  expect((await publish('We learnt more.', { version: 1 })).record).toMatchObject({ version: 2, until: null });
  const clinician = await s.hub.as(s.lead.organisation.code, 'clinician', 'DIRECT_CARE');
  const seen = await s.ask(
    clinician,
    `{ careHome(cqcLocationId: "${home.code}") { qualityAccounts { nodes { text until } } } }`,
  );
  expect(seen).toMatchObject({
    careHome: {
      qualityAccounts: {
        nodes: [
          { text: 'We learnt more.', until: null },
          { text: 'We learnt.', until: expect.any(String) },
        ],
      },
    },
  });
  expect((await publish(' ')).problems).toContainEqual(['text', 'REQUIRED']);
  expect((await publish('x', { year: year + 1 })).problems).toEqual([['year', 'IN_FUTURE']]);
  expect((await publish('x', { year: year - 2 })).problems).toEqual([['year', 'OUT_OF_RANGE']]);
});

it('bears the mark that the council of its area gives to the text that stands, and another text does not', async () => {
  await anew();
  const first = (await publish('We learnt.')).record;
  const elsewhere = await s.hub.as((await s.make.organisation('council')).code, 'finance', 'FUNDING');
  expect((await award(first.id, elsewhere)).problems).toEqual([['qualityAccount', 'UNKNOWN']]);
  expect((await award(first.id)).record).toMatchObject({
    markAwardedOn: today,
    markAwardedBy: { code: s.council.code },
  });
  expect((await award(first.id)).problems).toEqual([['qualityAccount', 'ALREADY_RECORDED']]);
  expect((await publish('We forgot.', { version: 1 })).record.markAwardedOn).toBeNull();
  expect((await award(first.id)).problems).toEqual([['qualityAccount', 'STALE_VERSION']]);
  expect((await award('QualityAccount:x')).problems).toEqual([['qualityAccount', 'UNKNOWN']]);
  const mine = `mutation { awardImprovementMark(input: { idempotencyKey: "my-own-mark", qualityAccount: "x" }) { problems { code } } }`;
  expect(await s.ask(manager, mine)).toContain('NOT_SHARED');
});
