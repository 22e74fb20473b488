import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { HubContext } from '../../access/context.ts';
import { inEqualTime } from '../../access/writing/equal-time.ts';
import type { Written } from '../../access/writing/writer.ts';
import { ClaimPayload } from '../claim/claim.types.ts';
import { Placement } from '../placement/placement.entity.ts';
import { payloadOf } from '../writing/payload.ts';
import {
  ChangeRateInput,
  ConfirmFundingInput,
  EndFundingComponentInput,
  RecordFundingComponentInput,
  RecordPlacementInput,
} from './funding.inputs.ts';
import { changeRate, confirmFunding, endComponent, recordComponent, recordPlacement } from './funding.writes.ts';
import { FundingComponent } from './funding-component.entity.ts';

const recorded = payloadOf('RecordFundingComponent', FundingComponent);
const ended = payloadOf('EndFundingComponent', FundingComponent);
const changed = payloadOf('ChangeRate', FundingComponent);
const placed = payloadOf('RecordPlacement', Placement);
const payloads = [recorded, ended, changed, placed].map(({ PayloadResolver }) => PayloadResolver);

/** What those who pay tell of it, and what the home that is paid says to it. */
@Resolver()
class FundingWritesResolver {
  @Mutation(() => recorded.Payload, {
    description:
      'Says what your organisation pays besides, for a resident for whom it pays already. For anybody else, and for what would show you more of the resident, use `claimFunding`.',
  })
  recordFundingComponent(
    @Arg('input', () => RecordFundingComponentInput, { description: 'What is to be recorded.' })
    input: RecordFundingComponentInput,
    @Ctx() { writer }: HubContext,
  ): Promise<Written> {
    return writer.write('recordFundingComponent', input, (write) => recordComponent(write, input));
  }

  @Mutation(() => ended.Payload, {
    description:
      'Says from when on your organisation no longer pays a component. With the last of them your organisation sees the resident no more from that day on.',
  })
  endFundingComponent(
    @Arg('input', () => EndFundingComponentInput, { description: 'What is to be recorded.' })
    input: EndFundingComponentInput,
    @Ctx() { writer }: HubContext,
  ): Promise<Written> {
    return writer.write('endFundingComponent', input, (write) => endComponent(write, input));
  }

  @Mutation(() => changed.Payload, {
    description:
      'Changes the amount of a component from a day on: it ends, and the next begins, which is the record of the answer.',
  })
  changeRate(
    @Arg('input', () => ChangeRateInput, { description: 'What is to be recorded.' }) input: ChangeRateInput,
    @Ctx() { writer }: HubContext,
  ): Promise<Written> {
    return writer.write('changeRate', input, (write) => changeRate(write, input));
  }

  @Mutation(() => placed.Payload, {
    description:
      'Says where somebody for whom your council pays moves in. The home sees the resident from that day on.',
  })
  recordPlacement(
    @Arg('input', () => RecordPlacementInput, { description: 'What is to be recorded.' }) input: RecordPlacementInput,
    @Ctx() { writer }: HubContext,
  ): Promise<Written> {
    return writer.write('recordPlacement', input, (write) => recordPlacement(write, input));
  }

  @Mutation(() => ClaimPayload, {
    description:
      'Says that a council or an integrated care board pays your home for a resident. It bears out what that organisation claims in the same month; the answer does not tell whether it has.',
  })
  confirmFunding(
    @Arg('input', () => ConfirmFundingInput, { description: 'What is to be recorded.' }) input: ConfirmFundingInput,
    @Ctx() { writer }: HubContext,
  ): Promise<Written> {
    return inEqualTime(() => writer.write('confirmFunding', input, (write) => confirmFunding(write, input)));
  }
}

export const fundingWritesResolvers = [FundingWritesResolver, ...payloads];
