import DataLoader from 'dataloader';
import type { GraphQLResolveInfo } from 'graphql';
import {
  Arg,
  Ctx,
  Field,
  FieldResolver,
  Info,
  Int,
  ObjectType,
  Query,
  Resolver,
  Root,
  registerEnumType,
} from 'type-graphql';
import type { HubContext } from '../../access/context.ts';
import { selectionOf } from '../../access/reading/selection.ts';
import type { OwnAccess } from '../../access/record/looking/own-accesses.ts';
import {
  accessesNumbered,
  mostDays,
  type Pattern,
  patterns,
  type Unusual,
  unusualAccesses,
} from '../../access/record/looking/unusual.ts';
import { Refusal } from '../../shared/refusals.ts';
import { DateTime } from '../../shared/scalars.ts';
import { show } from './access-event.resolver.ts';
import { AccessEvent } from './access-event.types.ts';

const means: Readonly<Record<Pattern, string>> = {
  NEVER_MET:
    'Looked up at least 30 residents, five or fewer at a time, whom no answer had shown the user in the 90 days before.',
  OUT_OF_HOURS:
    'At least five times between 23:00 and 06:00 in England, though less than a fifth of the user’s work in the period and the 90 days before was at night.',
  SAME_NAME:
    'Was shown the family name of residents with a name that the user’s own name, as the token has it before any @, holds. Users whom tokens call by a number are not found.',
  NOT_REVIEWED:
    'Broke the glass more than 72 hours ago without a review since, or claimed a registration or stay that ended without anything bearing it out.',
  REFUSED:
    'Was refused at least ten times within an hour what the agreement does not give, or somebody who is not there.',
};
const UnusualPattern = Object.fromEntries(patterns.map((pattern) => [pattern, pattern]));
registerEnumType(UnusualPattern, {
  name: 'UnusualPattern',
  description: 'What is out of the ordinary, and no proof of anything wrong.',
  valuesConfig: Object.fromEntries(Object.entries(means).map(([name, description]) => [name, { description }])),
});

@ObjectType({
  description: 'Something that one user of your own organisation did and that a privacy officer should look at.',
  simpleResolvers: true,
})
export class UnusualAccess {
  @Field(() => UnusualPattern, { description: 'Which pattern.' })
  pattern!: Pattern;

  @Field(() => String, { description: 'The user, as the token names it.' })
  user!: string;

  @Field(() => Int, {
    description: 'How many residents (`NEVER_MET`, `SAME_NAME`), looks, openings or refusals, within the period.',
  })
  count!: number;

  @Field(() => DateTime, { description: 'The first of them.' })
  since!: Date;
}

const day = 86_400_000;
const samples = Symbol('entries of samples');

@Resolver(() => UnusualAccess)
export class UnusualAccessResolver {
  @Query(() => [UnusualAccess], {
    description: `What is out of the ordinary among what users of your own organisation did, by pattern and user, in a period of at most ${mostDays} days.`,
  })
  async unusualAccesses(
    @Arg('from', () => DateTime, { description: 'From this moment on.' }) from: Date,
    @Arg('to', () => DateTime, { description: `Before this moment; at most ${mostDays} days after \`from\`.` })
    to: Date,
    @Ctx() context: HubContext,
  ): Promise<Unusual[]> {
    if (to.getTime() - from.getTime() > mostDays * day) {
      throw new Refusal('BAD_INPUT', { at: 'unusualAccesses.to', limit: mostDays });
    }
    return unusualAccesses(context, from, to);
  }

  @FieldResolver(() => [AccessEvent], { description: 'Up to five entries, the newest first.' })
  async sample(
    @Root() { numbers, moments }: Unusual,
    @Ctx() context: HubContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<OwnAccess[]> {
    const wanted = numbers.map((number, place) => ({ number, moment: moments[place] as string }));
    const found = await Promise.all(wanted.map((one) => sampleLoader(context).load(one)));
    const entries = found.filter((entry) => entry !== null);
    if (selectionOf(info).fields.has('residents')) show(context, info, entries);
    return entries;
  }
}

/** One statement for the samples of all patterns. */
function sampleLoader({ loader, read }: HubContext) {
  return loader(samples, () => {
    const load = async (wanted: readonly { number: string; moment: string }[]) => {
      const entries = await accessesNumbered(read, wanted);
      return wanted.map(({ number }) => entries.get(number) ?? null);
    };
    return new DataLoader(load, { cache: false });
  });
}
