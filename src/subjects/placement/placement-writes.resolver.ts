import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { HubContext } from '../../access/context.ts';
import type { Written } from '../../access/writing/writer.ts';
import { payloadOf } from '../writing/payload.ts';
import { Absence } from './absence.entity.ts';
import { Placement } from './placement.entity.ts';
import {
  EndAbsenceInput,
  EndPlacementInput,
  HoldBedInput,
  RecordAbsenceInput,
  WithdrawDeathInput,
} from './placement.inputs.ts';
import { endAbsence, endPlacement, holdBed, recordAbsence, withdrawDeath } from './placement.writes.ts';

const ended = payloadOf('EndPlacement', Placement);
const withdrawn = payloadOf('WithdrawDeath', Placement);
const held = payloadOf('HoldBed', Placement);
const away = payloadOf('RecordAbsence', Absence);
const back = payloadOf('EndAbsence', Absence);
const payloads = [ended, withdrawn, held, away, back].map(({ PayloadResolver }) => PayloadResolver);

/** What a home tells of the placements of its residents. */
@Resolver()
class PlacementWritesResolver {
  @Mutation(() => ended.Payload, {
    description:
      'Says that somebody leaves your home, up to four weeks ahead, or has died. Your home sees the resident until that day, and afterwards what it wrote itself. An end that somebody else gave is not put off. Absences end with the placement.',
  })
  endPlacement(
    @Arg('input', () => EndPlacementInput, { description: 'What is to be recorded.' }) input: EndPlacementInput,
    @Ctx() { writer }: HubContext,
  ): Promise<Written> {
    return writer.write('endPlacement', input, (write) => endPlacement(write, input));
  }

  @Mutation(() => withdrawn.Payload, {
    description:
      'Takes back within seven days that a resident of your home has died: the placement goes on as it was before, and so do absences. `NOT_POSSIBLE` if the resident lives elsewhere by now.',
  })
  withdrawDeath(
    @Arg('input', () => WithdrawDeathInput, { description: 'Of whom it was said.' }) input: WithdrawDeathInput,
    @Ctx() { writer }: HubContext,
  ): Promise<Written> {
    return writer.write('withdrawDeath', input, (write) => withdrawDeath(write, input));
  }

  @Mutation(() => held.Payload, {
    description:
      'Says until when your home keeps the bed of a resident who is away: it is occupied, and nobody else is offered it.',
  })
  holdBed(
    @Arg('input', () => HoldBedInput, { description: 'What is to be recorded.' }) input: HoldBedInput,
    @Ctx() { writer }: HubContext,
  ): Promise<Written> {
    return writer.write('holdBed', input, (write) => holdBed(write, input));
  }

  @Mutation(() => away.Payload, {
    description:
      'Says that a resident is away while the placement goes on. Of a resident in hospital it bears out what the hospital said.',
  })
  recordAbsence(
    @Arg('input', () => RecordAbsenceInput, { description: 'What is to be recorded.' }) input: RecordAbsenceInput,
    @Ctx() { writer }: HubContext,
  ): Promise<Written> {
    return writer.write('recordAbsence', input, (write) => recordAbsence(write, input));
  }

  @Mutation(() => back.Payload, {
    description: 'Says that a resident is back. The bed is held no longer, since it is slept in.',
  })
  endAbsence(
    @Arg('input', () => EndAbsenceInput, { description: 'What is to be recorded.' }) input: EndAbsenceInput,
    @Ctx() { writer }: HubContext,
  ): Promise<Written> {
    return writer.write('endAbsence', input, (write) => endAbsence(write, input));
  }
}

export const placementWritesResolvers = [PlacementWritesResolver, ...payloads];
