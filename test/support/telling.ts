import type { Asking } from './hub.ts';

/** What a mutation comes to. */
export interface Told<Row> {
  record: Row;
  /** The whole place within the input, and the code. */
  problems: [place: string, code: string][];
  messages: string[];
}
interface Payload {
  record: never;
  problems: { path: string[]; code: string; message: string }[];
}

/** Calls mutations, each with an input and a key of its own that begins with `prefix`. */
export function telling(prefix: string) {
  let keys = 0;
  const send = (viewer: Asking, mutation: string, input: object, fields: string) => {
    const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input!`;
    return viewer.ask<Record<string, Payload> | null>(
      `mutation ($input: ${type}) { ${mutation}(input: $input) { record { ${fields} } problems { path code message } } }`,
      { input: { idempotencyKey: `${prefix}-${++keys}`, ...input } },
    );
  };
  return {
    /** What it comes to, with what `fields` say of the record. */
    async tell<Row>(viewer: Asking, mutation: string, input: object, fields = 'id'): Promise<Told<Row>> {
      const { data, text } = await send(viewer, mutation, input, fields);
      const told = data?.[mutation];
      if (!told) throw new Error(text);
      return {
        record: told.record,
        problems: told.problems.map(({ path, code }) => [path.slice(1).join('.'), code]),
        messages: told.problems.map(({ message }) => message),
      };
    },
    /** The code of the refusal with which it is answered; undefined if it is not refused. */
    refusalOf: async (viewer: Asking, mutation: string, input: object): Promise<string | undefined> =>
      (await send(viewer, mutation, input, 'id')).errors?.[0]?.extensions.code,
  };
}
