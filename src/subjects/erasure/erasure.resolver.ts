import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { HubContext } from '../../access/context.ts';
import { inEqualTime } from '../../access/writing/equal-time.ts';
import type { Written } from '../../access/writing/writer.ts';
import { OrderErasureInput, OrderErasurePayload } from './erasure.types.ts';
import { orderErasure } from './erasure.writes.ts';

@Resolver()
export class ErasureResolver {
  @Mutation(() => OrderErasurePayload, {
    description:
      'Erases a record that your organisation wrote, as one about the wrong person: at once it is in no answer to anybody, and it is gone with all its former versions. Of a record that several organisations write, your own part. `NOT_POSSIBLE` of what other records hang on, of what another organisation answered or received, and of a hospital stay or attendance that stands: withdraw that first. Feedback, and a piece of feedback without a name whose words tell who somebody is, is erased for the council where the home lies or that wrote it down; to a home its own is `NOT_POSSIBLE`, so that nobody takes a complaint away. It cannot be undone.',
  })
  orderErasure(
    @Arg('input', () => OrderErasureInput, { description: 'What is to be erased.' }) input: OrderErasureInput,
    @Ctx() { writer, identifiers }: HubContext,
  ): Promise<Written> {
    // Whether it must be kept for an enquiry for now is not to be told from how long it takes.
    return inEqualTime(() => writer.write('orderErasure', input, (write) => orderErasure(write, identifiers, input)));
  }
}
