import type { GraphQLResolveInfo } from 'graphql';
import { Args, Ctx, FieldResolver, Info, Query, Resolver, Root } from 'type-graphql';
import type { HubContext } from '../../access/context.ts';
import { type PublicRow, publicById, publicColumns, shapeOf } from '../../access/reading/public-records.ts';
import { selectionOf } from '../../access/reading/selection.ts';
import { current } from '../../access/reading/sources.ts';
import { oneOf } from '../batch.ts';
import { type Connection, connectionOf, PageArguments } from '../connection.ts';
import { Organisation } from '../organisation/organisation.entity.ts';
import { PrimaryCareNetwork } from '../primary-care-network/primary-care-network.entity.ts';
import { publicPage } from '../public-pages.ts';
import { Practice } from './practice.entity.ts';

export const PracticeConnection = connectionOf(Practice);
const byName = { sql: 't.name', type: 'text', direction: 'asc' } as const;

@Resolver(() => Practice)
class PracticeResolver {
  @Query(() => PracticeConnection, { description: 'General practices, by name.' })
  practices(
    @Args() page: PageArguments,
    @Ctx() context: HubContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection<PublicRow>> {
    return publicPage(context, info, { type: 'Practice', where: () => 'true', order: byName }, page);
  }

  @FieldResolver(() => Organisation, { description: 'The partner that the practice is.' })
  organisation(@Root() practice: PublicRow, @Ctx() context: HubContext, @Info() info: GraphQLResolveInfo) {
    return publicById(context, 'Organisation', practice._organisation_id, info);
  }

  @FieldResolver(() => PrimaryCareNetwork, { nullable: true, description: 'The network that it belongs to today.' })
  network(@Root() practice: PublicRow, @Ctx() context: HubContext, @Info() info: GraphQLResolveInfo) {
    return oneOf<PublicRow & { _parent: string }>(context, info, practice._id, () => ({
      text: `select ${publicColumns(shapeOf(context, 'PrimaryCareNetwork'), selectionOf(info), 't')}, m.practice_id as _parent
        from public.network_membership m join public.primary_care_network t on t.id = m.network_id
        where m.practice_id = any ($1::uuid[]) and ${current('m')}`,
    }));
  }
}

@Resolver(() => PrimaryCareNetwork)
class PracticesOfNetworkResolver {
  @FieldResolver(() => PracticeConnection, { description: 'The practices that belong to it today, by name.' })
  practices(
    @Root() network: PublicRow,
    @Args() page: PageArguments,
    @Ctx() context: HubContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection<PublicRow>> {
    const members = `exists (select from public.network_membership m
      where m.practice_id = t.id and m.network_id = p.id and ${current('m')})`;
    return publicPage(context, info, { type: 'Practice', where: () => members, order: byName }, page, network._id);
  }
}

export const practiceResolvers = [PracticeResolver, PracticesOfNetworkResolver];
