import * as oauth from 'oauth4webapi';
import { ask } from '../../graph/ask.ts';
import { MeDocument } from '../../graph/documents.ts';
import { base } from '../location.ts';
import type { Purpose, Session } from '../session.ts';
import { type AtProvider, clientAt, discovered, options, type Provider } from './provider.ts';
import { refusedByHub } from './refused.ts';

/** Where the provider sends people back to. */
export const returned = `${base}/signed-in`;
const redirect = () => location.origin + returned;

/** What only the one who asked knows, so that no answer but its own is taken. */
export interface Secrets {
  readonly verifier: string;
  readonly state: string;
  readonly nonce: string;
}

export const makeSecrets = (): Secrets => ({
  verifier: oauth.generateRandomCodeVerifier(),
  state: oauth.generateRandomState(),
  nonce: oauth.generateRandomNonce(),
});

/** Where to sign in: authorization code with PKCE. `asSomebody` asks for the password even of whom the provider knows. */
export async function addressOf(provider: Provider, secrets: Secrets, asSomebody = false): Promise<string> {
  const server = await discovered(provider);
  const address = new URL(server.authorization_endpoint ?? '');
  const said = {
    client_id: provider.client,
    redirect_uri: redirect(),
    response_type: 'code',
    scope: provider.scope,
    code_challenge: await oauth.calculatePKCECodeChallenge(secrets.verifier),
    code_challenge_method: 'S256',
    state: secrets.state,
    nonce: secrets.nonce,
    ...(provider.resource && { resource: provider.resource }),
    ...(asSomebody && { prompt: 'login' }),
  };
  for (const [name, value] of Object.entries(said)) address.searchParams.set(name, value);
  return address.href;
}

/** Who it is that came back with this answer of the provider. */
export async function sessionFrom(provider: Provider, secrets: Secrets, answer: URL): Promise<Session> {
  const [server, client] = [await discovered(provider), clientAt(provider)];
  const parameters = oauth.validateAuthResponse(server, client, answer, secrets.state);
  const additional = provider.resource ? { additionalParameters: { resource: provider.resource } } : {};
  const response = await oauth.authorizationCodeGrantRequest(
    ...([server, client, oauth.None(), parameters, redirect(), secrets.verifier] as const),
    { ...options(provider), ...additional },
  );
  const expected = { expectedNonce: secrets.nonce, requireIdToken: true };
  const tokens = await oauth.processAuthorizationCodeResponse(server, client, response, expected);
  return whoIs(tokens.access_token, kept(provider, tokens));
}

/** The same person with a token that holds longer; undefined where the provider gives nobody one. */
export async function renewed(session: Session): Promise<Session | undefined> {
  const { provider, refreshToken } = session.at ?? {};
  if (!session.at || !provider || !refreshToken) return undefined;
  const [server, client] = [await discovered(provider), clientAt(provider)];
  const response = await oauth.refreshTokenGrantRequest(server, client, oauth.None(), refreshToken, options(provider));
  const tokens = await oauth.processRefreshTokenResponse(server, client, response);
  return { ...session, token: tokens.access_token, at: kept(provider, tokens, session.at) };
}

function kept(provider: Provider, tokens: oauth.TokenEndpointResponse, before?: AtProvider): AtProvider {
  const { id_token: idToken, refresh_token: refreshToken, expires_in: holdsFor } = tokens;
  return {
    provider,
    subject: oauth.getValidatedIdTokenClaims(tokens)?.sub ?? before?.subject ?? '',
    idToken: idToken ?? before?.idToken ?? '',
    ...((refreshToken ?? before?.refreshToken) && { refreshToken: refreshToken ?? before?.refreshToken }),
    ...(holdsFor && { holdsFor }),
  };
}

/** What the hub makes of the token. Where the role has several purposes, pages name theirs; the first is for all others. */
async function whoIs(token: string, at: AtProvider): Promise<Session> {
  const first = await ask({ token }, MeDocument, {});
  const [purpose] = first.problem?.code === 'PURPOSE_REQUIRED' ? (first.problem.allowed ?? []) : [];
  const { data, problem } = purpose ? await ask({ token, purpose: purpose as Purpose }, MeDocument, {}) : first;
  if (!data) throw refusedByHub(problem);
  const { agency, role, purpose: own, organisation } = data.viewer;
  return {
    agency: agency as Session['agency'],
    organisation: organisation.name,
    code: organisation.code,
    role,
    purpose: own,
    token,
    at,
  };
}
