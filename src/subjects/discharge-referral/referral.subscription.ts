import type { GraphQLResolveInfo } from 'graphql';
import { Args, Ctx, Info, Resolver, Root, Subscription } from 'type-graphql';
import type { HubContext } from '../../access/context.ts';
import type { Announced } from '../../access/events/feed.ts';
import type { RecordRow } from '../../access/reading/projection.ts';
import { announced, type Change, changeOf, Hearing, ownChange, recordChange } from '../changes/change.ts';
import type { OwnRow } from '../own-pages.ts';
import { DischargeReferral } from './discharge-referral.entity.ts';
import { PlacementRequest, requestsToHome } from './placement-request.ts';
import { toTheMinute } from './referral.moments.ts';

const DischargeReferralChange = changeOf(DischargeReferral);
const PlacementRequestChange = changeOf(PlacementRequest);

@Resolver()
export class ReferralSubscription {
  @Subscription(() => DischargeReferralChange, {
    nullable: true,
    subscribe: announced('DischargeReferral'),
    description:
      'Referrals from hospital of people whom you see, at each step: asked, answered, chosen, withdrawn, expired, admitted. A home hears of those in which it was chosen, and of returns to itself; of what it is asked, by `placementRequestChanged`. Never null.',
  })
  referralChanged(
    @Root() event: Announced,
    @Args() _hearing: Hearing,
    @Ctx() context: HubContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Change<RecordRow> | null> {
    return recordChange(context, info, event, 'DischargeReferral');
  }

  @Subscription(() => PlacementRequestChange, {
    nullable: true,
    subscribe: announced('PlacementRequest'),
    description:
      'What your home is asked for, and what becomes of it, without the person until your home is chosen. `at` is told to the minute. Never null.',
  })
  async placementRequestChanged(
    @Root() event: Announced,
    @Args() _hearing: Hearing,
    @Ctx() context: HubContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Change<OwnRow> | null> {
    const change = await ownChange(context, info, event, requestsToHome);
    return change && { ...change, at: toTheMinute(change.at) };
  }
}
