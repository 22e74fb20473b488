import type { GraphQLResolveInfo } from 'graphql';
import { Args, ArgsType, Ctx, Field, FieldResolver, Info, Query, Resolver, Root } from 'type-graphql';
import type { HubContext } from '../../access/context.ts';
import type { Page } from '../../access/reading/page.ts';
import type { Condition } from '../../access/reading/page-statement.ts';
import type { RecordRow } from '../../access/reading/projection.ts';
import { connectionOf, PageArguments } from '../connection.ts';
import { Resident } from '../resident/resident.entity.ts';
import { referralsOfEveryone, referralsOfResident } from '../resident/resident.loaders.ts';
import { DischargeReferral } from './discharge-referral.entity.ts';
import { ReferralState } from './referral.values.ts';

const DischargeReferralConnection = connectionOf(DischargeReferral);

@ArgsType()
class ReferralPage extends PageArguments {
  @Field(() => ReferralState, { nullable: true, description: 'Only those in this state now.' })
  state?: ReferralState | null;

  @Field(() => Boolean, { nullable: true, description: 'True: only those that your organisation made.' })
  own?: boolean | null;
}

@Resolver()
class ReferralListResolver {
  @Query(() => DischargeReferralConnection, {
    description:
      'Referrals from hospital of people whose referrals you may read, newest first: a discharge team finds its own, and a home those in which it was chosen and returns to itself. What a home is asked is in `placementRequests`.',
  })
  dischargeReferrals(
    @Args() { state, own, ...page }: ReferralPage,
    @Ctx() { records }: HubContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Page<RecordRow>> {
    const inState: Condition[] = state ? [{ field: 'state', operator: '=', value: state, type: 'text' }] : [];
    return records.rootPage(referralsOfEveryone(own === true), page, inState, info);
  }
}

@Resolver(() => Resident)
class ReferralsOfResidentResolver {
  @FieldResolver(() => DischargeReferralConnection, {
    nullable: true,
    description:
      'Referrals from hospital to homes, latest first; null if withheld. A home finds those in which it was chosen, and returns to itself.',
  })
  dischargeReferrals(
    @Root() resident: RecordRow,
    @Args() page: PageArguments,
    @Ctx() { records }: HubContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    return records.page(referralsOfResident, resident, page, [], info);
  }
}

export const referralListResolvers = [ReferralListResolver, ReferralsOfResidentResolver];
