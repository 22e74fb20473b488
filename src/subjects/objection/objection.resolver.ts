import type { GraphQLResolveInfo } from 'graphql';
import { Ctx, FieldResolver, Info, Resolver, Root } from 'type-graphql';
import type { HubContext } from '../../access/context.ts';
import type { RecordRow } from '../../access/reading/projection.ts';
import { publicById } from '../../access/reading/public-records.ts';
import { Organisation } from '../organisation/organisation.entity.ts';
import { Objection } from './objection.entity.ts';

@Resolver(() => Objection)
export class ObjectionResolver {
  @FieldResolver(() => Organisation, {
    nullable: true,
    description: 'The organisation that the objection is against; null if against all, or if withheld.',
  })
  against(@Root() objection: RecordRow, @Ctx() context: HubContext, @Info() info: GraphQLResolveInfo) {
    return publicById(context, 'Organisation', objection._against, info);
  }
}
