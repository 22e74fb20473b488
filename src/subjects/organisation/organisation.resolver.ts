import type { GraphQLResolveInfo } from 'graphql';
import { Args, ArgsType, Ctx, Field, Info, Query, Resolver } from 'type-graphql';
import type { HubContext } from '../../access/context.ts';
import type { PublicRow } from '../../access/reading/public-records.ts';
import type { Statement } from '../../access/reading/statement.ts';
import { agencyNamed } from '../../shared/agencies.ts';
import { Refusal } from '../../shared/refusals.ts';
import { type Connection, connectionOf, PageArguments } from '../connection.ts';
import { publicPage } from '../public-pages.ts';
import { agencyMeaning, Organisation } from './organisation.entity.ts';

const OrganisationConnection = connectionOf(Organisation);

@ArgsType()
class OrganisationPage extends PageArguments {
  @Field(() => String, { nullable: true, description: agencyMeaning })
  agency?: string | null;
}

@Resolver(() => Organisation)
export class OrganisationResolver {
  @Query(() => OrganisationConnection, { description: 'The partners, by name.' })
  organisations(
    @Args() { agency, ...page }: OrganisationPage,
    @Ctx() context: HubContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection<PublicRow>> {
    if (agency && !agencyNamed(agency)) throw new Refusal('BAD_INPUT', { at: 'organisations.agency' });
    const where = (statement: Statement) =>
      agency ? `t.agency = ${statement.add(agencyNamed(agency), 'text')}` : 'true';
    const order = { sql: 't.name', type: 'text', direction: 'asc' } as const;
    return publicPage(context, info, { type: 'Organisation', where, order }, page);
  }
}
