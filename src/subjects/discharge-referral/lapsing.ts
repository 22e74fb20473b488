import type { FieldShape } from '../../access/reading/shape.ts';

/** SQL: a referral or request that has run out reads as ended from that moment on, whoever has or has not recorded it. */
export const lapsed = (alias: string) => `${alias}.lapses_at <= now()`;
export const stateNow = (alias: string) => `case when ${lapsed(alias)} then 'EXPIRED' else ${alias}.state end`;
const endNow = (alias: string, column: string) =>
  `coalesce(${alias}.${column}, case when ${lapsed(alias)} then ${alias}.lapses_at end)`;

/** Fields that the moment of the question decides besides their column. */
export const referralKeys: readonly [string, FieldShape][] = [
  [
    'DischargeReferral.referredBy',
    { kind: 'plain', columns: ['author_id'], expression: (alias) => `${alias}.author_id` },
  ],
  ['DischargeReferral.state', { kind: 'plain', columns: ['state', 'lapses_at'], expression: stateNow }],
  ['ReferralRequest.state', { kind: 'plain', columns: ['state', 'lapses_at'], expression: stateNow }],
  [
    'DischargeReferral.endedAt',
    { kind: 'timestamp', columns: ['ended_at', 'lapses_at'], expression: (alias) => endNow(alias, 'ended_at') },
  ],
  [
    'ReferralRequest.closedAt',
    { kind: 'timestamp', columns: ['closed_at', 'lapses_at'], expression: (alias) => endNow(alias, 'closed_at') },
  ],
];
