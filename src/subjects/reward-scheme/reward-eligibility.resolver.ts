import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, FieldResolver, ID, Info, Query, Resolver, Root } from 'type-graphql';
import type { HubContext } from '../../access/context.ts';
import { publicById } from '../../access/reading/public-records.ts';
import { CalendarDate } from '../../shared/scalars.ts';
import { CareHome } from '../care-home/care-home.entity.ts';
import { assertFirstDay } from '../month-asked.ts';
import { codedNamed } from '../writing/named-public.ts';
import { RewardEligibility } from './reward-eligibility.types.ts';
import { type RewardRule, sentences } from './reward-scheme.values.ts';

@Resolver(() => RewardEligibility)
export class RewardEligibilityResolver {
  @Query(() => RewardEligibility, {
    nullable: true,
    description:
      'Whether a home is rewarded for a month, and by which rules: to the home itself and to those who commission its care. Null of any other home, and without a reward scheme.',
  })
  async rewardEligibility(
    @Arg('home', () => ID, { description: 'The id or the CQC location id of the home.' }) home: string,
    @Arg('month', () => CalendarDate, { description: 'The first day of the month.' }) month: string,
    @Ctx() context: HubContext,
  ): Promise<RewardEligibility | null> {
    assertFirstDay(month);
    const place = await codedNamed(context.read, 'CareHome', home);
    const terms = context.agreement.rewardScheme;
    if (!place || !terms) return null;
    const found = await context.read.query<{ rule: RewardRule; met: boolean }>(
      'select rule, met from hub.reward_eligibility($1, $2::date)',
      [place, month],
    );
    if (!found.length) return null;
    const rules = found.map(({ rule, met }) => ({ rule, met, sentence: sentences[rule](terms) }));
    return { month, rules, eligible: rules.every(({ met }) => met), _home: place };
  }

  @FieldResolver(() => CareHome, { description: 'The home.' })
  home(@Root() { _home }: RewardEligibility, @Ctx() context: HubContext, @Info() info: GraphQLResolveInfo) {
    return publicById(context, 'CareHome', _home, info);
  }
}
