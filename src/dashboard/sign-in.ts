import type { Agency } from '../shared/agencies.ts';
import type { Purpose } from '../shared/purposes.ts';

/** One way to sign in to the demonstration: an organisation, a role in it, and what is asked for. */
export interface SignIn {
  agency: Agency;
  /** Name of the organisation. */
  organisation: string;
  code: string;
  role: string;
  purpose: Purpose;
  token: string;
}

/** Who may try the demonstration out. Nobody hands one to a hub that holds real people. */
export interface DemonstrationAccess {
  signIns(): Promise<SignIn[]>;
}
