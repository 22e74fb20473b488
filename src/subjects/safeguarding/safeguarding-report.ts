import type { GraphQLResolveInfo } from 'graphql';
import { Args, Ctx, Field, FieldResolver, ID, Info, ObjectType, Query, Resolver, Root } from 'type-graphql';
import type { HubContext } from '../../access/context.ts';
import { publicById } from '../../access/reading/public-records.ts';
import { CalendarDate, DateTime, NhsNumber, PartialDate } from '../../shared/scalars.ts';
import { type Connection, connectionOf, PageArguments } from '../connection.ts';
import { Organisation } from '../organisation/organisation.entity.ts';
import { type OwnList, type OwnRow, ownPage } from '../own-pages.ts';
import { AbuseKind } from './safeguarding.values.ts';

@ObjectType({
  description:
    'A safeguarding concern about a person who was named by number, birthday and name, in the words in which it was reported to your council. Nothing of it says whether the hub knows such a person; if it does, the concern stands with the resident too.',
  simpleResolvers: true,
})
export class SafeguardingReport {
  @Field(() => ID, { description: 'Names this report to your organisation only.' })
  id!: string;

  @Field(() => NhsNumber, { description: 'As the reporter wrote it.' })
  nhsNumber!: string;

  @Field(() => CalendarDate, { description: 'As the reporter wrote it.' })
  dateOfBirth!: string;

  @Field(() => String, { description: 'As the reporter wrote it.' })
  familyName!: string;

  @Field(() => [AbuseKind], { description: 'The kinds of abuse or neglect that are feared.' })
  kinds!: AbuseKind[];

  @Field(() => DateTime, { nullable: true, description: 'When it happened, if it was one event.' })
  occurredAt!: Date | null;

  @Field(() => PartialDate, { nullable: true, description: 'Since when it has gone on, if it was not one event.' })
  ongoingSince!: string | null;

  @Field(() => String, { nullable: true, description: 'Where it happened.' })
  location!: string | null;

  @Field(() => String, { description: 'What was seen, heard or told. May name third parties.' })
  narrative!: string;

  @Field(() => String, {
    nullable: true,
    description: 'The person or organisation from whom harm is feared, in words.',
  })
  allegedSource!: string | null;

  @Field(() => String, { nullable: true, description: 'What was done at once to keep the person safe.' })
  immediateAction!: string | null;

  @Field(() => String, { nullable: true, description: 'What the person wants to come of it.' })
  wishes!: string | null;

  @Field(() => DateTime, { description: 'When it was reported.' })
  raisedAt!: Date;
}

const SafeguardingReportConnection = connectionOf(SafeguardingReport);

const said = ['location', 'narrative', 'allegedSource', 'immediateAction', 'wishes', 'ongoingSince'];
const reports: OwnList = {
  type: 'SafeguardingReport',
  table: 'hub.safeguarding_report',
  columns: {
    raisedBy: 't.organisation_id',
    nhsNumber: 't.nhs_number',
    dateOfBirth: `to_char(t.date_of_birth, 'YYYY-MM-DD')`,
    familyName: 't.family_name',
    kinds: `array(select jsonb_array_elements_text(t.report -> 'kinds'))`,
    occurredAt: `(t.report ->> 'occurredAt')::timestamptz`,
    ...Object.fromEntries(said.map((field) => [field, `t.report ->> '${field}'`])),
    raisedAt: 't.made_at',
  },
  where: 'true',
  order: { column: 'made_at', direction: 'desc' },
};

@Resolver(() => SafeguardingReport)
export class SafeguardingReportResolver {
  @Query(() => SafeguardingReportConnection, {
    description:
      'Concerns about people who were named to your council by number, birthday and name; newest first. Who is in the hub by then has the concern in `Resident.safeguardingConcerns` too.',
  })
  safeguardingReports(
    @Args() page: PageArguments,
    @Ctx() context: HubContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection<OwnRow>> {
    return ownPage(context, info, reports, page);
  }

  @FieldResolver(() => Organisation, { description: 'Who reported it.' })
  raisedBy(@Root() report: OwnRow, @Ctx() context: HubContext, @Info() info: GraphQLResolveInfo) {
    return publicById(context, 'Organisation', report.raisedBy, info);
  }
}
