import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { HubContext } from '../../access/context.ts';
import type { Written } from '../../access/writing/writer.ts';
import { payloadOf } from '../writing/payload.ts';
import { ClinicalSummary } from './clinical-summary.entity.ts';
import { WriteClinicalSummaryInput } from './clinical-summary.inputs.ts';
import { writeClinicalSummary } from './clinical-summary.writes.ts';

const written = payloadOf('WriteClinicalSummary', ClinicalSummary);

@Resolver()
class ClinicalSummaryResolver {
  @Mutation(() => written.Payload, {
    description:
      'Writes what a clinician must know about a resident at once: allergies, medicines, what to do if the resident gets worse, resuscitation, frailty. What it said before is kept.',
  })
  writeClinicalSummary(
    @Arg('input', () => WriteClinicalSummaryInput, { description: 'What is to be written.' })
    input: WriteClinicalSummaryInput,
    @Ctx() { writer }: HubContext,
  ): Promise<Written> {
    return writer.write('writeClinicalSummary', input, (write) => writeClinicalSummary(write, input));
  }
}

export const clinicalSummaryResolvers = [ClinicalSummaryResolver, written.PayloadResolver];
