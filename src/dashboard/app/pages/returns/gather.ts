import { ask } from '../../graph/ask.ts';
import { type HomeReturnedFragment, ReturnsOfHomeDocument, ReturnsOfHomesDocument } from '../../graph/documents.ts';
import { type Gather, pageByPage } from '../../graph/use-all.ts';
import { type Standing, standingOf } from './standing.ts';

type ReturningHome = HomeReturnedFragment;

export interface Row {
  readonly home: Pick<ReturningHome, 'cqcLocationId' | 'name' | 'rewardSchemeSignedUpOn'>;
  /** One for each month that was asked for. */
  readonly standings: readonly Standing[];
}

/** Of the own home, or of every home whose returns are shared with whoever asks; of others nothing comes. */
export function gatherReturns(own: string | undefined, months: readonly string[], today: string): Gather<Row> {
  // The months are those before this one.
  const [from = '', to] = [months[0], `${today.slice(0, 7)}-01`];
  const homes = own ? ownHome(own, from, to) : everyHome(from, to);
  return (asker, give, signal) =>
    homes(
      asker,
      (home) => {
        // Returns of homes for which others commission are shared with those.
        if (home.monthlyReturns) give(rowOf(home, home.monthlyReturns, months, today));
      },
      signal,
    );
}

function rowOf(
  home: ReturningHome,
  returns: NonNullable<ReturningHome['monthlyReturns']>,
  months: readonly string[],
  today: string,
): Row {
  const returned = months.map((month) => returns.find((one) => one.month === month));
  const { rewardSchemeSignedUpOn: since } = home;
  return { home, standings: returned.map((one) => (one ? standingOf(one, since, today) : 'NOT_EXPECTED')) };
}

function ownHome(home: string, from: string, to: string): Gather<ReturningHome> {
  return async (asker, give, signal) => {
    const { data, problem } = await ask(asker, ReturnsOfHomeDocument, { home, from, to }, signal);
    if (data?.careHome) give(data.careHome);
    return problem;
  };
}

const everyHome = (from: string, to: string) =>
  pageByPage<ReturningHome>(async (asker, after, signal) => {
    const { data, problem } = await ask(asker, ReturnsOfHomesDocument, { from, to, after }, signal);
    return { list: data?.careHomes, problem };
  });
