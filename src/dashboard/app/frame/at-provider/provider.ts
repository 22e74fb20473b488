import * as oauth from 'oauth4webapi';

/** Where people sign in, as the hub was told by `CAREGRAPH_ISSUERS`. */
export interface Provider {
  readonly issuer: string;
  /** What the dashboard is called there. */
  readonly client: string;
  /** What is asked for: `openid`, and what else makes it issue tokens for this hub. */
  readonly scope: string;
  /** For which hub the token is to be (RFC 8707), where the provider wants to be told. */
  readonly resource?: string;
}

/** By what a sign-in is kept up and ended. It stays in the page's memory only. */
export interface AtProvider {
  readonly provider: Provider;
  /** Who it is there. */
  readonly subject: string;
  readonly idToken: string;
  readonly refreshToken?: string;
  /** Seconds for which the token holds; undefined if the provider does not tell. */
  readonly holdsFor?: number;
}

const known = new Map<string, Promise<oauth.AuthorizationServer>>();

/** What the provider says of itself, asked once. */
export function discovered(provider: Provider): Promise<oauth.AuthorizationServer> {
  const asked = known.get(provider.issuer) ?? discover(provider);
  known.set(provider.issuer, asked);
  asked.catch(() => known.delete(provider.issuer));
  return asked;
}

async function discover(provider: Provider): Promise<oauth.AuthorizationServer> {
  const issuer = new URL(provider.issuer);
  return oauth.processDiscoveryResponse(issuer, await oauth.discoveryRequest(issuer, options(provider)));
}

/** Only a provider on this machine may speak plain HTTP: when the dashboard is tried out. */
export const options = ({ issuer }: Provider) => ({
  [oauth.allowInsecureRequests]: ['localhost', '127.0.0.1', '[::1]'].includes(new URL(issuer).hostname),
});

export const clientAt = ({ client }: Provider): oauth.Client => ({ client_id: client });
