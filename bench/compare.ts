type Fields = Readonly<Record<string, unknown>>;
type Withheld = readonly { field: string; form: string | null }[];

/**
 * Where `other` tells something else than `hub`, or nothing. With `more`, `other` may show what the hub withholds, and
 * in an order that comes of it; whatever the hub shows must be there all the same. (A null of the hub may be such a
 * thing too, where the question did not ask what is withheld.)
 */
export function difference(hub: unknown, other: unknown, more: boolean, path = 'data'): string | undefined {
  if (Array.isArray(hub) && Array.isArray(other)) return ofLists(hub, other, more, path);
  if (isObject(hub) && isObject(other)) return ofObjects(hub, other, more, path);
  if (hub === other || (more && hub === null)) return undefined;
  return `${path}: ${JSON.stringify(hub)} and ${JSON.stringify(other)}`;
}

function ofLists(hub: readonly unknown[], other: readonly unknown[], more: boolean, path: string): string | undefined {
  if (hub.length !== other.length) return `${path}: ${hub.length} and ${other.length} items`;
  const inOrder = more ? byId(other) : other;
  return first((more ? byId(hub) : hub).keys(), (place) => {
    const item = (more ? byId(hub) : hub)[place];
    return difference(item, inOrder[place], more, `${path}.${place}`);
  });
}

function ofObjects(hub: Fields, other: Fields, more: boolean, path: string): string | undefined {
  const withheld = new Map(((hub.withheld ?? []) as Withheld).map(({ field, form }) => [field, form]));
  return first(Object.keys(hub), (field) => {
    if (more && field === 'withheld') return undefined;
    if (more && withheld.has(field)) return undefined;
    // A cursor is of use only to the server that made it.
    if (field === 'endCursor') return difference(hub[field] === null, other[field] === null, more, `${path}.${field}`);
    return difference(hub[field], other[field], more, `${path}.${field}`);
  });
}

function byId(list: readonly unknown[]): readonly unknown[] {
  const idOf = (item: unknown) => (isObject(item) && typeof item.id === 'string' ? item.id : '');
  return list.toSorted((one, another) => (idOf(one) < idOf(another) ? -1 : idOf(one) > idOf(another) ? 1 : 0));
}

const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function first<Item>(items: Iterable<Item>, look: (item: Item) => string | undefined): string | undefined {
  for (const item of items) {
    const found = look(item);
    if (found) return found;
  }
  return undefined;
}
