import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { CloseCode } from 'graphql-ws';
import type { WebSocket } from 'ws';
import { purposeHeader } from '../../access/purpose.ts';
import type { Viewer } from '../../access/viewer.ts';
import { Refusal } from '../../shared/refusals.ts';
import type { Asked } from '../agency-graph.ts';
import { headersOf } from '../headers.ts';
import { describe } from '../log.ts';
import { stands, underAgreement } from '../once-more.ts';
import { type Hearing, Looking, SignedOut, Told } from './looking.ts';
import type { Places } from './places.ts';
import { type Listener, Subscription } from './subscription.ts';

/** RFC 6455: the hub stops, or cannot serve now; clients of graphql-ws connect again by themselves. */
export const goingAway = 1001;
const tryAgainLater = 1013;
/** Milliseconds that a client gets to answer that it closes too. */
const parting = 1_000;

/** One connection of somebody who hears of changes, from its opening to its end. */
export class Connection implements Listener {
  headers: IncomingHttpHeaders;
  readonly #hearing: Hearing;
  readonly #places: Places;
  readonly #socket: WebSocket;
  readonly #timers: NodeJS.Timeout[] = [];
  readonly #leaving: (() => void)[] = [];
  readonly #subscriptions = new Set<Subscription>();
  #alive = true;
  #closed = false;

  constructor(hearing: Hearing, places: Places, socket: WebSocket, request: IncomingMessage) {
    this.#hearing = hearing;
    this.#places = places;
    this.#socket = socket;
    this.headers = headersOf(request);
    socket.on('pong', () => {
      this.#alive = true;
    });
    socket.once('close', () => this.#over());
    this.#timers.push(setInterval(() => void this.#check(), hearing.limits.ping));
  }

  /** Signs in with what the client sent first; whoever is refused is closed with the code of the refusal. */
  async begin(said: Readonly<Record<string, unknown>> = {}): Promise<boolean> {
    this.headers = withSaid(this.headers, said);
    const viewer = await this.#signIn();
    if (!viewer || this.#closed) return false;
    const { limits } = this.#hearing;
    const ofUser = `${viewer.organisation.id} ${viewer.authority} ${viewer.user}`;
    const left = [
      this.#places.take(ofUser, limits.socketsOfUser),
      this.#places.take(viewer.organisation.id, limits.socketsOfOrganisation),
    ];
    this.#leaving.push(...left.filter((leave) => leave !== undefined));
    if (left.includes(undefined)) {
      this.close(CloseCode.TooManyInitialisationRequests, 'TOO_MANY_SUBSCRIPTIONS');
      return false;
    }
    const expires = (viewer.expires ?? Number.POSITIVE_INFINITY) - Date.now();
    if (Number.isFinite(expires))
      this.#timers.push(setTimeout(() => this.signedOut(new Refusal('TOKEN_EXPIRED')), Math.max(expires, 0)));
    return true;
  }

  /** Opens a subscription; throws what is to be told if it may not be. */
  async subscribe(asked: Asked) {
    const subscription = new Subscription(this.#hearing, this, asked);
    const { subscriptions } = this.#hearing.limits;
    if (this.#subscriptions.size >= subscriptions)
      throw new Told(new Refusal('TOO_MANY_SUBSCRIPTIONS', { limit: subscriptions }), '');
    this.#subscriptions.add(subscription);
    subscription.whenOver(() => this.#subscriptions.delete(subscription));
    return subscription.open();
  }

  signedOut({ code }: Refusal): void {
    this.close(CloseCode.Forbidden, code);
  }

  close(code: number, reason: string): void {
    if (this.#closed) return;
    this.#socket.close(code, reason);
    this.#over();
    // Whoever does not read does not answer either.
    setTimeout(() => this.#socket.terminate(), parting).unref();
  }

  /** Resolves once the client's side has taken it: so no more waits for a slow client than one message a subscription. */
  send(text: string): Promise<void> {
    if (this.#closed) return Promise.resolve();
    return new Promise((resolve) => {
      const slow = setTimeout(() => this.close(tryAgainLater, 'SLOW'), this.#hearing.limits.taking);
      this.#socket.send(text, () => {
        clearTimeout(slow);
        resolve();
      });
    });
  }

  /** A fault of ours, or of a client that does not keep to the protocol. */
  fail(error: unknown): void {
    this.#hearing.log.error({ error: describe(error) }, 'a subscription failed');
    this.close(CloseCode.InternalServerError, 'INTERNAL');
  }

  async #signIn(): Promise<Viewer | undefined> {
    const looking = new Looking(this.#hearing, this.headers);
    try {
      return await underAgreement(this.#hearing.following, (served) => looking.signIn(served), stands);
    } catch (error) {
      const { code, status } = await looking.refuse(error);
      looking.tell('subscriber refused');
      this.close(status >= 500 ? tryAgainLater : CloseCode.Forbidden, code);
      return undefined;
    }
  }

  /** Still there, and still let in? What cannot be found out now is found out with the next event. */
  async #check(): Promise<void> {
    if (!this.#alive) return this.#socket.terminate();
    this.#alive = false;
    this.#socket.ping();
    if (!this.#leaving.length) return;
    const looking = new Looking(this.#hearing, this.headers);
    const { following } = this.#hearing;
    await underAgreement(following, (served) => looking.signIn(served), stands).catch((error: unknown) => {
      if (error instanceof SignedOut) this.signedOut(error.refusal);
    });
  }

  #over(): void {
    this.#closed = true;
    for (const timer of this.#timers) clearTimeout(timer);
    for (const leave of this.#leaving.splice(0)) leave();
    for (const subscription of [...this.#subscriptions]) subscription.end();
  }
}

/** Browsers cannot set headers: what stands there may be said in the first message instead. Said twice, it is neither. */
function withSaid(headers: IncomingHttpHeaders, said: Readonly<Record<string, unknown>>): IncomingHttpHeaders {
  const all = { ...headers };
  for (const [key, value] of Object.entries(said)) {
    const name = key.toLowerCase();
    if (typeof value !== 'string' || ![purposeHeader, 'authorization'].includes(name)) continue;
    const before = all[name];
    all[name] = before === undefined || before === value ? value : `${before}, ${value}`;
  }
  return all;
}
