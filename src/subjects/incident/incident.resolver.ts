import type { GraphQLResolveInfo } from 'graphql';
import { Ctx, FieldResolver, Info, Resolver, Root } from 'type-graphql';
import type { HubContext } from '../../access/context.ts';
import type { RecordRow } from '../../access/reading/projection.ts';
import { publicById } from '../../access/reading/public-records.ts';
import { CareHome } from '../care-home/care-home.entity.ts';
import { Resident } from '../resident/resident.entity.ts';
import { residentOf } from '../resident/resident-of-record.ts';
import { Incident } from './incident.entity.ts';

@Resolver(() => Incident)
export class IncidentResolver {
  @FieldResolver(() => CareHome, { nullable: true, description: 'The home in which it happened.' })
  home(@Root() incident: RecordRow, @Ctx() context: HubContext, @Info() info: GraphQLResolveInfo) {
    return publicById(context, 'CareHome', incident._home, info);
  }

  @FieldResolver(() => Resident, { nullable: true, description: 'Whom it befell.' })
  resident(@Root() incident: RecordRow, @Ctx() { records }: HubContext, @Info() info: GraphQLResolveInfo) {
    return residentOf(records, incident, info);
  }
}
