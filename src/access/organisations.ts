import { LRUCache } from 'lru-cache';
import { Refusal } from '../shared/refusals.ts';
import type { ViewerOrganisation } from './viewer.ts';

type Load = (code: string) => Promise<ViewerOrganisation | null>;

interface Connection {
  query(statement: { name: string; text: string; values: unknown[] }): Promise<{ rows: ViewerOrganisation[] }>;
}

/**
 * The organisations that tokens name, as the database knows them. An answer is kept for a few seconds; a code that
 * exists nowhere is kept too, so that made-up codes do not reach the database one by one.
 */
export class Organisations {
  readonly #found: LRUCache<string, { organisation: ViewerOrganisation | null }>;

  constructor(load: Load, keptFor = 10_000) {
    this.#found = new LRUCache({
      max: 10_000,
      ttl: keptFor,
      fetchMethod: async (code: string) => ({ organisation: await load(code) }),
    });
  }

  async byCode(code: string): Promise<ViewerOrganisation | null> {
    try {
      return (await this.#found.fetch(code))?.organisation ?? null;
    } catch (error) {
      throw error instanceof Refusal ? error : new Refusal('UNAVAILABLE', {}, error);
    }
  }

  /** Whoever changes an organisation says so here; without a code, all are asked for anew. */
  forget(code?: string): void {
    if (code === undefined) this.#found.clear();
    else this.#found.delete(code);
  }
}

/** Looks an organisation up with the hub's own connection, which may read these four columns and nothing personal. */
export function organisationsIn(connection: Connection): Load {
  return async (code) => {
    const text = 'select id, code, name, agency from organisation where code = $1';
    const { rows } = await connection.query({ name: 'organisation by code', text, values: [code] });
    return rows[0] ?? null;
  };
}
