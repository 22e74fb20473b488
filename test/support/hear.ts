import { setTimeout as pause } from 'node:timers/promises';
import { type Client, createClient } from 'graphql-ws';

export interface Told<Data> {
  data: Data;
  errors?: { message: string; extensions: { code: string } }[];
}

interface Options {
  /** What the first message says; a token, unless something else is wanted. */
  params?: Record<string, unknown>;
  /** Beside the document, such as the hash in its place. */
  extensions?: Record<string, unknown>;
  /** Connects again after a loss so often. */
  retries?: number;
}

/** Hears of changes as a dashboard would, with the client of graphql-ws and a real socket. */
export class Listener<Data = Record<string, unknown>> {
  readonly told: Told<Data>[] = [];
  /** What ended the subscription: errors of the hub, or the code by which the socket was closed. */
  ended: { codes?: string[]; close?: number; reason?: string } | undefined;
  readonly client: Client;
  #connected = 0;

  constructor(
    url: string,
    token: string,
    query: string,
    variables: object = {},
    { params, extensions, retries = 0 }: Options = {},
  ) {
    this.client = createClient({
      url: url.replace(/^http/, 'ws'),
      connectionParams: params ?? { authorization: `Bearer ${token}` },
      retryAttempts: retries,
      retryWait: () => pause(100),
      lazy: true,
      on: {
        connected: () => {
          this.#connected += 1;
        },
      },
    });
    this.client.subscribe(
      { query, variables: variables as Record<string, unknown>, ...(extensions && { extensions }) },
      {
        next: (told) => void this.told.push(told as unknown as Told<Data>),
        complete: () => {
          this.ended ??= {};
        },
        error: (error) => {
          this.ended = endOf(error);
        },
      },
    );
  }

  /** Waits until it is connected and the hub has had time to open what was asked for. */
  async opened(): Promise<this> {
    await this.until(() => this.#connected > 0 || this.ended !== undefined);
    await pause(150);
    return this;
  }

  async until(holds: () => boolean, milliseconds = 5_000): Promise<void> {
    const end = Date.now() + milliseconds;
    while (!holds() && Date.now() < end) await pause(10);
  }

  /** What was told once there are so many, or after a while. */
  async heard(many: number, milliseconds?: number): Promise<Told<Data>[]> {
    await this.until(() => this.told.length >= many || this.ended !== undefined, milliseconds);
    return this.told;
  }

  async over(milliseconds?: number): Promise<this['ended']> {
    await this.until(() => this.ended !== undefined, milliseconds);
    return this.ended;
  }

  async close(): Promise<void> {
    await this.client.dispose();
  }
}

function endOf(error: unknown): Listener['ended'] {
  if (Array.isArray(error)) return { codes: error.map(({ extensions }) => extensions?.code) };
  const { code, reason } = error as { code?: number; reason?: string };
  return code === undefined ? { codes: [String(error)] } : { close: code, ...(reason && { reason }) };
}
