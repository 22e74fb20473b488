import { ask } from '../../graph/ask.ts';
import { MeasureByDocument, MeasuresDocument } from '../../graph/documents.ts';
import { each, type Gather } from '../../graph/use-all.ts';
import type { Definition } from '../measures/measures.tsx';
import { periodsOf } from '../measures/one-measure.tsx';
import type { Measured } from '../measures/rows.ts';

/** A measure of homes in one published period. */
export interface Compared {
  readonly definition: Definition;
  readonly measured: Measured;
}

/** Every measure that is published by home, in its latest period; or of one measure every period, in any order. */
export function gatherCompared(only: string | undefined): Gather<Compared> {
  return async (asker, give, signal) => {
    const { data, problem } = await ask(asker, MeasuresDocument, {}, signal);
    if (!data) return problem;
    const wanted = data.measures.flatMap((definition) => {
      const periods = periodsOf(definition, ['CARE_HOME']);
      if (only) return only === definition.name ? periods.map((period) => ({ definition, period })) : [];
      return periods.slice(-1).map((period) => ({ definition, period }));
    });
    return each(wanted, async ({ definition, period: { from, to } }) => {
      const variables = { of: definition.name, from, to, groupBy: ['CARE_HOME' as const] };
      const answer = await ask(asker, MeasureByDocument, variables, signal);
      if (answer.data) give({ definition, measured: answer.data.measure });
      return answer.problem;
    });
  };
}
