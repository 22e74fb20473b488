import { createHash } from 'node:crypto';
import type { ClientBase } from 'pg';
import { type KeptPlan, planHash, planText } from '../plan.ts';
import { streamed } from '../streamed.ts';
import type { EntryForm } from './canonical.ts';
import type { Entry } from './entries.ts';
import { type Findings, moment } from './findings.ts';

/** More plans than all questions of all agencies come to; of further ones it is not told that they are missing. */
const most = 20_000;

/** The plans and versions of the agreement that entries name, each with the first that does. */
export class Named {
  readonly plans = new Map<string, string>();
  readonly agreements = new Map<string, string>();

  by({ number, at, values }: Entry, { columns }: EntryForm): void {
    const first = () => `Entry ${number} of ${moment(at)}`;
    const [plan, agreement] = ['plan', 'agreement'].map((name) => values[columns.indexOf(name)]);
    if (plan && this.plans.size < most && !this.plans.has(plan)) this.plans.set(plan, first());
    if (agreement && this.agreements.size < most && !this.agreements.has(agreement)) {
      this.agreements.set(agreement, first());
    }
  }
}

/** Which cells were shown is derived from plan and agreement: both must be what their entries name. */
export async function checkKept(client: ClientBase, findings: Findings, { plans, agreements }: Named): Promise<void> {
  const kept = streamed(
    client,
    'plans',
    `select encode(hash, 'hex'), agency, plan::text from hub.access_plan order by hash`,
    500,
    ([hash, agency, plan]: [string, string, string]) => ({ hash, agency, plan: JSON.parse(plan) as KeptPlan }),
  );
  for await (const { hash, agency, plan } of kept) {
    plans.delete(hash);
    if (isPlan(plan) && planHash(agency, planText(plan)).toString('hex') === hash) continue;
    findings.add({ code: 'PLAN_CHANGED', what: `Plan ${hash.slice(0, 12)} of the access record was changed.` });
  }
  for (const [hash, entry] of plans) {
    findings.add({ code: 'PLAN_CHANGED', what: `${entry} names plan ${hash.slice(0, 12)}, which is missing.` });
  }
  const { rows } = await client.query<{ hash: string; body: string }>('select hash, body from hub.agreement_version');
  for (const { hash, body } of rows) {
    agreements.delete(hash);
    if (createHash('sha256').update(body).digest('hex') === hash) continue;
    findings.add({ code: 'AGREEMENT_CHANGED', what: `Version ${hash.slice(0, 12)} of the agreement was changed.` });
  }
  for (const [hash, entry] of agreements) {
    const what = `${entry} names version ${hash.slice(0, 12)} of the agreement, which is missing.`;
    findings.add({ code: 'AGREEMENT_CHANGED', what });
  }
}

const isPlan = (plan: Partial<KeptPlan> | null): plan is KeptPlan => Array.isArray(plan?.places);
