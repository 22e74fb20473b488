import type { ClientBase } from 'pg';

/** The rows of a statement, some at a time, in the transaction that is open. */
export async function* streamed<Row extends unknown[], T>(
  client: ClientBase,
  name: string,
  statement: string,
  size: number,
  read: (row: Row) => T,
): AsyncGenerator<T> {
  await client.query(`declare ${name} no scroll cursor for ${statement}`);
  try {
    for (;;) {
      const { rows } = await client.query<Row>({ text: `fetch ${size} from ${name}`, rowMode: 'array' });
      for (const row of rows) yield read(row);
      if (rows.length < size) return;
    }
  } finally {
    await client.query(`close ${name}`).catch(() => undefined);
  }
}

/** A sequence of which one can see the next before taking it. */
export class Ahead<T> {
  readonly #source: AsyncIterator<T>;
  #next: IteratorResult<T> | undefined;

  constructor(source: AsyncIterable<T>) {
    this.#source = source[Symbol.asyncIterator]();
  }

  async peek(): Promise<T | undefined> {
    this.#next ??= await this.#source.next();
    return this.#next.done ? undefined : this.#next.value;
  }

  async take(): Promise<T | undefined> {
    const value = await this.peek();
    if (!this.#next?.done) this.#next = undefined;
    return value;
  }

  async close(): Promise<void> {
    await this.#source.return?.();
  }
}
