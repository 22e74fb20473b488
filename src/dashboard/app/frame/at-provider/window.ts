import type { Session } from '../session.ts';
import type { AtProvider } from './provider.ts';
import { NotSignedIn } from './refused.ts';
import { addressOf, makeSecrets, sessionFrom } from './request.ts';

/** One channel for each sign-in: who does not know its state hears nothing. */
const channelOf = (state: string) => new BroadcastChannel(`caregraph:signed-in:${state}`);
/** Milliseconds in which a page that waits answers. */
const patience = 2_000;

/**
 * Signs the same person in again in a window of its own, so that the page stays as it is. The window hands over what the
 * provider answered; the token is fetched here and stays here.
 */
export async function inWindow(opened: Window | null, session: Session, at: AtProvider): Promise<Session> {
  if (!opened) throw new NotSignedIn(noWindow);
  const secrets = makeSecrets();
  const channel = channelOf(secrets.state);
  try {
    const handed = new Promise<string>((resolve) => {
      channel.onmessage = ({ data }) => {
        channel.postMessage('taken');
        resolve(String(data));
      };
    });
    opened.location.assign(await addressOf(at.provider, secrets));
    const again = await sessionFrom(at.provider, secrets, new URL(await handed));
    const same = again.at?.subject === at.subject && again.code === session.code && again.role === session.role;
    if (!same) throw new NotSignedIn(somebodyElse);
    return again;
  } finally {
    channel.close();
  }
}

/** In that window: hands the answer to the page that waits for it. False if none does. */
export async function handOver(answer: URL): Promise<boolean> {
  const channel = channelOf(answer.searchParams.get('state') ?? '');
  try {
    const taken = new Promise<boolean>((resolve) => {
      channel.onmessage = () => resolve(true);
      setTimeout(() => resolve(false), patience);
    });
    channel.postMessage(answer.href);
    return await taken;
  } finally {
    channel.close();
  }
}
const noWindow = {
  code: 'WINDOW_BLOCKED',
  message: 'Your browser opened no window to sign in.',
  remedy: 'Allow windows of this page, then try again. Nothing that you typed is lost until you close the page.',
};
const somebodyElse = {
  code: 'SOMEBODY_ELSE',
  message: 'Somebody else signed in, or the same person in another role.',
  remedy: 'Sign in as you were to go on here. To go on as somebody else, sign out first.',
};
