import { ask } from '../graph/ask.ts';
import { NetworksDocument, type NetworksQuery } from '../graph/documents.ts';
import { pageByPage } from '../graph/use-all.ts';

/** Every primary care network of the directory. */
export const allNetworks = pageByPage<NetworksQuery['primaryCareNetworks']['nodes'][number]>(
  async (asker, after, signal) => {
    const { data, problem } = await ask(asker, NetworksDocument, { after }, signal);
    return { list: data?.primaryCareNetworks, problem };
  },
);
