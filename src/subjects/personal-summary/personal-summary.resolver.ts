import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, FieldResolver, Info, Mutation, Resolver, Root } from 'type-graphql';
import type { HubContext } from '../../access/context.ts';
import type { RecordRow } from '../../access/reading/projection.ts';
import { publicById } from '../../access/reading/public-records.ts';
import type { Written } from '../../access/writing/writer.ts';
import { Organisation } from '../organisation/organisation.entity.ts';
import { payloadOf } from '../writing/payload.ts';
import { PersonalSummary } from './personal-summary.entity.ts';
import { StateDeprivationOfLibertyInput, WritePersonalSummaryInput } from './personal-summary.inputs.ts';
import { stateDeprivationOfLiberty, writePersonalSummary } from './personal-summary.writes.ts';

const written = payloadOf('WritePersonalSummary', PersonalSummary);
const stated = payloadOf('StateDeprivationOfLiberty', PersonalSummary);
const payloads = [written.PayloadResolver, stated.PayloadResolver];

@Resolver(() => PersonalSummary)
class PersonalSummaryResolver {
  @FieldResolver(() => Organisation, {
    nullable: true,
    description: 'The council that said what was decided about a deprivation of liberty; null if none has.',
  })
  libertyStatedBy(@Root() summary: RecordRow, @Ctx() context: HubContext, @Info() info: GraphQLResolveInfo) {
    return publicById(context, 'Organisation', summary._libertyStatedBy, info);
  }

  @Mutation(() => written.Payload, {
    description:
      'Writes who stands by a resident of your home, who decides, and what matters. What it said before is kept, also of a home where the resident lived before.',
  })
  writePersonalSummary(
    @Arg('input', () => WritePersonalSummaryInput, { description: 'What is to be written.' })
    input: WritePersonalSummaryInput,
    @Ctx() { writer }: HubContext,
  ): Promise<Written> {
    return writer.write('writePersonalSummary', input, (write) => writePersonalSummary(write, input));
  }

  @Mutation(() => stated.Payload, {
    description:
      'Says whether the council authorised that a resident is deprived of liberty (DoLS), from when until when and on which conditions.',
  })
  stateDeprivationOfLiberty(
    @Arg('input', () => StateDeprivationOfLibertyInput, { description: 'What was decided.' })
    input: StateDeprivationOfLibertyInput,
    @Ctx() { writer }: HubContext,
  ): Promise<Written> {
    return writer.write('stateDeprivationOfLiberty', input, (write) => stateDeprivationOfLiberty(write, input));
  }
}

export const personalSummaryResolvers = [PersonalSummaryResolver, ...payloads];
