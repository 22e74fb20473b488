import type { GraphQLResolveInfo } from 'graphql';
import { Args, Ctx, FieldResolver, Info, Query, Resolver, Root } from 'type-graphql';
import type { HubContext } from '../../access/context.ts';
import { type PublicRow, publicById } from '../../access/reading/public-records.ts';
import { type Connection, connectionOf, PageArguments } from '../connection.ts';
import { Organisation } from '../organisation/organisation.entity.ts';
import { publicPage } from '../public-pages.ts';
import { PrimaryCareNetwork } from './primary-care-network.entity.ts';

const PrimaryCareNetworkConnection = connectionOf(PrimaryCareNetwork);

@Resolver(() => PrimaryCareNetwork)
export class PrimaryCareNetworkResolver {
  @Query(() => PrimaryCareNetworkConnection, { description: 'Primary care networks, by name.' })
  primaryCareNetworks(
    @Args() page: PageArguments,
    @Ctx() context: HubContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection<PublicRow>> {
    const order = { sql: 't.name', type: 'text', direction: 'asc' } as const;
    return publicPage(context, info, { type: 'PrimaryCareNetwork', where: () => 'true', order }, page);
  }

  @FieldResolver(() => Organisation, { description: 'The commissioner in whose area it lies.' })
  icb(@Root() network: PublicRow, @Ctx() context: HubContext, @Info() info: GraphQLResolveInfo) {
    return publicById(context, 'Organisation', network._icb_id, info);
  }
}
