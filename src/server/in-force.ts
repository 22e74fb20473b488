import { Refusal } from '../shared/refusals.ts';

/** What was made of one version of the agreement, with resources of its own. */
export interface Made {
  stop(): Promise<void>;
}

/** One request's hold on what it is answered with. */
export interface Held<Served extends Made> {
  served: Served;
  release(): void;
}

export interface InForceParts<Served extends Made> {
  hash: string;
  served: Served;
  /** Which version holds in the database now; its text only if it is another than the one that is known. */
  look(known: string): Promise<{ hash: string; text: string | null }>;
  /** Makes another version ready to answer with. */
  make(text: string): Promise<Served>;
  /** Told of each version that is followed from now on, and of one that cannot be. */
  followed?(served: Served): void;
  failed?(hash: string, error: unknown): void;
}

interface Version<Served> {
  served: Served;
  holders: number;
}

/**
 * The version of the agreement that a hub answers with: the one that holds in its database. Who looks up whether it
 * still does shares one look at a time with all others, and always one that began after the question was put. A version
 * that was replaced is stopped once the last request under it is over. A version that this hub cannot follow is not
 * followed: nothing is answered until another one holds.
 */
export class InForce<Served extends Made> {
  readonly #parts: InForceParts<Served>;
  #hash: string;
  #version: Version<Served> | undefined;
  #looking: Promise<void> | undefined;
  #next: Promise<void> | undefined;

  constructor(parts: InForceParts<Served>) {
    this.#parts = parts;
    this.#hash = parts.hash;
    this.#version = { served: parts.served, holders: 0 };
  }

  /** What to answer a request with, kept until the request lets it go. */
  async hold(): Promise<Held<Served>> {
    if (!this.#version) await this.refresh();
    const version = this.#version;
    if (!version) throw new Refusal('AGREEMENT_UNREADABLE');
    version.holders += 1;
    const release = () => {
      version.holders -= 1;
      this.#stopUnused(version);
    };
    return { served: version.served, release };
  }

  /** Looks at the database; true if what holds there is not what was made into `served`. */
  async isReplaced(served: Served): Promise<boolean> {
    await this.refresh();
    return this.#version?.served !== served;
  }

  /** Brings this hub to the version that holds now, by a look at the database that begins after this call. */
  refresh(): Promise<void> {
    if (!this.#looking) {
      this.#looking = this.#look().finally(() => {
        this.#looking = undefined;
      });
      return this.#looking;
    }
    this.#next ??= this.#looking
      .catch(() => undefined)
      .then(() => {
        this.#next = undefined;
        return this.refresh();
      });
    return this.#next;
  }

  async close(): Promise<void> {
    await this.#looking?.catch(() => undefined);
    await this.#version?.served.stop();
  }

  async #look(): Promise<void> {
    const { hash, text } = await this.#parts.look(this.#hash);
    if (text === null) return;
    const served = await this.#parts.make(text).catch((error: unknown) => {
      this.#parts.failed?.(hash, error);
      return undefined;
    });
    const before = this.#version;
    this.#hash = hash;
    this.#version = served && { served, holders: 0 };
    if (before) this.#stopUnused(before);
    if (served) this.#parts.followed?.(served);
  }

  #stopUnused(version: Version<Served>): void {
    if (version.holders === 0 && version !== this.#version) void version.served.stop();
  }
}
