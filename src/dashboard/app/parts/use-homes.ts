import { ask } from '../graph/ask.ts';
import { HomesDocument, type HomesQuery } from '../graph/documents.ts';
import { pageByPage, useAll } from '../graph/use-all.ts';

export type Home = HomesQuery['careHomes']['nodes'][number];

export const allHomes = pageByPage<Home>(async (asker, after, signal) => {
  const { data, problem } = await ask(asker, HomesDocument, { after }, signal);
  return { list: data?.careHomes, problem };
});

/** Every home of the directory; those that have come so far while there are more. */
export const useHomes = () => useAll(allHomes);
