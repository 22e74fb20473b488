import { Arg, Ctx, Field, FieldResolver, ID, Int, ObjectType, Query, Resolver, Root } from 'type-graphql';
import { type Context, holdsToday, reading, today } from './context.ts';
import { Alignment, CareHome, Organisation, Placement, pageOf, Rating, Resident } from './entities.ts';
import { relationshipsTo } from './relationships.ts';
import { cares } from './rules.ts';

const HomePage = pageOf(CareHome, 'CareHomePage');
const ResidentPage = pageOf(Resident, 'ResidentPage');

@ObjectType()
class ClinicalLead {
  @Field(() => String)
  name!: string;
}

@ObjectType()
class HomeRating {
  @Field(() => String)
  overall!: string;
}

@ObjectType()
class ViewerOfHub {
  @Field(() => String)
  agency!: string;

  @Field(() => String)
  role!: string;

  @Field(() => String)
  purpose!: string;

  @Field(() => Organisation)
  organisation!: Organisation;
}

function page<Node>(rows: Node[], totalCount: number, first: number, endOf: (node: Node) => string) {
  const nodes = rows.slice(0, first);
  const last = nodes.at(-1);
  return { totalCount, nodes, pageInfo: { hasNextPage: totalCount > first, endCursor: last ? endOf(last) : null } };
}

/** By what is shown of the name: who is not named comes last. */
function byName(one: Resident, other: Resident): number {
  const keyOf = (each: Resident) =>
    cares(each) ? [each.familyName, each.givenName, each.id] : ['\uffff', '', each.id];
  const [a, b] = [keyOf(one), keyOf(other)];
  const at = a.findIndex((key, place) => key !== b[place]);
  return at < 0 ? 0 : (a[at] ?? '') < (b[at] ?? '') ? -1 : 1;
}

@Resolver(() => CareHome)
export class HomeResolver {
  @Query(() => HomePage)
  async alignedHomes(@Arg('first', () => Int) first: number, @Ctx() { em, session }: Context) {
    const where = { leadPractice: { organisation: session.organisationId }, ...holdsToday() };
    const [found, count] = await em.findAndCount(Alignment, where, {
      ...reading(em, Alignment, 'home'),
      orderBy: { home: { name: 'asc' } },
      limit: first,
    });
    return page(
      found.map(({ home }) => home),
      count,
      first,
      ({ name }) => name,
    );
  }

  @Query(() => HomePage)
  async careHomes(
    @Arg('first', () => Int) first: number,
    @Arg('after', () => String, { nullable: true }) _after: string | undefined,
    @Ctx() { em }: Context,
  ) {
    const successors = await em.find(
      CareHome,
      { predecessor: { $ne: null }, registeredOn: { $lte: today() } },
      reading(em, CareHome),
    );
    const [found, count] = await em.findAndCount(
      CareHome,
      {
        id: { $nin: successors.map(({ predecessor }) => predecessor?.id ?? '') },
        registeredOn: { $lte: today() },
        $or: [{ deregisteredOn: null }, { deregisteredOn: { $gt: today() } }],
      },
      { orderBy: { name: 'asc', cqcLocationId: 'asc' }, limit: first, ...reading(em, CareHome) },
    );
    return page(found, count, first, ({ name }) => name);
  }

  @Query(() => ViewerOfHub)
  async viewer(@Ctx() { em, session: { agency, organisationId }, viewer: { role, purpose } }: Context) {
    return {
      agency,
      role,
      purpose,
      organisation: await em.findOneOrFail(Organisation, organisationId, reading(em, Organisation)),
    };
  }

  @FieldResolver(() => ID)
  id(@Root() { cqcLocationId }: CareHome) {
    return `CareHome:${cqcLocationId}`;
  }

  @FieldResolver(() => ClinicalLead, { nullable: true })
  clinicalLead(@Root() { id }: CareHome, @Ctx() { em, loader }: Context) {
    return loader<string, ClinicalLead | null>('clinicalLead', async (ids) => {
      const found = await em.find(Alignment, { home: { $in: [...ids] }, ...holdsToday() }, reading(em, Alignment));
      const byHome = new Map(found.map(({ home, clinicalLeadName }) => [home.id, { name: clinicalLeadName }]));
      return ids.map((home) => byHome.get(home) ?? null);
    }).load(id);
  }

  @FieldResolver(() => HomeRating, { nullable: true })
  rating(@Root() { id }: CareHome, @Ctx() { em, loader }: Context) {
    return loader<string, HomeRating | null>('rating', async (ids) => {
      const where = { home: { $in: [...ids] }, domain: 'OVERALL' };
      const found = await em.find(Rating, where, { orderBy: { publishedOn: 'asc' }, ...reading(em, Rating) });
      const newest = new Map(found.map(({ home, rating }) => [home.id, { overall: rating }]));
      return ids.map((home) => newest.get(home) ?? null);
    }).load(id);
  }

  @FieldResolver(() => ResidentPage)
  async residents(@Root() { id }: CareHome, @Arg('first', () => Int) first: number, @Ctx() context: Context) {
    const residents = await context
      .loader<string, Resident[]>('residents', async (homes) => {
        const where = { home: { $in: [...homes] }, ...holdsToday() };
        const placements = await context.em.find(Placement, where, reading(context.em, Placement, 'resident'));
        const bits = await relationshipsTo(
          context,
          placements.map(({ resident }) => resident.id),
        );
        for (const [place, { resident }] of placements.entries()) resident.relationships = bits[place] ?? 0;
        const byHome = Map.groupBy(placements, ({ home }) => home.id);
        return homes.map((home) => (byHome.get(home) ?? []).map(({ resident }) => resident).sort(byName));
      })
      .load(id);
    return page(residents, residents.length, first, ({ id: last }) => last);
  }
}
