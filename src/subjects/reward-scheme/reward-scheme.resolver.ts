import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, FieldResolver, Info, Mutation, Resolver, Root } from 'type-graphql';
import type { HubContext } from '../../access/context.ts';
import { type PublicRow, publicById } from '../../access/reading/public-records.ts';
import type { Written } from '../../access/writing/writer.ts';
import { CareHome } from '../care-home/care-home.entity.ts';
import { type Connection, connectionOf, PageArguments } from '../connection.ts';
import { nullElsewhere, pageForCommissioners } from '../homes-answered-for.ts';
import { payloadOf } from '../writing/payload.ts';
import { LeaveRewardSchemeInput, SignUpToRewardSchemeInput } from './reward-scheme.inputs.ts';
import { leaveRewardScheme, signUpToRewardScheme } from './reward-scheme.writes.ts';
import { RewardSignUp } from './reward-sign-up.entity.ts';

const RewardSignUpConnection = connectionOf(RewardSignUp);
const signed = payloadOf('SignUpToRewardScheme', RewardSignUp);
const left = payloadOf('LeaveRewardScheme', RewardSignUp);
const payloads = [signed.PayloadResolver, left.PayloadResolver];

@Resolver(() => RewardSignUp)
class RewardSignUpResolver {
  @FieldResolver(() => CareHome, { description: 'The home that signed up.' })
  home(@Root() signUp: PublicRow, @Ctx() context: HubContext, @Info() info: GraphQLResolveInfo) {
    return publicById(context, 'CareHome', signUp._home_id, info);
  }

  @Mutation(() => signed.Payload, {
    description:
      'Signs your home up to the reward scheme from today on, or states other commitments of a home that takes part; what it stated before is kept.',
  })
  signUpToRewardScheme(
    @Arg('input', () => SignUpToRewardSchemeInput, { description: 'To what it commits itself.' })
    input: SignUpToRewardSchemeInput,
    @Ctx() { writer }: HubContext,
  ): Promise<Written> {
    return writer.write('signUpToRewardScheme', input, (write) => signUpToRewardScheme(write, input));
  }

  @Mutation(() => left.Payload, {
    description: 'Says that your home takes part in the reward scheme no more, from today on. It may sign up again.',
  })
  leaveRewardScheme(
    @Arg('input', () => LeaveRewardSchemeInput, { description: 'Nothing besides the key.' })
    input: LeaveRewardSchemeInput,
    @Ctx() { writer }: HubContext,
  ): Promise<Written> {
    return writer.write('leaveRewardScheme', input, leaveRewardScheme);
  }
}

@Resolver(() => CareHome)
class RewardSchemeOfHomeResolver {
  @FieldResolver(() => RewardSignUpConnection, {
    nullable: true,
    description: `To what the home committed itself in the reward scheme, newest first. ${nullElsewhere}`,
  })
  rewardSignUps(
    @Root() home: PublicRow,
    @Args() page: PageArguments,
    @Ctx() context: HubContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection<PublicRow> | null> {
    const order = { sql: 't.valid_from', type: 'timestamptz', direction: 'desc' } as const;
    return pageForCommissioners(
      context,
      info,
      { type: 'RewardSignUp', where: () => 't.home_id = p.id', order },
      page,
      home,
    );
  }
}

export const rewardSchemeResolvers = [RewardSignUpResolver, RewardSchemeOfHomeResolver, ...payloads];
