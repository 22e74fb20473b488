import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, FieldResolver, Info, Mutation, Resolver, Root } from 'type-graphql';
import type { HubContext } from '../../access/context.ts';
import { type PublicRow, publicById } from '../../access/reading/public-records.ts';
import type { Written } from '../../access/writing/writer.ts';
import { CareHome } from '../care-home/care-home.entity.ts';
import { type Connection, connectionOf, PageArguments } from '../connection.ts';
import { Organisation } from '../organisation/organisation.entity.ts';
import { publicPage } from '../public-pages.ts';
import { payloadOf } from '../writing/payload.ts';
import { QualityAccount } from './quality-account.entity.ts';
import { AwardImprovementMarkInput, PublishQualityAccountInput } from './quality-account.inputs.ts';
import { awardImprovementMark, publishQualityAccount } from './quality-account.writes.ts';

const QualityAccountConnection = connectionOf(QualityAccount);
const published = payloadOf('PublishQualityAccount', QualityAccount);
const awarded = payloadOf('AwardImprovementMark', QualityAccount);
const payloads = [published.PayloadResolver, awarded.PayloadResolver];

@Resolver(() => QualityAccount)
class QualityAccountResolver {
  @FieldResolver(() => CareHome, { description: 'The home that gives it.' })
  home(@Root() account: PublicRow, @Ctx() context: HubContext, @Info() info: GraphQLResolveInfo) {
    return publicById(context, 'CareHome', account._home_id, info);
  }

  @FieldResolver(() => Organisation, { nullable: true, description: 'The council that gave the mark; null without.' })
  markAwardedBy(@Root() account: PublicRow, @Ctx() context: HubContext, @Info() info: GraphQLResolveInfo) {
    return publicById(context, 'Organisation', account._mark_awarded_by_id, info);
  }

  @Mutation(() => published.Payload, {
    description:
      'Publishes what your home says of a year, or another text of it. Former texts stay in its history. `IDENTIFYING` is what `publishGuidance` refuses too.',
  })
  publishQualityAccount(
    @Arg('input', () => PublishQualityAccountInput, { description: 'Of which year, and what.' })
    input: PublishQualityAccountInput,
    @Ctx() { writer, agreement }: HubContext,
  ): Promise<Written> {
    return writer.write('publishQualityAccount', input, (write) => publishQualityAccount(write, agreement, input));
  }

  @Mutation(() => awarded.Payload, {
    description: 'Gives the continuous improvement mark to a home of your area, for the account that stands.',
  })
  awardImprovementMark(
    @Arg('input', () => AwardImprovementMarkInput, { description: 'For which account.' })
    input: AwardImprovementMarkInput,
    @Ctx() { writer }: HubContext,
  ): Promise<Written> {
    return writer.write('awardImprovementMark', input, (write) => awardImprovementMark(write, input));
  }
}

@Resolver(() => CareHome)
class QualityAccountsOfHomeResolver {
  @FieldResolver(() => QualityAccountConnection, {
    description: 'What the home said publicly of its quality, newest first, with the texts that stood before.',
  })
  qualityAccounts(
    @Root() home: PublicRow,
    @Args() page: PageArguments,
    @Ctx() context: HubContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection<PublicRow>> {
    const order = { sql: 't.valid_from', type: 'timestamptz', direction: 'desc' } as const;
    return publicPage(
      context,
      info,
      { type: 'QualityAccount', where: () => 't.home_id = p.id', order },
      page,
      home._id,
    );
  }
}

export const qualityAccountResolvers = [QualityAccountResolver, QualityAccountsOfHomeResolver, ...payloads];
