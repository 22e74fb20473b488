import type { SignIn } from '../sign-in.ts';
import { agencyNames, type Question } from './questions.ts';

/**
 * Who asks in each column: for each agency the sign-in whose purpose suits the question best. Where a question is about
 * residents, practices have two columns: one may be registered with the resident, while the other leads the home.
 */
export function columnsFor({ purposes, shows }: Question, signIns: readonly SignIn[]): SignIn[] {
  const rank = ({ purpose }: SignIn) => (purposes.indexOf(purpose) + purposes.length + 1) % (purposes.length + 1);
  return agencyNames.flatMap(([agency]) => {
    const suited = signIns.filter((signIn) => signIn.agency === agency).sort((one, other) => rank(one) - rank(other));
    const first = suited[0];
    if (!first) return [];
    const second = suited.find(({ code, purpose }) => code !== first.code && purpose === first.purpose);
    return shows === 'residents' && agency === 'practice' && second ? [first, second] : [first];
  });
}
