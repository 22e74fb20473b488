import type { GraphQLResolveInfo } from 'graphql';
import {
  Arg,
  Args,
  ArgsType,
  Ctx,
  Field,
  FieldResolver,
  Info,
  Mutation,
  ObjectType,
  Query,
  Resolver,
  Root,
  Subscription,
} from 'type-graphql';
import type { HubContext } from '../../access/context.ts';
import type { Announced } from '../../access/events/feed.ts';
import { publicById } from '../../access/reading/public-records.ts';
import type { Written } from '../../access/writing/writer.ts';
import { type ProblemCode, problem } from '../../shared/problem-catalogue.ts';
import { announced, type Change, changeOf, Hearing, ownChange } from '../changes/change.ts';
import { type Connection, connectionOf, PageArguments } from '../connection.ts';
import { Organisation } from '../organisation/organisation.entity.ts';
import { type OwnList, type OwnRow, ownPage, ownRow } from '../own-pages.ts';
import { ProblemsPayload, whatCame } from '../writing/problem.ts';
import { PrivacyAlert, ReviewBreakGlassInput } from './privacy-alert.types.ts';

const PrivacyAlertConnection = connectionOf(PrivacyAlert);
const PrivacyAlertChange = changeOf(PrivacyAlert);

const unreviewed = `t.kind = 'BREAK_GLASS' and t.about_id = t.organisation_id and t.reviewed_at is null`;
const alerts: OwnList = {
  type: 'PrivacyAlert',
  table: 'hub.privacy_alert',
  columns: {
    kind: 't.kind',
    organisation: 't.about_id',
    relationship: 't.relationship',
    nhsNumber: 't.nhs_number',
    reason: 't.reason',
    madeBy: 't.made_by',
    role: 't.role',
    raisedAt: 't.raised_at',
    until: 't.until',
    awaitsReview: `(${unreviewed})`,
    outcome: 't.outcome',
    note: 't.note',
    reviewedAt: 't.reviewed_at',
    reviewedBy: 't.reviewed_by',
  },
  where: 'true',
  order: { column: 'raised_at', direction: 'desc' },
};
/** The oldest first: it has waited longest. */
const awaiting: OwnList = { ...alerts, where: unreviewed, order: { column: 'raised_at', direction: 'asc' } };

const longestNote = 500;

@ArgsType()
class AlertPage extends PageArguments {
  @Field(() => Boolean, {
    defaultValue: false,
    description: 'Only what your organisation did and nobody has reviewed, oldest first.',
  })
  awaitingReview: boolean = false;
}

@ObjectType({ description: whatCame, simpleResolvers: true })
class ReviewBreakGlassPayload extends ProblemsPayload {}

@Resolver(() => PrivacyAlert)
class PrivacyAlertResolver {
  @Query(() => PrivacyAlertConnection, {
    description:
      'Who was let in to records of residents that your organisation looks after, or by your organisation’s users, and which objections shut your organisation out or were recorded by it, unless in an enquiry; newest first.',
  })
  privacyAlerts(
    @Args() { awaitingReview, ...page }: AlertPage,
    @Ctx() context: HubContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection<OwnRow>> {
    return ownPage(context, info, awaitingReview ? awaiting : alerts, page);
  }

  @Subscription(() => PrivacyAlertChange, {
    nullable: true,
    subscribe: announced('PrivacyAlert'),
    description: 'What `privacyAlerts` lists, as soon as it happens. Never null.',
  })
  privacyAlertRaised(
    @Root() event: Announced,
    @Args() _hearing: Hearing,
    @Ctx() context: HubContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Change<OwnRow> | null> {
    return ownChange(context, info, event, alerts);
  }

  @FieldResolver(() => Organisation, {
    nullable: true,
    description:
      'Who was let in, or asked to be. Of an objection, who recorded it: told of the resident’s own home and practice, and null for any other.',
  })
  organisation(@Root() alert: OwnRow, @Ctx() context: HubContext, @Info() info: GraphQLResolveInfo) {
    return publicById(context, 'Organisation', alert.organisation, info);
  }

  @Mutation(() => ReviewBreakGlassPayload, {
    description: 'Judges an emergency in which a colleague opened a record. Whoever opened it cannot review it.',
  })
  reviewBreakGlass(
    @Arg('input', () => ReviewBreakGlassInput, { description: 'What is to be recorded.' }) input: ReviewBreakGlassInput,
    @Ctx() { writer, identifiers, viewer }: HubContext,
  ): Promise<Written> {
    return writer.write('reviewBreakGlass', input, async ({ query, concerns }) => {
      const named = identifiers.decode(input.alert, viewer.organisation.id);
      const note = input.note?.trim() || null;
      if (named?.type !== 'PrivacyAlert') return { problems: [problem('UNKNOWN', 'alert')] };
      if (note && note.length > longestNote) return { problems: [problem('TOO_LONG', 'note')] };
      const [result] = await query<{ verdict: ProblemCode | 'DONE' }>(
        'select hub.review_break_glass($1, $2, $3, $4) as verdict',
        [named.uuid, viewer.user, input.outcome, note],
      );
      const verdict = result?.verdict ?? 'UNKNOWN';
      if (verdict !== 'UNKNOWN') concerns('PrivacyAlert', named.uuid);
      return verdict === 'DONE' ? { record: named.uuid, problems: [] } : { problems: [problem(verdict, 'alert')] };
    });
  }
}

@Resolver(() => ReviewBreakGlassPayload)
class ReviewBreakGlassPayloadResolver {
  @FieldResolver(() => PrivacyAlert, { nullable: true, description: 'The alert as reviewed; null with problems.' })
  async record(@Root() { record }: Written, @Ctx() context: HubContext, @Info() info: GraphQLResolveInfo) {
    return record ? ownRow(context, info, alerts, record) : null;
  }
}

export const privacyAlertResolvers = [PrivacyAlertResolver, ReviewBreakGlassPayloadResolver];
