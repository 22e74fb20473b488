import type { GraphQLResolveInfo } from 'graphql';
import { Ctx, FieldResolver, Info, Resolver, Root } from 'type-graphql';
import type { HubContext } from '../../access/context.ts';
import type { RecordRow } from '../../access/reading/projection.ts';
import { publicById } from '../../access/reading/public-records.ts';
import { Practice } from '../practice/practice.entity.ts';
import { GpRegistration } from './gp-registration.entity.ts';

@Resolver(() => GpRegistration)
export class GpRegistrationResolver {
  @FieldResolver(() => Practice, { nullable: true, description: 'With whom the resident is registered.' })
  practice(@Root() registration: RecordRow, @Ctx() context: HubContext, @Info() info: GraphQLResolveInfo) {
    return publicById(context, 'Practice', registration._practice, info);
  }
}
