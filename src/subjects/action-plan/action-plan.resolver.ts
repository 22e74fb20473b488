import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, ArgsType, Ctx, Field, FieldResolver, Info, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { HubContext } from '../../access/context.ts';
import { type PublicRow, publicById } from '../../access/reading/public-records.ts';
import { today } from '../../access/reading/sources.ts';
import type { Statement } from '../../access/reading/statement.ts';
import type { Written } from '../../access/writing/writer.ts';
import { oneOf } from '../batch.ts';
import { type Connection, connectionOf, PageArguments } from '../connection.ts';
import { Organisation } from '../organisation/organisation.entity.ts';
import { publicPage } from '../public-pages.ts';
import { payloadOf } from '../writing/payload.ts';
import { AddJointActionInput, ReportProgressInput } from './action-plan.inputs.ts';
import { ActionStatus } from './action-plan.values.ts';
import { addJointAction, reportProgress } from './action-plan.writes.ts';
import { ActionProgress } from './action-progress.entity.ts';
import { JointAction } from './joint-action.entity.ts';

const JointActionConnection = connectionOf(JointAction);
const ActionProgressConnection = connectionOf(ActionProgress);
const added = payloadOf('AddJointAction', JointAction);
const reported = payloadOf('ReportProgress', JointAction);
const payloads = [added.PayloadResolver, reported.PayloadResolver];

@ArgsType()
class JointActionPage extends PageArguments {
  @Field(() => ActionStatus, { nullable: true, description: 'Only those that stand so.' })
  status?: ActionStatus | null;

  @Field(() => Boolean, { nullable: true, description: 'True: only those that are overdue.' })
  overdue?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'True: only those of your own organisation.' })
  own?: boolean | null;
}

/** SQL: how action `t` stands, as was last reported. */
const standing = `coalesce((select a.status from public.action_progress a where a.joint_action_id = t.id
  order by a.valid_from desc, a.id limit 1), 'PLANNED')`;
const isOverdue = `(t.due_on < ${today} and ${standing} not in ('DONE', 'DROPPED'))`;

interface Stands {
  _parent: string;
  status: ActionStatus;
  overdue: boolean;
}
const standingOf = (context: HubContext, info: GraphQLResolveInfo, action: PublicRow) =>
  oneOf<Stands>(context, info, action._id, () => ({
    text: `select t.id as _parent, ${standing} as status, ${isOverdue} as overdue
      from public.joint_action t where t.id = any ($1::uuid[])`,
  }));

@Resolver(() => JointAction)
class JointActionResolver {
  @Query(() => JointActionConnection, { description: 'The joint plan; what is due first comes first.' })
  jointActions(
    @Args() { status, overdue, own, ...page }: JointActionPage,
    @Ctx() context: HubContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection<PublicRow>> {
    const where = (statement: Statement) =>
      [
        't.valid_until is null',
        ...(status ? [`${standing} = ${statement.add(status, 'text')}`] : []),
        ...(overdue ? [isOverdue] : []),
        ...(own ? [`t.owner_id = ${statement.add(context.viewer.organisation.id, 'uuid')}`] : []),
      ].join(' and ');
    const order = { sql: 't.due_on', type: 'date', direction: 'asc' } as const;
    return publicPage(context, info, { type: 'JointAction', where, order }, page);
  }

  @FieldResolver(() => Organisation, { description: 'Whose it is.' })
  owner(@Root() action: PublicRow, @Ctx() context: HubContext, @Info() info: GraphQLResolveInfo) {
    return publicById(context, 'Organisation', action._owner_id, info);
  }

  @FieldResolver(() => Organisation, { description: 'Who put it into the plan.' })
  addedBy(@Root() action: PublicRow, @Ctx() context: HubContext, @Info() info: GraphQLResolveInfo) {
    return publicById(context, 'Organisation', action._author_id, info);
  }

  @FieldResolver(() => ActionStatus, { description: 'How it stands, as was last reported.' })
  async status(@Root() action: PublicRow, @Ctx() context: HubContext, @Info() info: GraphQLResolveInfo) {
    return (await standingOf(context, info, action))?.status;
  }

  @FieldResolver(() => Boolean, { description: 'The day is past, and it is neither done nor dropped.' })
  async overdue(@Root() action: PublicRow, @Ctx() context: HubContext, @Info() info: GraphQLResolveInfo) {
    return (await standingOf(context, info, action))?.overdue;
  }

  @FieldResolver(() => ActionProgressConnection, { description: 'What was reported of it, the latest first.' })
  progress(
    @Root() action: PublicRow,
    @Args() page: PageArguments,
    @Ctx() context: HubContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection<PublicRow>> {
    const order = { sql: 't.valid_from', type: 'timestamptz', direction: 'desc' } as const;
    const where = () => 't.joint_action_id = p.id';
    return publicPage(context, info, { type: 'ActionProgress', where, order }, page, action._id);
  }

  @Mutation(() => added.Payload, {
    description:
      'Puts an action into the joint plan, for your organisation or another that has agreed to it. `IDENTIFYING` is what `publishGuidance` refuses too.',
  })
  addJointAction(
    @Arg('input', () => AddJointActionInput, { description: 'What, by when and whose.' }) input: AddJointActionInput,
    @Ctx() { writer, agreement }: HubContext,
  ): Promise<Written> {
    return writer.write('addJointAction', input, (write) => addJointAction(write, agreement, input));
  }

  @Mutation(() => reported.Payload, {
    description:
      'Reports how an action of the joint plan stands: for its owner, and for whoever put it into the plan. What was reported before stays. `IDENTIFYING` is what `publishGuidance` refuses too.',
  })
  reportProgress(
    @Arg('input', () => ReportProgressInput, { description: 'How which stands.' }) input: ReportProgressInput,
    @Ctx() { writer, agreement }: HubContext,
  ): Promise<Written> {
    return writer.write('reportProgress', input, (write) => reportProgress(write, agreement, input));
  }
}

@Resolver(() => ActionProgress)
class ActionProgressResolver {
  @FieldResolver(() => Organisation, { description: 'Who reported it.' })
  reportedBy(@Root() progress: PublicRow, @Ctx() context: HubContext, @Info() info: GraphQLResolveInfo) {
    return publicById(context, 'Organisation', progress._author_id, info);
  }

  @FieldResolver(() => JointAction, { description: 'Of which action.' })
  jointAction(@Root() progress: PublicRow, @Ctx() context: HubContext, @Info() info: GraphQLResolveInfo) {
    return publicById(context, 'JointAction', progress._joint_action_id, info);
  }
}

export const actionPlanResolvers = [JointActionResolver, ActionProgressResolver, ...payloads];
