import type { Dimension } from '../../graph/documents.ts';
import { type Gather, useAll } from '../../graph/use-all.ts';
import { allHomes } from '../../parts/use-homes.ts';
import { allNetworks } from '../../parts/use-networks.ts';
import { inWords } from '../../parts/words.ts';

type Named = readonly [code: string, name: string];

/** Where the names of members stand that are codes of the directory. */
const directory: Partial<Record<Dimension, Gather<Named>>> = {
  PROVIDER: (asker, give, signal) =>
    allHomes(asker, ({ cqcProviderId, providerName }) => give([cqcProviderId, providerName]), signal),
  NETWORK: (asker, give, signal) => allNetworks(asker, ({ code, name }) => give([code, name]), signal),
};
const nowhere: Gather<Named> = async () => undefined;

/** How people call the members of groupings by these dimensions, of which one at most is of the directory. */
export function useMemberNames(groupBy: readonly Dimension[]): (dimension: Dimension, member: string) => string {
  const listed = groupBy.find((dimension) => directory[dimension]);
  const names = new Map(useAll((listed && directory[listed]) ?? nowhere).parts);
  return (dimension, member) => (dimension === listed && names.get(member)) || inWords(member);
}
