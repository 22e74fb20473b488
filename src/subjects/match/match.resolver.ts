import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, FieldResolver, Info, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { HubContext } from '../../access/context.ts';
import type { Written } from '../../access/writing/writer.ts';
import { type Connection, connectionOf, PageArguments } from '../connection.ts';
import { type OwnRow, ownPage, ownRow } from '../own-pages.ts';
import { Resident } from '../resident/resident.entity.ts';
import { recordById } from '../resident/resident.loaders.ts';
import { ConfirmMatchInput, MatchCandidate, MatchPayload, matches, SplitMatchInput } from './match.types.ts';
import { confirmMatch, splitMatch } from './match.writes.ts';

const MatchCandidateConnection = connectionOf(MatchCandidate);
const aResident = recordById('Resident');

@Resolver(() => MatchCandidate)
class MatchCandidateResolver {
  @Query(() => MatchCandidateConnection, {
    description:
      'What may be one person and what was settled of that, what was said last first: pairs of residents of whom a hospital’s message (A40) says so, for the practice that sees both; and lines of your own files without a verified NHS number, with each resident of yours who may be meant.',
  })
  matchCandidates(
    @Args() page: PageArguments,
    @Ctx() context: HubContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection<OwnRow>> {
    return ownPage(context, info, matches, page);
  }

  @FieldResolver(() => Resident, {
    nullable: true,
    description:
      'The resident whose NHS number stays, with the records of both once they are one; or whom the line may be about.',
  })
  survivor(@Root() { survivor }: OwnRow, @Ctx() { records }: HubContext, @Info() info: GraphQLResolveInfo) {
    return typeof survivor === 'string' ? records.one(aResident, { _id: survivor }, info) : null;
  }

  @FieldResolver(() => Resident, {
    nullable: true,
    description: 'The resident whose NHS number was superseded; null as long as they are one, and of lines.',
  })
  superseded(@Root() { superseded }: OwnRow, @Ctx() { records }: HubContext, @Info() info: GraphQLResolveInfo) {
    return typeof superseded === 'string' ? records.one(aResident, { _id: superseded }, info) : null;
  }

  @Mutation(() => MatchPayload, {
    description:
      'Says that two are one. Of two residents it makes one: everything that is recorded of either is the survivor’s, is open to whoever looks after the one or the other, and the superseded NHS number leads there. Where the two histories contradict each other nothing is changed. Of a line and a resident: from your next file on, lines with that key of yours are about that resident. It can be undone.',
  })
  confirmMatch(
    @Arg('input', () => ConfirmMatchInput, { description: 'What is to be confirmed.' }) input: ConfirmMatchInput,
    @Ctx() { writer, identifiers }: HubContext,
  ): Promise<Written> {
    return writer.write('confirmMatch', input, (write) => confirmMatch(write, identifiers, input));
  }

  @Mutation(() => MatchPayload, {
    description:
      'Takes that back. Makes two residents of one again: what had been moved goes back, as it stands by now and with what hangs on it; what was written since stays with the survivor. Of a line: your next file finds nobody by that key, and what earlier ones have written stays until you put it right.',
  })
  splitMatch(
    @Arg('input', () => SplitMatchInput, { description: 'What is to be undone.' }) input: SplitMatchInput,
    @Ctx() { writer, identifiers }: HubContext,
  ): Promise<Written> {
    return writer.write('splitMatch', input, (write) => splitMatch(write, identifiers, input));
  }
}

@Resolver(() => MatchPayload)
class MatchPayloadResolver {
  @FieldResolver(() => MatchCandidate, { nullable: true, description: 'The match as it stands; null with problems.' })
  async record(@Root() { record }: Written, @Ctx() context: HubContext, @Info() info: GraphQLResolveInfo) {
    return record ? ownRow(context, info, matches, record) : null;
  }
}

export const matchResolvers = [MatchCandidateResolver, MatchPayloadResolver];
