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
}
