import { CannotStart } from '../cannot-start.ts';
import {
  endOfRows,
  format,
  type Header,
  headerOf,
  linesIn,
  type Table,
  type Trailer,
  tableLine,
  trailerOf,
} from './format.ts';

const ending = Buffer.from(endOfRows);
const endingAfterRow = Buffer.from(`\n${endOfRows}`);
/** A header names each table with its columns: some ten thousand characters. */
const longestLine = 4 * 1024 * 1024;

const broken = () => new CannotStart('The file is broken or not whole: nothing was restored. Take another copy of it.');

/** A backup as it is read, unsealed and unpacked, from its beginning to its end. */
export class BackupReader {
  readonly #source: AsyncIterator<Uint8Array>;
  #rest: Buffer = Buffer.alloc(0);

  constructor(source: AsyncIterable<Uint8Array>) {
    this.#source = source[Symbol.asyncIterator]();
  }

  async header(): Promise<Header> {
    const header = headerOf(await this.#line());
    if (header?.format === format) return header;
    throw new CannotStart('The file is no backup that this release of CareGraph can read.');
  }

  /** The rows of one table after another: `each` is given all lines of it. */
  async tables(header: Header, each: (table: Table, rows: AsyncIterable<Buffer>) => Promise<void>): Promise<Trailer> {
    const found: number[] = [];
    for (const table of header.tables) {
      if (`${await this.#line()}\n` !== tableLine(table)) throw broken();
      let count = 0;
      await each(
        table,
        this.#rows((lines) => (count += lines)),
      );
      found.push(count);
    }
    const trailer = trailerOf(await this.#line());
    if (!trailer || JSON.stringify(trailer.rows) !== JSON.stringify(found) || !(await this.#isAtEnd())) throw broken();
    return trailer;
  }

  async #more(): Promise<boolean> {
    const { value, done } = await this.#source.next();
    if (done) return false;
    this.#rest = this.#rest.length ? Buffer.concat([this.#rest, value]) : Buffer.from(value);
    return true;
  }

  async #line(): Promise<string> {
    for (;;) {
      const end = this.#rest.indexOf(10);
      if (end >= 0) {
        const line = this.#rest.toString('utf8', 0, end);
        this.#rest = this.#rest.subarray(end + 1);
        return line;
      }
      if (this.#rest.length > longestLine || !(await this.#more())) throw broken();
    }
  }

  /** Whole lines, as many as have come, up to the one that ends them. */
  async *#rows(counted: (lines: number) => void): AsyncGenerator<Buffer> {
    for (;;) {
      if (this.#rest.subarray(0, ending.length).equals(ending)) {
        this.#rest = this.#rest.subarray(ending.length);
        return;
      }
      const last = this.#rest.indexOf(endingAfterRow);
      const end = last >= 0 ? last + 1 : this.#rest.lastIndexOf(10) + 1;
      const lines = this.#rest.subarray(0, end);
      this.#rest = this.#rest.subarray(end);
      if (end > 0) {
        counted(linesIn(lines));
        yield lines;
      }
      if (last < 0 && !(await this.#more())) throw broken();
    }
  }

  async #isAtEnd(): Promise<boolean> {
    return this.#rest.length === 0 && !(await this.#more());
  }
}
