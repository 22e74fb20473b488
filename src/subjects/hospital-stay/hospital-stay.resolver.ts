import type { GraphQLResolveInfo } from 'graphql';
import { Ctx, FieldResolver, Info, Resolver, Root } from 'type-graphql';
import type { HubContext } from '../../access/context.ts';
import type { RecordRow } from '../../access/reading/projection.ts';
import { publicById } from '../../access/reading/public-records.ts';
import { Organisation } from '../organisation/organisation.entity.ts';
import { Resident } from '../resident/resident.entity.ts';
import { residentOf } from '../resident/resident-of-record.ts';
import { HospitalStay } from './hospital-stay.entity.ts';

@Resolver(() => HospitalStay)
export class HospitalStayResolver {
  @FieldResolver(() => Organisation, { nullable: true, description: 'The hospital trust.' })
  trust(@Root() stay: RecordRow, @Ctx() context: HubContext, @Info() info: GraphQLResolveInfo) {
    return publicById(context, 'Organisation', stay._trust, info);
  }

  @FieldResolver(() => Resident, { nullable: true, description: 'Who was admitted.' })
  resident(@Root() stay: RecordRow, @Ctx() { records }: HubContext, @Info() info: GraphQLResolveInfo) {
    return residentOf(records, stay, info);
  }
}
