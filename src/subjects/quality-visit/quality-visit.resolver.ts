import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, ArgsType, Ctx, Field, FieldResolver, Info, Mutation, Resolver, Root } from 'type-graphql';
import type { HubContext } from '../../access/context.ts';
import { type PublicRow, publicById } from '../../access/reading/public-records.ts';
import type { Written } from '../../access/writing/writer.ts';
import { londonTime } from '../../shared/dates.ts';
import { CareHome } from '../care-home/care-home.entity.ts';
import { type Connection, connectionOf, PageArguments } from '../connection.ts';
import { nullElsewhere, pageForCommissioners } from '../homes-answered-for.ts';
import { Organisation } from '../organisation/organisation.entity.ts';
import { publicPage } from '../public-pages.ts';
import { payloadOf } from '../writing/payload.ts';
import { QualityRecommendation } from './quality-recommendation.entity.ts';
import { QualityFinding, QualityVisit } from './quality-visit.entity.ts';
import {
  AnswerRecommendationInput,
  RecordQualityVisitInput,
  SettleRecommendationInput,
} from './quality-visit.inputs.ts';
import { RecommendationState } from './quality-visit.values.ts';
import { answerRecommendation, recordQualityVisit, settleRecommendation } from './quality-visit.writes.ts';
import { RecommendationStep } from './recommendation-step.entity.ts';

const QualityVisitConnection = connectionOf(QualityVisit);
const QualityRecommendationConnection = connectionOf(QualityRecommendation);
const RecommendationStepConnection = connectionOf(RecommendationStep);
const recorded = payloadOf('RecordQualityVisit', QualityVisit);
const answered = payloadOf('AnswerRecommendation', QualityRecommendation);
const settled = payloadOf('SettleRecommendation', QualityRecommendation);
const payloads = [recorded, answered, settled].map(({ PayloadResolver }) => PayloadResolver);

const what = { description: 'What is to be recorded.' };
const firstDue = { sql: 't.due_on', type: 'date', direction: 'asc' } as const;

@ArgsType()
class RecommendationPage extends PageArguments {
  @Field(() => Boolean, { nullable: true, description: 'True: only what is not accepted yet; false: only what is.' })
  open?: boolean | null;
}

@Resolver(() => QualityVisit)
class QualityVisitResolver {
  @FieldResolver(() => CareHome, { description: 'Where it was.' })
  home(@Root() visit: PublicRow, @Ctx() context: HubContext, @Info() info: GraphQLResolveInfo) {
    return publicById(context, 'CareHome', visit._home_id, info);
  }

  @FieldResolver(() => Organisation, { description: 'The council that was there.' })
  council(@Root() visit: PublicRow, @Ctx() context: HubContext, @Info() info: GraphQLResolveInfo) {
    return publicById(context, 'Organisation', visit._council_id, info);
  }

  @FieldResolver(() => [QualityFinding], { description: 'What was found, by domain.' })
  findings(@Root() visit: PublicRow): QualityFinding[] {
    return visit._findings as QualityFinding[];
  }

  @FieldResolver(() => QualityRecommendationConnection, {
    description: 'What was recommended, what is due first first.',
  })
  recommendations(
    @Root() visit: PublicRow,
    @Args() page: PageArguments,
    @Ctx() context: HubContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection<PublicRow>> {
    const list = { type: 'QualityRecommendation', where: () => 't.visit_id = p.id', order: firstDue };
    return publicPage(context, info, list, page, visit._id);
  }

  @Mutation(() => recorded.Payload, {
    description:
      'Records a visit to a home of your area, what was found and what is recommended. What is recorded stays: a second look is another visit.',
  })
  recordQualityVisit(
    @Arg('input', () => RecordQualityVisitInput, what) input: RecordQualityVisitInput,
    @Ctx() { writer }: HubContext,
  ): Promise<Written> {
    return writer.write('recordQualityVisit', input, (write) => recordQualityVisit(write, input));
  }
}

@Resolver(() => QualityRecommendation)
class QualityRecommendationResolver {
  @FieldResolver(() => CareHome, { description: 'The home that is to do it.' })
  home(@Root() { _home_id }: PublicRow, @Ctx() context: HubContext, @Info() info: GraphQLResolveInfo) {
    return publicById(context, 'CareHome', _home_id, info);
  }

  @FieldResolver(() => QualityVisit, { description: 'The visit from which it comes.' })
  visit(@Root() { _visit_id }: PublicRow, @Ctx() context: HubContext, @Info() info: GraphQLResolveInfo) {
    return publicById(context, 'QualityVisit', _visit_id, info);
  }

  @FieldResolver(() => Boolean, {
    description:
      'Whether its day has gone by in England and it is the home’s turn. What waits for the council is not overdue.',
  })
  overdue(@Root() { _due_on, _state }: PublicRow): boolean {
    const homes = _state === RecommendationState.OPEN || _state === RecommendationState.SENT_BACK;
    return homes && String(_due_on) < londonTime(new Date()).date;
  }

  @FieldResolver(() => RecommendationStepConnection, { description: 'What was said of it, latest last.' })
  steps(
    @Root() recommendation: PublicRow,
    @Args() page: PageArguments,
    @Ctx() context: HubContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection<PublicRow>> {
    const order = { sql: 't.said_at', type: 'timestamptz', direction: 'asc' } as const;
    const list = { type: 'RecommendationStep', where: () => 't.recommendation_id = p.id', order };
    return publicPage(context, info, list, page, recommendation._id);
  }

  @Mutation(() => answered.Payload, {
    description:
      'Says what your home did about a recommendation, and when; also anew, until the council has accepted it. What was said before stays.',
  })
  answerRecommendation(
    @Arg('input', () => AnswerRecommendationInput, what) input: AnswerRecommendationInput,
    @Ctx() { writer }: HubContext,
  ): Promise<Written> {
    return writer.write('answerRecommendation', input, (write) => answerRecommendation(write, input));
  }

  @Mutation(() => settled.Payload, {
    description: 'Accepts what a home of your area answered, or sends it back with what is still missing.',
  })
  settleRecommendation(
    @Arg('input', () => SettleRecommendationInput, what) input: SettleRecommendationInput,
    @Ctx() { writer }: HubContext,
  ): Promise<Written> {
    return writer.write('settleRecommendation', input, (write) => settleRecommendation(write, input));
  }
}

@Resolver(() => RecommendationStep)
class RecommendationStepResolver {
  @FieldResolver(() => Organisation, { description: 'Who said it: the home or the council.' })
  saidBy(@Root() { _said_by_id }: PublicRow, @Ctx() context: HubContext, @Info() info: GraphQLResolveInfo) {
    return publicById(context, 'Organisation', _said_by_id, info);
  }
}

@Resolver(() => CareHome)
class QualityOfHomeResolver {
  @FieldResolver(() => QualityVisitConnection, {
    nullable: true,
    description: `Visits of the council, latest first. ${nullElsewhere}`,
  })
  qualityVisits(
    @Root() home: PublicRow,
    @Args() page: PageArguments,
    @Ctx() context: HubContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection<PublicRow> | null> {
    const order = { sql: 't.visited_on', type: 'date', direction: 'desc' } as const;
    return pageForCommissioners(
      context,
      info,
      { type: 'QualityVisit', where: () => 't.home_id = p.id', order },
      page,
      home,
    );
  }

  @FieldResolver(() => QualityRecommendationConnection, {
    nullable: true,
    description: `What the council recommended after its visits, what is due first first. ${nullElsewhere}`,
  })
  recommendations(
    @Root() home: PublicRow,
    @Args() { open, ...page }: RecommendationPage,
    @Ctx() context: HubContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection<PublicRow> | null> {
    const only = { true: ` and t.state <> 'ACCEPTED'`, false: ` and t.state = 'ACCEPTED'` }[String(open)] ?? '';
    const list = { type: 'QualityRecommendation', where: () => `t.home_id = p.id${only}`, order: firstDue };
    return pageForCommissioners(context, info, list, page, home);
  }
}

export const qualityVisitResolvers = [
  QualityVisitResolver,
  QualityRecommendationResolver,
  RecommendationStepResolver,
  QualityOfHomeResolver,
  ...payloads,
];
