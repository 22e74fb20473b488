import { base } from '../location.ts';
import type { Session } from '../session.ts';
import { type AtProvider, discovered, type Provider } from './provider.ts';
import { addressOf, makeSecrets, returned, type Secrets, sessionFrom } from './request.ts';
import { handOver } from './window.ts';

/** What is kept in this tab while its owner is away at the identity provider. */
interface Away extends Secrets {
  readonly provider: Provider;
  /** Where to go on afterwards. */
  readonly back: string;
}

const key = 'caregraph:away';

/** Sends the page to the identity provider; it forgets all that is in it. */
export async function leaveFor(provider: Provider, asSomebody: boolean): Promise<void> {
  const secrets = makeSecrets();
  const address = await addressOf(provider, secrets, asSomebody);
  const back = location.pathname === returned ? base : location.pathname + location.search;
  sessionStorage.setItem(key, JSON.stringify({ provider, back, ...secrets } satisfies Away));
  location.assign(address);
}

/**
 * Who came back from the identity provider; undefined if nobody is on the way. Nothing of it stays in the address. In a
 * window that another page opened it hands over what came, and is done.
 */
export async function comeBack(): Promise<Session | 'handed over' | undefined> {
  if (location.pathname !== returned) return undefined;
  const answer = new URL(location.href);
  const kept = sessionStorage.getItem(key);
  sessionStorage.removeItem(key);
  const { provider, back, ...secrets } = kept ? (JSON.parse(kept) as Away) : { provider: undefined, back: base };
  history.replaceState(null, '', back.startsWith(`${base}/`) ? back : base);
  if (provider) return sessionFrom(provider, secrets as Secrets, answer);
  return (await handOver(answer)) ? 'handed over' : undefined;
}

/** Ends the session at the identity provider too, where it has a way; the page must show nothing of anybody by then. */
export async function signOutAt({ provider, idToken }: AtProvider): Promise<void> {
  const { end_session_endpoint: end } = await discovered(provider);
  if (!end) return;
  const address = new URL(end);
  const said = { id_token_hint: idToken, client_id: provider.client, post_logout_redirect_uri: location.origin + base };
  for (const [name, value] of Object.entries(said)) address.searchParams.set(name, value);
  location.assign(address);
}
