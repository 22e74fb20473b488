import { DatabaseSync, type StatementSync } from 'node:sqlite';
import type { Reject } from '../engine/format.ts';

/** What was read of a resource: what it says, in the form of its kind, and what is wrong with it. */
export interface Read<Said> {
  said: Said;
  rejects: readonly Omit<Reject, 'line'>[];
}

/** Of what a resource says another kind of line is made. */
export interface Told extends Read<unknown> {
  line: number;
}

/**
 * Where the resources of one file lie until all are read, as references may point forward: in a file without a name that
 * SQLite keeps beside a little memory, and that is gone with the process, however that ends.
 */
export class Desk {
  readonly #db = new DatabaseSync('');
  readonly #tell: StatementSync;
  readonly #name: StatementSync;
  readonly #find: StatementSync;

  constructor() {
    this.#db.exec(`
      pragma journal_mode = off; pragma synchronous = off; pragma temp_store = file;
      create table told (line integer primary key, read text not null);
      create table named (type text not null, key text not null, read text not null);
      create index named_by on named (type, key);
      begin`);
    this.#tell = this.#db.prepare('insert into told (line, read) values (?, ?)');
    this.#name = this.#db.prepare('insert into named (type, key, read) values (?, ?, ?)');
    this.#find = this.#db.prepare('select distinct read from named where type = ? and key = ? limit 2');
  }

  tell(line: number, read: Read<unknown>): void {
    this.#tell.run(line, JSON.stringify(read));
  }

  name(type: string, keys: readonly string[], read: Read<unknown>): void {
    const written = JSON.stringify(read);
    for (const key of keys) this.#name.run(type, key, written);
  }

  /** The one resource of a type that is called so; undefined if there is none, or if several say different things. */
  called<Said>(type: string, key: string): Read<Said> | undefined {
    const [one, another] = this.#find.all(type, key);
    return one && !another ? JSON.parse(String(one.read)) : undefined;
  }

  /** In the order of their lines. */
  *told(): Generator<Told> {
    for (const { line, read } of this.#db.prepare('select line, read from told order by line').iterate()) {
      yield { line: Number(line), ...JSON.parse(String(read)) };
    }
  }

  close(): void {
    this.#db.close();
  }
}
