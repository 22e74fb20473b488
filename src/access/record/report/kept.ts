import type { ClientBase } from 'pg';
import type { Agreement } from '../../../agreement/model.ts';
import { keptAgreement } from '../../../agreement/read.ts';
import type { Agency } from '../../../shared/agencies.ts';
import type { Purpose } from '../../../shared/purposes.ts';
import { Rights } from '../../reading/rights.ts';
import type { KeptPlan } from '../plan.ts';
import { type Row, seenIn } from './rows.ts';
import type { Seen } from './telling.ts';

/** Who asked, as an entry says it. */
export interface Who {
  agency: string | null;
  role: string | null;
  purpose: string | null;
}

/** The plans and versions of the agreement that entries name, each read once. */
export class Kept {
  readonly #client: ClientBase;
  readonly #plans = new Map<string, KeptPlan | undefined>();
  readonly #agreements = new Map<string, Agreement | undefined>();
  readonly #rights = new Map<string, Rights | undefined>();

  constructor(client: ClientBase) {
    this.#client = client;
  }

  /** What an entry shows of its resident; undefined if its plan is gone. */
  async seen(row: Row): Promise<Seen[] | undefined> {
    return seenIn(row, row.plan === null ? undefined : await this.#plan(row.plan));
  }

  /** By its hash in hexadecimal. */
  async #plan(hash: string): Promise<KeptPlan | undefined> {
    if (!this.#plans.has(hash)) {
      const text = `select plan from hub.access_plan where hash = decode($1, 'hex')`;
      const { rows } = await this.#client.query<{ plan: KeptPlan }>(text, [hash]);
      this.#plans.set(hash, rows[0]?.plan);
    }
    return this.#plans.get(hash);
  }

  /** What that version gave whoever asked; undefined if it is gone, or written in a way that this release cannot read. */
  async rights(hash: string, { agency, role, purpose }: Who): Promise<Rights | undefined> {
    const key = `${hash} ${agency} ${role} ${purpose}`;
    if (!this.#rights.has(key)) {
      const agreement = await this.#agreement(hash);
      const asking = { agency: agency as Agency, role: role ?? '', purpose: purpose as Purpose };
      this.#rights.set(key, agreement && new Rights(agreement, asking, { projection: true }));
    }
    return this.#rights.get(key);
  }

  async #agreement(hash: string): Promise<Agreement | undefined> {
    if (!this.#agreements.has(hash)) {
      const text = 'select body from hub.agreement_version where hash = $1';
      const { rows } = await this.#client.query<{ body: string }>(text, [hash]);
      this.#agreements.set(hash, rows[0] && keptAgreement(rows[0].body));
    }
    return this.#agreements.get(hash);
  }
}
