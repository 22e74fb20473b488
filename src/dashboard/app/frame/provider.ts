import * as oauth from 'oauth4webapi';
import { ask } from '../graph/ask.ts';
import { MeDocument } from '../graph/documents.ts';
import { base } from './location.ts';
import type { Purpose, Session } from './session.ts';

/** Where people sign in, as the hub was told by `CAREGRAPH_ISSUERS`. */
export interface Provider {
  readonly issuer: string;
  readonly client: string;
}

/** What is kept in this tab while its owner is away at the identity provider. */
interface Away {
  readonly provider: Provider;
  readonly verifier: string;
  readonly state: string;
  /** Where to go on afterwards. */
  readonly back: string;
}

const key = 'caregraph:away';
const returned = `${base}/signed-in`;
const redirect = () => location.origin + returned;
/** Only a provider on this machine may speak plain HTTP: when the dashboard is tried out. */
const options = ({ issuer }: Provider) => ({
  [oauth.allowInsecureRequests]: ['localhost', '127.0.0.1', '[::1]'].includes(new URL(issuer).hostname),
});

/** Sends the browser to the identity provider: authorization code with PKCE, and a state that only this tab knows. */
export async function leaveFor(provider: Provider, back = whereNow()): Promise<void> {
  const server = await discover(provider);
  const verifier = oauth.generateRandomCodeVerifier();
  const state = oauth.generateRandomState();
  sessionStorage.setItem(key, JSON.stringify({ provider, verifier, state, back } satisfies Away));
  const address = new URL(server.authorization_endpoint ?? '');
  const said = {
    client_id: provider.client,
    redirect_uri: redirect(),
    response_type: 'code',
    scope: 'openid',
    code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    state,
  };
  for (const [name, value] of Object.entries(said)) address.searchParams.set(name, value);
  location.assign(address);
}

/** Who came back from the identity provider; undefined if nobody is on the way. The token stays in memory only. */
export async function comeBack(): Promise<Session | undefined> {
  const kept = sessionStorage.getItem(key);
  if (location.pathname !== returned || !kept) return undefined;
  sessionStorage.removeItem(key);
  const { provider, verifier, state, back } = JSON.parse(kept) as Away;
  const server = await discover(provider);
  const client: oauth.Client = { client_id: provider.client };
  const parameters = oauth.validateAuthResponse(server, client, new URL(location.href), state);
  const response = await oauth.authorizationCodeGrantRequest(
    ...([server, client, oauth.None(), parameters, redirect(), verifier, options(provider)] as const),
  );
  const { access_token: token } = await oauth.processAuthorizationCodeResponse(server, client, response);
  history.replaceState(null, '', back.startsWith(`${base}/`) ? back : base);
  return whoIs(token);
}

/** Whoever tries again where signing in failed goes on from the start. */
function whereNow(): string {
  return location.pathname === returned ? base : location.pathname + location.search;
}

async function discover(provider: Provider): Promise<oauth.AuthorizationServer> {
  const issuer = new URL(provider.issuer);
  return oauth.processDiscoveryResponse(issuer, await oauth.discoveryRequest(issuer, options(provider)));
}

/** What the hub makes of the token. Where the role has several purposes, pages name theirs; the first is for all others. */
async function whoIs(token: string): Promise<Session> {
  const first = await ask({ token }, MeDocument, {});
  const [purpose] = first.problem?.code === 'PURPOSE_REQUIRED' ? (first.problem.allowed ?? []) : [];
  const { data, problem } = purpose ? await ask({ token, purpose: purpose as Purpose }, MeDocument, {}) : first;
  if (!data) throw new Error(problem?.message);
  const { agency, role, purpose: own, organisation } = data.viewer;
  return {
    agency: agency as Session['agency'],
    organisation: organisation.name,
    code: organisation.code,
    role,
    purpose: own,
    token,
  };
}
