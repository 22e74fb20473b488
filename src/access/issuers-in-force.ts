import { demonstrationIssuer } from './demonstration.ts';
import { type Issuer, readIssuers } from './issuers.ts';

export interface IssuersInForce {
  issuers: Issuer[];
  /** The hub issues its own tokens: it then listens on 127.0.0.1 only. */
  demonstration: boolean;
  notes: string[];
}

/**
 * Who may make tokens here: the configured issuers; without any, the hub itself if its database is the embedded one,
 * because only then is it certain that nobody real is in it.
 */
export async function issuersInForce(
  { kind, home }: { kind: 'embedded' | 'own'; home: string },
  setting = process.env.CAREGRAPH_ISSUERS,
): Promise<IssuersInForce> {
  const configured = await readIssuers(setting);
  if (configured) return { issuers: configured, demonstration: false, notes: [] };
  if (kind === 'embedded') return { issuers: [await demonstrationIssuer(home)], demonstration: true, notes: [] };
  const note = 'Nobody can sign in yet: set CAREGRAPH_ISSUERS to a file of token issuers (docs/sign-in.md).';
  return { issuers: [], demonstration: false, notes: [note] };
}
