import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, Info, Query, Resolver } from 'type-graphql';
import type { HubContext } from '../../access/context.ts';
import { readPublicId } from '../../access/identifiers.ts';
import { type PublicRow, publicByCode } from '../../access/reading/public-records.ts';
import { connectionSelectionOf, selectionOf } from '../../access/reading/selection.ts';
import { CareHome } from './care-home.entity.ts';
import { CareHomeSearchConnection } from './care-home.types.ts';
import { CareHomeSearch } from './search.inputs.ts';
import { type FoundHomes, searchHomes } from './search.ts';

@Resolver()
export class CareHomeSearchResolver {
  @Query(() => CareHomeSearchConnection, {
    description:
      'Care homes, and those with free beds for somebody. Homes whose registration is over or yet to come are not listed.',
  })
  careHomes(
    @Args() search: CareHomeSearch,
    @Ctx() context: HubContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<FoundHomes> {
    return searchHomes(context, search, connectionSelectionOf(info));
  }

  @Query(() => CareHome, {
    nullable: true,
    description: 'The home that the CQC registers under this location id, or null.',
  })
  async careHome(
    @Arg('cqcLocationId', () => String, { description: 'The CQC’s location id, such as `1-99000001`.' })
    cqcLocationId: string,
    @Ctx() context: HubContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<PublicRow | null> {
    const code = readPublicId(`CareHome:${cqcLocationId}`)?.code;
    return code ? publicByCode(context, 'CareHome', code, selectionOf(info)) : null;
  }
}
