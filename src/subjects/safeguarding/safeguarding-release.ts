import type { GraphQLResolveInfo } from 'graphql';
import { Args, Ctx, Field, FieldResolver, ID, Info, ObjectType, Query, Resolver, Root } from 'type-graphql';
import type { HubContext } from '../../access/context.ts';
import { publicById } from '../../access/reading/public-records.ts';
import { DateTime } from '../../shared/scalars.ts';
import { type Connection, connectionOf, PageArguments } from '../connection.ts';
import { Organisation } from '../organisation/organisation.entity.ts';
import { type OwnList, type OwnRow, ownPage } from '../own-pages.ts';

@ObjectType({
  description: 'Your council lets one organisation read one safeguarding concern, with the council’s own findings.',
  simpleResolvers: true,
})
export class SafeguardingRelease {
  @Field(() => ID, { description: 'Names this release to your organisation only.' })
  id!: string;

  @Field(() => String, { description: 'Why it needs to read it.' })
  reason!: string;

  @Field(() => DateTime, { description: 'From when it can be read.' })
  since!: Date;

  @Field(() => DateTime, { nullable: true, description: 'When it ends, or ended; null while no end is set.' })
  until!: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'When your council withdrew it; null if it has not.' })
  withdrawnAt!: Date | null;

  @Field(() => String, { nullable: true, description: 'Why it was withdrawn.' })
  withdrawalReason!: string | null;
}

const SafeguardingReleaseConnection = connectionOf(SafeguardingRelease);

const releases: OwnList = {
  type: 'SafeguardingRelease',
  table: 'hub.release',
  columns: {
    concern: 't.record_id',
    organisation: 't.organisation_id',
    reason: 't.reason',
    since: 't.since',
    until: 't.until',
    withdrawnAt: 't.withdrawn_at',
    withdrawalReason: 't.withdrawal_reason',
  },
  where: `t.council_id = (select nullif(current_setting('hub.organisation', true), '')::uuid)`,
  order: { column: 'since', direction: 'desc' },
};

@Resolver(() => SafeguardingRelease)
export class SafeguardingReleaseResolver {
  @Query(() => SafeguardingReleaseConnection, {
    description: 'What your council has released to whom, in force or not; newest first.',
  })
  safeguardingReleases(
    @Args() page: PageArguments,
    @Ctx() context: HubContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection<OwnRow>> {
    return ownPage(context, info, releases, page);
  }

  @FieldResolver(() => ID, { description: 'The concern, as `SafeguardingConcern.id` names it.' })
  concern(@Root() release: OwnRow, @Ctx() { identifiers, viewer }: HubContext) {
    return identifiers.encode('SafeguardingConcern', viewer.organisation.id, [String(release.concern)])[0];
  }

  @FieldResolver(() => Organisation, { description: 'Who may read it.' })
  organisation(@Root() release: OwnRow, @Ctx() context: HubContext, @Info() info: GraphQLResolveInfo) {
    return publicById(context, 'Organisation', release.organisation, info);
  }
}
