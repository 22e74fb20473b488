import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, ArgsType, Ctx, Field, FieldResolver, Info, Int, Query, Resolver, Root } from 'type-graphql';
import type { HubContext } from '../../access/context.ts';
import { connectionSelectionOf } from '../../access/reading/selection.ts';
import { heldBy } from '../../access/record/looking/held.ts';
import {
  type AboutOne,
  type AccessQuestion,
  type Before,
  namedIn,
  type OwnAccess,
  ownAccesses,
  ownAccessesCounted,
} from '../../access/record/looking/own-accesses.ts';
import { inEqualTime } from '../../access/writing/equal-time.ts';
import { type Connection, connectionOf, PageArguments, pageOf } from '../connection.ts';
import { ResidentReference } from '../explanation/explanation.types.ts';
import { Resident } from '../resident/resident.entity.ts';
import { recordById } from '../resident/resident.loaders.ts';
import { AccessEvent, AccessedResident, AccessFilter, ShownField } from './access-event.types.ts';

const AccessEventConnection = connectionOf(AccessEvent);

/** The uuid of nobody. */
const nobody = '00000000-0000-0000-0000-000000000000';
const aResident = recordById('Resident');

@ArgsType()
class AccessPage extends PageArguments {
  @Field(() => AccessFilter, { nullable: true, description: 'Only these entries.' })
  filter?: AccessFilter | null;
}

/** A resident of an entry. */
interface Accessed {
  id: string;
  _id: string;
  place: number;
  entry: OwnAccess;
}

@Resolver(() => AccessEvent)
class AccessEventResolver {
  @Query(() => AccessEventConnection, {
    description:
      'Who of your own organisation looked at a resident or wrote about one, and who named that NHS number in a claim or a report; newest first. Also of residents whom your organisation no longer sees: by number if it ever read the number. Of a number that is nobody’s the page is empty, as it is of one at whom nobody of yours looked.',
  })
  async accessesTo(
    @Arg('resident', () => ResidentReference, { description: 'By its id or by its NHS number.' })
    reference: ResidentReference,
    @Args() page: AccessPage,
    @Ctx() context: HubContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection<OwnAccess>> {
    const about = aboutWhom(reference, context);
    const find = () => pageOfAccesses(context, info, 'accessesTo', page, about);
    const found = await (reference.nhsNumber ? inEqualTime(find) : find());
    const nodes = found.nodes.filter((entry) => namedIn(entry).length > 0);
    show(context, info, nodes);
    return found;
  }

  @Query(() => AccessEventConnection, {
    description:
      'What users of your own organisation asked and wrote about residents, and what they were refused; newest first.',
  })
  async ownAccesses(
    @Args() page: AccessPage,
    @Ctx() context: HubContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection<OwnAccess>> {
    const found = await pageOfAccesses(context, info, 'ownAccesses', page, {});
    if (connectionSelectionOf(info).nodes.fields.has('residents')) show(context, info, found.nodes);
    return found;
  }

  @FieldResolver(() => Int, {
    description:
      'Of how many residents it held data, or whom it was about. People named in a claim or a report do not count: whether the hub knows them is not told.',
  })
  residentCount(@Root() { residents }: OwnAccess): number {
    return residents.filter((uuid) => uuid !== null).length;
  }

  @FieldResolver(() => [AccessedResident], {
    description: 'These residents; in `accessesTo` the one that was asked about, alone.',
  })
  residents(@Root() entry: OwnAccess, @Ctx() { identifiers, viewer }: HubContext): Accessed[] {
    const named = namedIn(entry);
    const ids = identifiers.encode(
      'Resident',
      viewer.organisation.id,
      named.map(({ uuid }) => uuid),
    );
    return named.map(({ uuid, place }, n) => ({ id: ids[n] as string, _id: uuid, place, entry }));
  }
}

@Resolver(() => AccessedResident)
class AccessedResidentResolver {
  @FieldResolver(() => Resident, {
    nullable: true,
    description: 'The resident’s record, as far as you may see it today; null if you may not.',
  })
  resident(@Root() { _id }: Accessed, @Ctx() { records }: HubContext, @Info() info: GraphQLResolveInfo) {
    return records.one(aResident, { _id }, info);
  }

  @FieldResolver(() => [String], {
    nullable: true,
    description:
      'The relationships under which your organisation saw the resident in this answer, such as `practice.registered`; empty if no record was shown, null if it cannot be told.',
  })
  async relationships(@Root() { entry, place }: Accessed, @Ctx() context: HubContext): Promise<string[] | null> {
    return (await heldBy(entry, context))?.relationships(place) ?? null;
  }

  @FieldResolver(() => [ShownField], {
    nullable: true,
    description:
      'What was shown of the resident, at most if the outcome is an error; a field that is missing was not asked or withheld. Null if it cannot be told, because this release no longer reads the agreement of then.',
  })
  async shown(@Root() { _id, entry }: Accessed, @Ctx() context: HubContext): Promise<ShownField[] | null> {
    const cells = await (await heldBy(entry, context))?.cells();
    return cells?.filter(({ resident }) => resident === _id) ?? null;
  }
}

function aboutWhom({ nhsNumber, id }: ResidentReference, context: HubContext): AboutOne {
  if (nhsNumber) return { nhsNumber };
  const named = context.identifiers.decode(id ?? '', context.viewer.organisation.id);
  return { resident: named?.type === 'Resident' ? named.uuid : nobody };
}

/** One page, and the number of all entries where that is asked. */
async function pageOfAccesses(
  { cursors, read, viewer }: HubContext,
  info: GraphQLResolveInfo,
  question: AccessQuestion,
  { first, after, filter }: AccessPage,
  about: Partial<AboutOne>,
): Promise<Connection<OwnAccess>> {
  const organisation = viewer.organisation.id;
  const wanted = { ...filter, ...about };
  const scope = JSON.stringify([question, viewer.purpose, wanted]);
  const before = after ? (cursors.decode(organisation, scope, after) as unknown as Before) : undefined;
  const { total, rows } = connectionSelectionOf(info);
  // Who asks only how often somebody was looked at is put on record, too: one entry tells whom it is about.
  const most = rows ? first + 1 : Number(question === 'accessesTo');
  const [entries, totalCount] = await Promise.all([
    most ? ownAccesses(read, wanted, { before, most }) : [],
    total ? ownAccessesCounted(read, wanted) : 0,
  ]);
  return pageOf<OwnAccess>({
    // Whoever asks about one is told of that one, also where the hub knows nobody by the number.
    rows: question === 'accessesTo' ? entries.map((entry) => ({ ...entry, about: entry.about ?? nobody })) : entries,
    first,
    totalCount,
    after,
    cursorOf: ({ moment, number }) => cursors.encode(organisation, scope, [moment, number]),
  });
}

/** Whoever reads of a look at a resident has looked there, too. */
export function show({ trace }: HubContext, info: GraphQLResolveInfo, entries: readonly OwnAccess[]): void {
  const rows = entries.flatMap((entry) => namedIn(entry).map(({ uuid }) => ({ _resident: uuid, _m: 0 })));
  trace.show(info.fieldNodes[0], 'AccessEvent', rows);
}

export const accessEventResolvers = [AccessEventResolver, AccessedResidentResolver];
