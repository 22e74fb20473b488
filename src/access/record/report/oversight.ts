import type { ClientBase } from 'pg';
import type { Kept } from './kept.ts';
import { entriesAbout, type Row } from './rows.ts';
import { type Seen, tellable, withoutPlaces } from './telling.ts';

/** The type whose rows tell an organisation of its own looks. */
const ofLooks = 'AccessEvent';
const isOfLooks = ({ place }: Seen): boolean => place.type === ofLooks;

/**
 * What may be told of entries while an enquiry is open, also of those by which privacy officers read of others: of a council
 * that looked for the enquiry alone, that its officer read of a look is as telling as the look.
 */
export class Oversight {
  readonly #client: ClientBase;
  readonly #resident: string;
  readonly #since: Date | null;
  readonly #kept: Kept;
  /** For each organisation since when there is something of it to be told, Infinity if nothing is. */
  readonly #begun = new Map<string, number>();

  constructor(client: ClientBase, resident: string, since: Date | null, kept: Kept) {
    this.#client = client;
    this.#resident = resident;
    this.#since = since;
    this.#kept = kept;
  }

  /** Null if the entry is to be left out. Of what cannot be read, nobody can say whether it would tell. */
  async tellable(row: Row, seen: readonly Seen[] | undefined): Promise<readonly Seen[] | null> {
    const told = await this.#byItself(row, seen);
    if (!told?.some(isOfLooks) || (await this.#begunBy(row)) < row.at.getTime()) return told;
    const rest = withoutPlaces(told, isOfLooks);
    return rest.length ? rest : null;
  }

  async #byItself(row: Row, seen: readonly Seen[] | undefined): Promise<readonly Seen[] | null> {
    if (!seen) return null;
    return tellable(row, seen, this.#since, await this.#kept.rights(row.agreement, row));
  }

  /** When the organisation first did something about the resident that can be told, other than to read of its looks. */
  async #begunBy({ organisationId }: Row): Promise<number> {
    const organisation = organisationId ?? '';
    const known = this.#begun.get(organisation);
    if (known !== undefined) return known;
    const begun = organisationId ? await this.#firstOf(organisation) : 0;
    this.#begun.set(organisation, begun);
    return begun;
  }

  async #firstOf(organisation: string): Promise<number> {
    for await (const row of entriesAbout(this.#client, { resident: this.#resident }, { organisation })) {
      const told = await this.#byItself(row, await this.#kept.seen(row));
      if (told && (!told.length || withoutPlaces(told, isOfLooks).length)) return row.at.getTime();
    }
    return Number.POSITIVE_INFINITY;
  }
}
