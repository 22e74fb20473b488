import type { SqlEntityManager } from '@mikro-orm/postgresql';
import DataLoader from 'dataloader';
import type { Viewer } from '../../viewer.ts';
import type { Session } from '../sessions.ts';

export interface Context {
  viewer: Viewer;
  session: Session;
  em: SqlEntityManager;
  loader<Key, Value>(name: string, load: (keys: readonly Key[]) => Promise<Value[]>): DataLoader<Key, Value>;
}

/** Loaders of one request, by name. */
export function loaders(): Context['loader'] {
  const made = new Map<string, unknown>();
  return <Key, Value>(name: string, load: (keys: readonly Key[]) => Promise<Value[]>) => {
    const loader = (made.get(name) ?? new DataLoader<Key, Value>(load)) as DataLoader<Key, Value>;
    made.set(name, loader);
    return loader;
  };
}

export const today = () => new Date().toISOString().slice(0, 10);

/** A dated fact that holds today. */
export const holdsToday = () => ({
  fromOn: { $lte: today() },
  $or: [{ toOn: null }, { toOn: { $gt: today() } }],
});

/** Column grants refuse `select *`, which MikroORM asks unless it is told the fields. */
export function reading(
  em: SqlEntityManager,
  entity: new () => object,
  ...populate: string[]
): { populate: never; fields: never } {
  const { props, properties } = em.getMetadata().get(entity as never) as unknown as {
    props: { name: string }[];
    properties: Record<string, { targetMeta?: { props: { name: string }[] } }>;
  };
  const further = populate.flatMap((name) =>
    (properties[name]?.targetMeta?.props ?? []).map((each) => `${name}.${each.name}`),
  );
  return { populate: populate as never, fields: [...props.map(({ name }) => name), ...further] as never };
}
