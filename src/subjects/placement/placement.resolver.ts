import type { GraphQLResolveInfo } from 'graphql';
import { Ctx, FieldResolver, Info, Resolver, Root } from 'type-graphql';
import type { HubContext } from '../../access/context.ts';
import type { RecordRow } from '../../access/reading/projection.ts';
import { publicById } from '../../access/reading/public-records.ts';
import { CareHome } from '../care-home/care-home.entity.ts';
import { FundingComponent } from '../funding/funding-component.entity.ts';
import { Resident } from '../resident/resident.entity.ts';
import { residentOf } from '../resident/resident-of-record.ts';
import { Absence } from './absence.entity.ts';
import { Placement } from './placement.entity.ts';
import { absencesOfPlacement, fundingOfPlacement } from './placement.loaders.ts';

@Resolver(() => Placement)
export class PlacementResolver {
  @FieldResolver(() => CareHome, { nullable: true, description: 'Where the resident lives or lived.' })
  home(@Root() placement: RecordRow, @Ctx() context: HubContext, @Info() info: GraphQLResolveInfo) {
    return publicById(context, 'CareHome', placement._home, info);
  }

  @FieldResolver(() => Resident, { nullable: true, description: 'Whose placement it is.' })
  resident(@Root() placement: RecordRow, @Ctx() { records }: HubContext, @Info() info: GraphQLResolveInfo) {
    return residentOf(records, placement, info);
  }

  @FieldResolver(() => [Absence], {
    nullable: true,
    description: 'Days away from the home, latest first; null if withheld.',
  })
  absences(@Root() placement: RecordRow, @Ctx() { records }: HubContext, @Info() info: GraphQLResolveInfo) {
    return records.list(absencesOfPlacement, placement, info);
  }

  @FieldResolver(() => [FundingComponent], {
    nullable: true,
    description: 'Who pays what, by dated components, latest first; null if withheld.',
  })
  funding(@Root() placement: RecordRow, @Ctx() { records }: HubContext, @Info() info: GraphQLResolveInfo) {
    return records.list(fundingOfPlacement, placement, info);
  }
}
