import type { GraphQLResolveInfo } from 'graphql';
import { Ctx, FieldResolver, Info, Resolver, Root } from 'type-graphql';
import type { HubContext } from '../../access/context.ts';
import { type PublicRow, publicById } from '../../access/reading/public-records.ts';
import { CareHome } from '../care-home/care-home.entity.ts';
import { Practice } from '../practice/practice.entity.ts';
import { PrimaryCareNetwork } from '../primary-care-network/primary-care-network.entity.ts';
import { Alignment } from './alignment.entity.ts';

@Resolver(() => Alignment)
export class AlignmentResolver {
  @FieldResolver(() => CareHome, { description: 'The home that is aligned.' })
  home(@Root() alignment: PublicRow, @Ctx() context: HubContext, @Info() info: GraphQLResolveInfo) {
    return publicById(context, 'CareHome', alignment._home_id, info);
  }

  @FieldResolver(() => PrimaryCareNetwork, { description: 'The network to which it is aligned.' })
  network(@Root() alignment: PublicRow, @Ctx() context: HubContext, @Info() info: GraphQLResolveInfo) {
    return publicById(context, 'PrimaryCareNetwork', alignment._network_id, info);
  }

  @FieldResolver(() => Practice, { description: 'The practice of the network that answers for the home.' })
  leadPractice(@Root() alignment: PublicRow, @Ctx() context: HubContext, @Info() info: GraphQLResolveInfo) {
    return publicById(context, 'Practice', alignment._lead_practice_id, info);
  }
}
