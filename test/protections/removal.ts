/** How one protection is taken away, as somebody might by mistake. */
export type Change =
  /** Of a compiled file, this text, which stands there once. */
  | { file: string; from: string; to: string }
  /** Of a function of the database, this text, which stands there once. */
  | { function: string; from: string; to: string }
  /** What the owner of the database says. */
  | { sql: string };

/** A protection, and the test that fails without it. */
export interface Removal {
  protection: string;
  /** Several where one wall holds what another lets through: together they are the protection. */
  changes: readonly Change[];
  test: { file: string; title: string };
}

/** A way in which systems like this one have leaked, and what keeps this one from it. */
export interface FailureClass {
  title: string;
  /** Where it happened, with its reference. */
  happened: string;
  removals: readonly Removal[];
}

/** What is to be done in a migrated database to take the protection away; undefined for a file. */
export function sqlOf(change: Change): string | undefined {
  if ('sql' in change) return change.sql;
  if ('file' in change) return undefined;
  const { from, to } = change;
  const quoted = (text: string) => `$removal$${text}$removal$`;
  return `do $do$ declare made text := pg_get_functiondef('${change.function}'::regprocedure); begin
    if (length(made) - length(replace(made, ${quoted(from)}, ''))) <> length(${quoted(from)}) then
      raise exception 'this does not stand there once: %', ${quoted(from)};
    end if;
    execute replace(made, ${quoted(from)}, ${quoted(to)}); end $do$`;
}
