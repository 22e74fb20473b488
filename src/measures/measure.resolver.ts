import { Arg, Ctx, Query, Resolver } from 'type-graphql';
import type { HubContext } from '../access/context.ts';
import { Refusal } from '../shared/refusals.ts';
import { CalendarDate } from '../shared/scalars.ts';
import { answer, groupingsOf } from './answer.ts';
import { measures } from './definitions/index.ts';
import { Measure, MeasureDefinition } from './measure.types.ts';
import { Dimension, MeasureBlock, MeasureName } from './measure.values.ts';
import { publicationName, storedPeriods } from './stored.ts';

@Resolver()
export class MeasureResolver {
  @Query(() => Measure, {
    description:
      'A measure as it was published. The answer is about the published periods nearest to what was asked, and says so; PERIOD_INVALID if none of these days is published, GROUPING_NOT_PUBLISHED if the agreement does not list the grouping.',
  })
  measure(
    @Arg('of', () => MeasureName, { description: 'What is measured.' }) of: MeasureName,
    @Arg('from', () => CalendarDate, { description: 'The first day that is asked about.' }) from: string,
    @Arg('to', () => CalendarDate, { description: 'The first day that is not.' }) to: string,
    @Arg('groupBy', () => [Dimension], {
      nullable: true,
      description: 'One of the groupings that `measures` lists, in any order; the total alone if left out.',
    })
    groupBy: Dimension[] | null | undefined,
    @Ctx() context: HubContext,
  ): Promise<Measure> {
    const definition = measures.find(({ name }) => name === of);
    if (!definition) throw new Refusal('BAD_INPUT', { at: 'of' });
    return answer(context, { definition, from, to, groupBy: [...new Set(groupBy)] });
  }

  @Query(() => [MeasureDefinition], { description: 'What can be measured, and in which groupings and periods.' })
  async measures(@Ctx() context: HubContext): Promise<MeasureDefinition[]> {
    const periods = await storedPeriods(context);
    return measures.map((definition) => ({
      ...definition,
      dimensions: [...definition.dimensions],
      groupings: groupingsOf(context, definition).map((table) => ({
        dimensions: table.dimensions as Dimension[],
        block: MeasureBlock[table.period],
        periods: periods.get(publicationName(context.agreement, table)) ?? [],
      })),
    }));
  }
}
