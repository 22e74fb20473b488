import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair } from 'jose';
import { type Configuration, Provider } from 'oidc-provider';

/** Somebody whom the provider knows, and what it says of them to the hub. */
export interface Person {
  organisation: string;
  role: string;
}

const audience = 'https://caregraph.example';
const client = 'caregraph';
const escaped = (text: string) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

/**
 * An identity provider on loopback that other people wrote, where one signs in by clicking a name. It begins to answer once
 * it knows where the hub is.
 */
export async function identityProvider(people: Readonly<Record<string, Person>>) {
  let callback: ((request: IncomingMessage, response: ServerResponse) => unknown) | undefined;
  const server = createServer((request, response) => {
    if (request.url === '/favicon.ico') response.writeHead(204).end();
    else if (callback) void callback(request, response);
    else response.writeHead(503).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://localhost:${(server.address() as AddressInfo).port}`;
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  const keys = [{ ...(await exportJWK(privateKey)), alg: 'ES256', use: 'sig', kid: 'one' }];
  /** Seconds for which its tokens hold, and whether it gives one that fetches others. */
  const gives = { holdsFor: 3_600, renewal: false };

  return {
    issuer,
    gives,
    /** What the hub is told of it. */
    setting: JSON.stringify([
      {
        ...{ issuer, audience, jwks: `${issuer}/jwks`, organisations: ['every home'], 'dashboard-client': client },
        ...{ algorithms: ['ES256'], 'dashboard-resource': audience },
      },
    ]),
    serve(hub: string) {
      const provider = new Provider(issuer, configurationOf(hub, people, keys, gives));
      const answer = provider.callback();
      callback = (request, response) =>
        request.url?.startsWith('/as/') ? chosen(provider, people, request, response) : answer(request, response);
    },
    async end() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function configurationOf(
  hub: string,
  people: Readonly<Record<string, Person>>,
  keys: object[],
  gives: { holdsFor: number; renewal: boolean },
): Configuration {
  return {
    clients: [
      {
        client_id: client,
        token_endpoint_auth_method: 'none',
        id_token_signed_response_alg: 'ES256',
        grant_types: ['authorization_code', 'refresh_token'],
        redirect_uris: [`${hub}/dashboard/signed-in`],
        post_logout_redirect_uris: [`${hub}/dashboard`],
      },
    ],
    jwks: { keys } as Configuration['jwks'] & object,
    cookies: { keys: ['of a test'] },
    clientBasedCORS: (_context, origin) => origin === hub,
    findAccount: (_context, accountId) => ({ accountId, claims: () => ({ sub: accountId }) }),
    extraTokenClaims: (_context, token) => ({ ...people[(token as { accountId?: string }).accountId ?? ''] }),
    issueRefreshToken: async () => gives.renewal,
    interactions: { url: (_context, { uid }) => `/as/${uid}` },
    // Whoever signs in lets the dashboard know who they are: it is asked of nobody.
    async loadExistingGrant({ oidc }) {
      const grant = new oidc.provider.Grant({ accountId: oidc.session?.accountId, clientId: client });
      grant.addOIDCScope('openid');
      grant.addResourceScope(audience, '');
      await grant.save();
      return grant;
    },
    features: {
      devInteractions: { enabled: false },
      resourceIndicators: {
        enabled: true,
        useGrantedResource: () => true,
        getResourceServerInfo: () => ({
          ...{ scope: '', audience, accessTokenFormat: 'jwt', accessTokenTTL: gives.holdsFor },
          jwt: { sign: { alg: 'ES256' } },
        }),
      },
      rpInitiatedLogout: {
        // The page that asks is the provider's own; nobody doubts here.
        logoutSource: (context, form) => {
          context.body = `<!doctype html><title>Signing out</title>${form}<button form="op.logoutForm" name="logout" value="yes">Sign out here too</button>`;
        },
      },
    },
  };
}

/** The page on which one is chosen, and what follows from the choice. */
async function chosen(
  provider: Provider,
  people: Readonly<Record<string, Person>>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const name = new URL(request.url ?? '', 'http://localhost').searchParams.get('name');
  if (name === null) {
    const links = Object.keys(people).map((one) => `<p><a href="?name=${escaped(one)}">${escaped(one)}</a></p>`);
    const page = `<!doctype html><title>Sign in</title>${links.join('')}<p><a href="?name=">Turn back</a></p>`;
    response.setHeader('content-type', 'text/html').end(page);
    return;
  }
  const denied = { error: 'access_denied', error_description: 'turned back' };
  await provider.interactionFinished(request, response, name ? { login: { accountId: name } } : denied);
}
