import type { GraphQLResolveInfo } from 'graphql';
import { Ctx, FieldResolver, Info, Resolver, Root } from 'type-graphql';
import type { HubContext } from '../../access/context.ts';
import type { RecordRow } from '../../access/reading/projection.ts';
import { publicById } from '../../access/reading/public-records.ts';
import { Organisation } from '../organisation/organisation.entity.ts';
import { FundingComponent } from './funding-component.entity.ts';

@Resolver(() => FundingComponent)
export class FundingComponentResolver {
  @FieldResolver(() => Organisation, {
    nullable: true,
    description: 'The organisation that pays; null if the resident or the family pays, or if withheld.',
  })
  payer(@Root() component: RecordRow, @Ctx() context: HubContext, @Info() info: GraphQLResolveInfo) {
    return publicById(context, 'Organisation', component._payer, info);
  }

  @FieldResolver(() => Organisation, { nullable: true, description: 'The organisation that is paid: the home.' })
  payee(@Root() component: RecordRow, @Ctx() context: HubContext, @Info() info: GraphQLResolveInfo) {
    return publicById(context, 'Organisation', component._payee, info);
  }
}
