import { type Asker, ask } from '../../graph/ask.ts';
import { OwnNameDocument, ReturnsOfDocument } from '../../graph/documents.ts';
import { each, type Gather } from '../../graph/use-all.ts';
import { allHomes, type Home } from '../../parts/use-homes.ts';
import { type Standing, standingOf } from './standing.ts';

export interface Row {
  readonly home: Pick<Home, 'cqcLocationId' | 'name' | 'rewardSchemeSignedUpOn'>;
  /** One for each month that was asked for. */
  readonly standings: readonly Standing[];
}

/** Of the own home, or of every home whose returns are shared with whoever asks; of others nothing comes. */
export function gatherReturns(own: string | undefined, months: readonly string[], today: string): Gather<Row> {
  return async (asker, give, signal) => {
    const { homes, problem } = own ? await ownHome(asker, own, signal) : await everyHome(asker, signal);
    if (problem) return problem;
    return each(homes, async (home) => {
      const answer = await ask(asker, ReturnsOfDocument, variablesOf(home.cqcLocationId, months), signal);
      if (!answer.data) return answer.problem;
      const { data } = answer;
      const returned = months.map((_, n) => data[`m${n}` as keyof typeof data]);
      // Returns of homes for which others commission are shared with those.
      if (returned.every((one) => one === null)) return answer.problem;
      const { rewardSchemeSignedUpOn: since } = home;
      give({ home, standings: returned.map((one) => (one ? standingOf(one, since, today) : 'NOT_EXPECTED')) });
      return answer.problem;
    });
  };
}

async function ownHome(asker: Asker, own: string, signal: AbortSignal) {
  const { data, problem } = await ask(asker, OwnNameDocument, { home: own }, signal);
  return { homes: data?.careHome ? [data.careHome] : [], problem };
}

async function everyHome(asker: Asker, signal: AbortSignal) {
  const homes: Home[] = [];
  const problem = await allHomes(asker, (home) => homes.push(home), signal);
  return { homes, problem };
}

function variablesOf(home: string, months: readonly string[]) {
  const [m0 = '', m1 = '', m2 = '', m3 = '', m4 = '', m5 = ''] = months;
  const [m6 = '', m7 = '', m8 = '', m9 = '', m10 = '', m11 = ''] = months.slice(6);
  return { home, m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11 };
}
