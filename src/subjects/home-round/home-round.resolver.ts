import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, FieldResolver, Info, Mutation, Resolver, Root } from 'type-graphql';
import type { HubContext } from '../../access/context.ts';
import type { Page } from '../../access/reading/page.ts';
import type { RecordRow } from '../../access/reading/projection.ts';
import { type PublicRow, publicById } from '../../access/reading/public-records.ts';
import type { Written } from '../../access/writing/writer.ts';
import { opensAny } from '../../agreement/compile.ts';
import { CareHome } from '../care-home/care-home.entity.ts';
import { type Connection, connectionOf, PageArguments } from '../connection.ts';
import { Practice } from '../practice/practice.entity.ts';
import { publicPage } from '../public-pages.ts';
import { payloadOf } from '../writing/payload.ts';
import { HomeRound } from './home-round.entity.ts';
import { CloseHomeRoundInput, RenewRoundListInput, StartHomeRoundInput } from './home-round.inputs.ts';
import { visitsOfRound } from './home-round.loaders.ts';
import { closeHomeRound, renewRoundList, startHomeRound } from './home-round.writes.ts';
import { RoundVisitConnection } from './round-visit.resolver.ts';

const HomeRoundConnection = connectionOf(HomeRound);
const started = payloadOf('StartHomeRound', HomeRound);
const renewed = payloadOf('RenewRoundList', HomeRound);
const closed = payloadOf('CloseHomeRound', HomeRound);
const payloads = [started, renewed, closed].map(({ PayloadResolver }) => PayloadResolver);

@Resolver(() => HomeRound)
class HomeRoundResolver {
  @FieldResolver(() => CareHome, { description: 'Where it is held.' })
  home(@Root() round: PublicRow, @Ctx() context: HubContext, @Info() info: GraphQLResolveInfo) {
    return publicById(context, 'CareHome', round._home_id, info);
  }

  @FieldResolver(() => Practice, { description: 'Who holds it.' })
  practice(@Root() round: PublicRow, @Ctx() context: HubContext, @Info() info: GraphQLResolveInfo) {
    return publicById(context, 'Practice', round._practice_id, info);
  }

  @FieldResolver(() => RoundVisitConnection, {
    nullable: true,
    description:
      'Who is on its list, as far as you may see them, last added first; null if your purpose shows you nobody’s visits.',
  })
  visits(
    @Root() round: PublicRow,
    @Args() page: PageArguments,
    @Ctx() { agreement, records, viewer }: HubContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Page<RecordRow>> | null {
    if (!opensAny(agreement, 'RoundVisit', viewer, 'reasons')) return null;
    return records.page(visitsOfRound, { _id: round._id }, page, [], info);
  }

  @Mutation(() => started.Payload, {
    description:
      'Begins a home round and makes its list: everybody who lives there today, for whom you care, and for whom there is a reason that you may know.',
  })
  startHomeRound(
    @Arg('input', () => StartHomeRoundInput, { description: 'Where, and on which day.' }) input: StartHomeRoundInput,
    @Ctx() context: HubContext,
  ): Promise<Written> {
    return context.writer.write('startHomeRound', input, (write) => startHomeRound(write, context, input));
  }

  @Mutation(() => renewed.Payload, {
    description:
      'Looks again for reasons: adds whoever has one by now, and says anew why those are on the list of whom nothing is recorded yet. Nobody is taken off it.',
  })
  renewRoundList(
    @Arg('input', () => RenewRoundListInput, { description: 'Of which round.' }) input: RenewRoundListInput,
    @Ctx() context: HubContext,
  ): Promise<Written> {
    return context.writer.write('renewRoundList', input, (write) => renewRoundList(write, context, input));
  }

  @Mutation(() => closed.Payload, {
    description:
      'Says that a round is over. What came of single residents may still be recorded and put right; whoever was not seen is on the next list for the same reasons.',
  })
  closeHomeRound(
    @Arg('input', () => CloseHomeRoundInput, { description: 'Which round.' }) input: CloseHomeRoundInput,
    @Ctx() { writer }: HubContext,
  ): Promise<Written> {
    return writer.write('closeHomeRound', input, (write) => closeHomeRound(write, input));
  }
}

@Resolver(() => CareHome)
class RoundsOfHomeResolver {
  @FieldResolver(() => HomeRoundConnection, {
    nullable: true,
    description: 'Rounds in this home, the latest day first. To a home, null of every home but itself.',
  })
  homeRounds(
    @Root() home: PublicRow,
    @Args() page: PageArguments,
    @Ctx() context: HubContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection<PublicRow>> | null {
    const { agency, organisation } = context.viewer;
    if (agency === 'home' && home._organisation_id !== organisation.id) return null;
    const order = { sql: 't.planned_for', type: 'date', direction: 'desc' } as const;
    return publicPage(context, info, { type: 'HomeRound', where: () => 't.home_id = p.id', order }, page, home._id);
  }
}

export const homeRoundResolvers = [HomeRoundResolver, RoundsOfHomeResolver, ...payloads];
