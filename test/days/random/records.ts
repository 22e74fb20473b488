import type pg from 'pg';
import type { Identifiers, PersonalType } from '../../../src/access/identifiers.ts';
import type { MadeOrganisation } from '../../support/factories.ts';
import { snake } from '../../walls/support/planting.ts';
import { kindOf, sourceOf } from './personal-things.ts';
import type { Pick } from './pick.ts';
import { publicThing } from './public-things.ts';
import type { Setting } from './world.ts';

export interface Named {
  id: string;
  version: number;
}

/** Records that there are by now about the people of a day, as an organisation would name them. */
export class Records {
  readonly #owner: pg.Pool;
  readonly #identifiers: Identifiers;
  readonly #setting: Setting;

  constructor(owner: pg.Pool, identifiers: Identifiers, setting: Setting) {
    this.#owner = owner;
    this.#identifiers = identifiers;
    this.#setting = setting;
  }

  /** What an input of a mutation names, most often the likeliest; null: there is none; undefined: it names no record. */
  async named(
    mutation: string,
    input: string,
    by: MadeOrganisation,
    pick: Pick,
  ): Promise<(Named & { versioned: boolean }) | null | undefined> {
    const thing = publicThing(mutation, input);
    const kind = thing ? undefined : kindOf(mutation, input);
    if (!thing && !kind) return undefined;
    const { rows } = await (thing
      ? this.#owner.query<Named>(
          `select id, ${thing.version ? 'version' : '1'} as version from ${thing.from} limit 4`,
          [by.id, this.#setting.homes.map(({ id }) => id)],
        )
      : this.#owner.query<Named>(sourceOf(mutation, kind as PersonalType), [
          this.#setting.people.map(({ id }) => id),
          this.#setting.homes.map(({ organisation }) => organisation.id),
          by.id,
        ]));
    if (rows.length === 0) return null;
    const { id, version } = pick.often(88) ? (rows[0] as Named) : pick.one(rows);
    const shown = thing
      ? `${thing.type}:${id}`
      : (this.#identifiers.encode(kind as PersonalType, by.id, [id])[0] as string);
    return { id: shown, version, versioned: !thing || thing.version === true };
  }

  /** Who wrote the newest record of the kind that a mutation names, if it names one. */
  async authorOf(mutation: string, inputs: readonly string[]): Promise<string | undefined> {
    const named = inputs
      .filter((input) => !publicThing(mutation, input))
      .map((input) => kindOf(mutation, input))
      .find((kind) => kind && kind !== 'Resident');
    if (!named || named === 'PlacementRequest' || named === 'PrivacyAlert') return undefined;
    const { rows } = await this.#owner.query<{ author_id: string }>(
      `select author_id from ${snake(named)} where resident_id = any ($1) and valid_until is null
       order by recorded_at desc limit 1`,
      [this.#setting.people.map(({ id }) => id)],
    );
    return rows[0]?.author_id;
  }
}
