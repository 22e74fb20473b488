import { eraseDue } from '../../../src/cli/retention/run.ts';
import { withClient } from '../../../src/database/client.ts';
import { day } from '../../support/days.ts';
import type { Asking } from '../../support/hub.ts';
import { setting as ofIncidents } from '../incident/setting.ts';

export const ORDER = `mutation ($input: OrderErasureInput!) {
  orderErasure(input: $input) { order { type reason } problems { path code } } }`;
export interface Ordered {
  order: { type: string; reason: string } | null;
  problems: { path: string[]; code: string }[];
}
export type Setting = Awaited<ReturnType<typeof setting>>;

/** A home with residents and incidents, and what an operator and a privacy officer do there. */
export async function setting() {
  const s = await ofIncidents();
  return {
    ...s,
    rows: async (text: string, ...values: unknown[]) => (await s.database.owner.query(text, values)).rows,
    /** What a privacy officer is told who orders this record, an id of the own organisation's, to be erased. */
    async order(viewer: Asking, record: string | undefined, more: object = {}): Promise<Ordered> {
      const input = { idempotencyKey: s.key(), record, reason: 'WRONG_PERSON', ...more };
      return (await viewer.ask<{ orderErasure: Ordered }>(ORDER, { input })).data.orderErasure;
    },
    /** What the operator is told by the command that erases what is due. */
    async finish(): Promise<string> {
      const lines: string[] = [];
      const options = { asOf: day(0), batch: 10, by: 'I.Governor' };
      await withClient(s.database.ownerUrl, (owner) =>
        eraseDue(owner, s.database.key, options, (line) => lines.push(line)),
      );
      return lines.join('\n');
    },
  };
}
