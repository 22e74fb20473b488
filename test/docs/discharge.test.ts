import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { need, type Referral, type Request, type Setting, setting } from '../subjects/discharge-referral/setting.ts';
import { questionsOf } from './questions.ts';

let s: Setting;
beforeAll(async () => {
  s = await setting();
});
afterAll(() => s.end());

it('the page about discharges leads from the hospital to a home by its own questions', async () => {
  const [refer, read, answer, look, choose, list] = questionsOf('docs/discharge.md').map(({ document }) => document);
  const [home] = s.homes;
  const manager = await s.managerOf(home);
  const person = await s.patient();
  const known = await s.coordinator.ask<{ resident: { id: string } }>(
    'query ($nhsNumber: NhsNumber!) { resident(nhsNumber: $nhsNumber) { id } }',
    { nhsNumber: person.nhsNumber },
  );
  const soon = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();
  const asked = await s.coordinator.ask<{ referDischarge: { record: Referral } }>(refer ?? '', {
    input: {
      ...{ idempotencyKey: 'page-refers', resident: known.data.resident.id, kind: 'NEW_PLACEMENT', need },
      ...{ earliest: soon(24), answerBy: soon(4), homes: s.homes.map(({ code }) => code) },
    },
  });
  expect(asked.data.referDischarge.record.requests).toHaveLength(3);
  const reads = await manager.ask<{ placementRequests: { nodes: Request[] } }>(read ?? '');
  const { id, version } = reads.data.placementRequests.nodes[0] as Request;
  const offers = { idempotencyKey: 'page-answers', request: id, version, answer: 'ACCEPT' };
  const answers = await manager.ask<{ answerRequest: { record: Request } }>(answer ?? '', { input: offers });
  expect(answers.data.answerRequest.record.state).toBe('OFFERED');
  const looks = await s.coordinator.ask<{ resident: { dischargeReferrals: { nodes: Referral[] } } }>(look ?? '', {
    nhsNumber: person.nhsNumber,
  });
  const listed = await s.coordinator.ask<{ dischargeReferrals: { nodes: Referral[] } }>(list ?? '');
  expect(listed.data.dischargeReferrals.nodes).toHaveLength(1);
  const offer = looks.data.resident.dischargeReferrals.nodes[0]?.requests.find(({ state }) => state === 'OFFERED');
  const chosen = { idempotencyKey: 'page-chooses', request: offer?.id, version: offer?.version };
  const chose = await s.coordinator.ask<{ chooseOffer: { record: Request } }>(choose ?? '', { input: chosen });
  expect(chose.data.chooseOffer.record.state).toBe('CHOSEN');
});
