import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { WebSocket } from 'ws';

/** A socket that says exactly what it is told to, for what no good client does. */
export class RawSocket {
  readonly socket: WebSocket;
  readonly messages: { type: string; id?: string; payload?: unknown }[] = [];
  closed: { code: number; reason: string } | undefined;

  constructor(
    url: string,
    { protocol = 'graphql-transport-ws', headers = {} }: { protocol?: string; headers?: object } = {},
  ) {
    this.socket = new WebSocket(url.replace(/^http/, 'ws'), protocol ? [protocol] : [], {
      headers: headers as Record<string, string>,
    });
    this.socket.on('error', () => undefined);
    this.socket.on('message', (data) => void this.messages.push(JSON.parse(String(data))));
    this.socket.on('close', (code, reason) => {
      this.closed = { code, reason: String(reason) };
    });
  }

  async opened(): Promise<this> {
    if (this.socket.readyState === WebSocket.CONNECTING) await once(this.socket, 'open');
    return this;
  }

  say(message: object | string): void {
    this.socket.send(typeof message === 'string' ? message : JSON.stringify(message));
  }

  /** Says who it is, and waits until that was accepted or refused. */
  async init(token: string, more: object = {}): Promise<this> {
    await this.opened();
    this.say({ type: 'connection_init', payload: { authorization: `Bearer ${token}`, ...more } });
    await this.until(() => this.messages.length > 0 || this.closed !== undefined);
    return this;
  }

  subscribe(id: string, query: string, variables: object = {}): void {
    this.say({ type: 'subscribe', id, payload: { query, variables } });
  }

  async until(holds: () => boolean, milliseconds = 5_000): Promise<void> {
    const end = Date.now() + milliseconds;
    while (!holds() && Date.now() < end) await pause(10);
  }

  async end(milliseconds?: number): Promise<RawSocket['closed']> {
    await this.until(() => this.closed !== undefined, milliseconds);
    return this.closed;
  }

  /** The code of the error that ended a subscription. */
  async errorOf(id: string): Promise<string | undefined> {
    const found = () => this.messages.find((one) => one.type === 'error' && one.id === id);
    await this.until(() => found() !== undefined || this.closed !== undefined);
    return (found()?.payload as { extensions: { code: string } }[] | undefined)?.[0]?.extensions.code;
  }
}
