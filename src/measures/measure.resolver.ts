import { Arg, Ctx, Query, Resolver } from 'type-graphql';
import type { HubContext } from '../access/context.ts';
import { Refusal } from '../shared/refusals.ts';
import { CalendarDate } from '../shared/scalars.ts';
import { answer, groupingsOf } from './answer.ts';
import { Measure, MeasureDefinition } from './measure.types.ts';
import { Dimension, MeasureName } from './measure.values.ts';
import { measures } from './measures.ts';

@Resolver()
export class MeasureResolver {
  @Query(() => Measure, {
    description: 'A measure as it was published, over the published periods that cover [from, to), at least a year.',
  })
  measure(
    @Arg('of', () => MeasureName) of: MeasureName,
    @Arg('from', () => CalendarDate) from: string,
    @Arg('to', () => CalendarDate) to: string,
    @Arg('groupBy', () => [Dimension], { nullable: true }) groupBy: Dimension[] | null | undefined,
    @Ctx() context: HubContext,
  ): Promise<Measure> {
    const definition = measures.find(({ name }) => name === of);
    if (!definition) throw new Refusal('BAD_INPUT', { at: 'of' });
    return answer(context, { definition, from, to, groupBy: [...new Set(groupBy)] });
  }

  @Query(() => [MeasureDefinition], { description: 'What can be measured.' })
  measures(@Ctx() context: HubContext): MeasureDefinition[] {
    return measures.map((definition) => ({
      ...definition,
      groupings: groupingsOf(context, definition).map((dimensions) => ({ dimensions: dimensions as Dimension[] })),
    }));
  }
}
