import DataLoader from 'dataloader';
import { LRUCache } from 'lru-cache';
import type { Agreement } from '../../../agreement/model.ts';
import { keptAgreement } from '../../../agreement/read.ts';
import type { HubContext } from '../../context.ts';
import type { KeptPlan } from '../plan.ts';

/** Neither ever changes: what was read once is not read again, whoever asks. */
const plans = new LRUCache<string, KeptPlan>({ max: 5_000 });
/** One that this release can no longer read is remembered as that. */
const versions = new LRUCache<string, { agreement: Agreement | null }>({ max: 20 });

/** The plans and agreements that entries name: one statement for each kind, however many entries there are. */
export interface Kept {
  /** Null if it is not there. */
  plan(agency: string, hash: Buffer): Promise<KeptPlan | null>;
  /** Null if this release can no longer read that version, or it is not there. */
  agreement(hash: string): Promise<Agreement | null>;
}

const key = Symbol('plans and agreements of entries');

export function keptFor({ agreement: inForce, read, loader, viewer }: HubContext): Kept {
  return loader(key, () => {
    const loadPlan = new DataLoader<string, KeptPlan | null>(async (hashes) => {
      const rows = await read.query<{ hash: string; plan: KeptPlan }>(
        `select encode(hash, 'hex') as hash, plan from hub.own_access_plans(array(select decode(one, 'hex') from unnest($1::text[]) one))`,
        [hashes],
      );
      for (const { hash, plan } of rows) plans.set(`${viewer.agency} ${hash}`, plan);
      return hashes.map((hash) => rows.find((row) => row.hash === hash)?.plan ?? null);
    });
    const loadVersion = new DataLoader<string, Agreement | null>(async (hashes) => {
      const rows = await read.query<{ hash: string; body: string }>(
        'select hash, body from hub.agreements_of_accesses($1::text[])',
        [hashes],
      );
      for (const { hash, body } of rows) versions.set(hash, { agreement: keptAgreement(body) ?? null });
      return hashes.map((hash) => versions.get(hash)?.agreement ?? null);
    });
    return {
      async plan(agency, hash) {
        const hex = hash.toString('hex');
        return plans.get(`${agency} ${hex}`) ?? loadPlan.load(hex);
      },
      async agreement(hash) {
        if (hash === inForce.hash) return inForce;
        const known = versions.get(hash);
        return known ? known.agreement : loadVersion.load(hash);
      },
    };
  });
}
