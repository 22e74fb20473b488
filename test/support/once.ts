interface Store<Key, Worked> {
  get(key: Key): Worked | undefined;
  set(key: Key, worked: Worked): unknown;
  has(key: Key): boolean;
}

/** Does the work for each key once, and remembers what came of it; the rest goes with the key. */
export function once<Key, Rest extends unknown[], Worked>(
  work: (key: Key, ...rest: Rest) => Worked,
  known: Store<Key, Worked> = new Map(),
): (key: Key, ...rest: Rest) => Worked {
  return (key, ...rest) => {
    if (!known.has(key)) known.set(key, work(key, ...rest));
    return known.get(key) as Worked;
  };
}
