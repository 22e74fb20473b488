import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, ArgsType, Ctx, Field, FieldResolver, Info, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { HubContext } from '../../access/context.ts';
import { type PublicRow, publicById } from '../../access/reading/public-records.ts';
import type { Statement } from '../../access/reading/statement.ts';
import type { Written } from '../../access/writing/writer.ts';
import { type Connection, connectionOf, PageArguments } from '../connection.ts';
import { IncidentKind } from '../incident/incident.values.ts';
import { Organisation } from '../organisation/organisation.entity.ts';
import { publicPage } from '../public-pages.ts';
import { payloadOf } from '../writing/payload.ts';
import { ShareLessonInput, WithdrawLessonInput } from './lesson.inputs.ts';
import { shareLesson, withdrawLesson } from './lesson.writes.ts';
import { SharedLesson } from './shared-lesson.entity.ts';

const SharedLessonConnection = connectionOf(SharedLesson);
const shared = payloadOf('ShareLesson', SharedLesson);
const withdrawn = payloadOf('WithdrawLesson', SharedLesson);
const payloads = [shared.PayloadResolver, withdrawn.PayloadResolver];

@ArgsType()
class LessonPage extends PageArguments {
  @Field(() => IncidentKind, { nullable: true, description: 'From incidents of this kind only.' })
  incidentKind?: IncidentKind | null;
}

@Resolver(() => SharedLesson)
class SharedLessonResolver {
  @Query(() => SharedLessonConnection, { description: 'Lessons that are shared, newest first.' })
  sharedLessons(
    @Args() { incidentKind, ...page }: LessonPage,
    @Ctx() context: HubContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection<PublicRow>> {
    const where = (statement: Statement) =>
      `t.valid_until is null${incidentKind ? ` and t.incident_kind = ${statement.add(incidentKind, 'text')}` : ''}`;
    const order = { sql: 't.valid_from', type: 'timestamptz', direction: 'desc' } as const;
    return publicPage(context, info, { type: 'SharedLesson', where, order }, page);
  }

  @FieldResolver(() => Organisation, {
    nullable: true,
    description: 'Who shares it; null if the organisation chose not to be named.',
  })
  sharedBy(@Root() lesson: PublicRow, @Ctx() context: HubContext, @Info() info: GraphQLResolveInfo) {
    return publicById(context, 'Organisation', lesson._shared_by_id, info);
  }

  @Mutation(() => shared.Payload, {
    description:
      'Tells all organisations what you learned when something went wrong. A text that holds an NHS number, a full date or the name of a resident whom you may see is `IDENTIFYING`, and nothing is shared. That check helps and guarantees nothing: read it again yourself.',
  })
  shareLesson(
    @Arg('input', () => ShareLessonInput, { description: 'What was learned.' }) input: ShareLessonInput,
    @Ctx() { writer, agreement }: HubContext,
  ): Promise<Written> {
    return writer.write('shareLesson', input, (write) => shareLesson(write, agreement, input));
  }

  @Mutation(() => withdrawn.Payload, { description: 'Takes back a lesson of your organisation from the list.' })
  withdrawLesson(
    @Arg('input', () => WithdrawLessonInput, { description: 'Which.' }) input: WithdrawLessonInput,
    @Ctx() { writer }: HubContext,
  ): Promise<Written> {
    return writer.write('withdrawLesson', input, (write) => withdrawLesson(write, input));
  }
}

export const lessonResolvers = [SharedLessonResolver, ...payloads];
