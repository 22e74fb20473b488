import type { Agency } from '../shared/agencies.ts';
import type { Purpose } from '../shared/purposes.ts';

/** One partner, as the database knows it. */
export interface ViewerOrganisation {
  /** The id in the database: never shown. */
  id: string;
  code: string;
  name: string;
  agency: Agency;
}

/** Who asks, on whose behalf and what for. Everything that is shown depends on this and the agreement. */
export interface Viewer {
  organisation: ViewerOrganisation;
  agency: Agency;
  /** The subject of the token: a person, or a service. */
  user: string;
  role: string;
  purpose: Purpose;
  requestId: string;
  /** Who vouches for the user: the token's issuer, with the client and the acting party where the token names them. */
  authority?: string | undefined;
  /** What the token calls the user's device. */
  device?: string | undefined;
  /** When the token ends, in milliseconds since 1970. */
  expires?: number | undefined;
}

/** What is known of who asks before he is let in, filled in as it is found: a refusal is on record with all of it. */
export type Asker = { -readonly [Known in keyof Viewer]?: Viewer[Known] };
