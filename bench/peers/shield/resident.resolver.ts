import { Arg, Args, ArgsType, Ctx, Field, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import { type Context, holdsToday, reading } from './context.ts';
import {
  CareHome,
  CarePlan,
  GpRegistration,
  HospitalStay,
  Incident,
  Placement,
  Practice,
  pageOf,
  Resident,
  Withheld,
} from './entities.ts';
import { Instant, NhsNumber } from './instant.ts';
import { relationshipsTo } from './relationships.ts';
import { cares } from './rules.ts';

const IncidentPage = pageOf(Incident, 'IncidentPage');
const StayPage = pageOf(HospitalStay, 'HospitalStayPage');

@ArgsType()
class Since {
  @Field(() => Instant, { nullable: true })
  since?: Date;

  @Field(() => Int, { defaultValue: 20 })
  first!: number;
}

const missing = (field: string, clause: string, form: string | null = null): Withheld => ({ field, form, clause });

function page<Row>(rows: Row[], first: number) {
  const pageInfo = { hasNextPage: rows.length > first, endCursor: null };
  return { totalCount: rows.length, nodes: rows.slice(0, first), pageInfo };
}

@Resolver(() => Resident)
export class ResidentResolver {
  @Query(() => Resident, { nullable: true })
  async resident(@Arg('nhsNumber', () => NhsNumber) nhsNumber: string, @Ctx() context: Context) {
    const resident = await context.em.findOne(Resident, { nhsNumber }, reading(context.em, Resident));
    if (resident) resident.relationships = (await relationshipsTo(context, [resident.id]))[0] ?? 0;
    return resident && cares(resident) ? resident : null;
  }

  @FieldResolver(() => ID)
  id(@Root() resident: Resident) {
    return resident.id;
  }

  @FieldResolver(() => String, { nullable: true })
  dateOfBirth(@Root() resident: Resident) {
    return cares(resident) ? resident.dateOfBirth : resident.dateOfBirth.slice(0, 4);
  }

  @FieldResolver(() => Practice, { nullable: true })
  registeredPractice(@Root() { id }: Resident, @Ctx() { em, loader }: Context) {
    return loader<string, Practice | null>('registeredPractice', async (ids) => {
      const where = { resident: { $in: [...ids] }, ...holdsToday() };
      const found = await em.find(GpRegistration, where, reading(em, GpRegistration, 'practice'));
      const byResident = new Map(found.map((each) => [each.resident.id, each.practice]));
      return ids.map((resident) => byResident.get(resident) ?? null);
    }).load(id);
  }

  @FieldResolver(() => Placement, { nullable: true })
  currentPlacement(@Root() { id }: Resident, @Ctx() { em, loader }: Context) {
    return loader<string, Placement | null>('currentPlacement', async (ids) => {
      const where = { resident: { $in: [...ids] }, ...holdsToday() };
      const found = await em.find(Placement, where, reading(em, Placement, 'home'));
      const byResident = new Map(found.map((each) => [each.resident.id, each]));
      return ids.map((resident) => byResident.get(resident) ?? null);
    }).load(id);
  }

  @FieldResolver(() => CarePlan, { nullable: true })
  carePlan(@Root() { id }: Resident, @Ctx() { em, loader }: Context) {
    return loader<string, CarePlan | null>('carePlan', async (ids) => {
      const found = await em.find(CarePlan, { resident: { $in: [...ids] } }, reading(em, CarePlan));
      const byResident = new Map(found.map((each) => [each.resident.id, each]));
      return ids.map((resident) => byResident.get(resident) ?? null);
    }).load(id);
  }

  @FieldResolver(() => IncidentPage)
  async incidents(@Root() { id }: Resident, @Args() { since, first }: Since, @Ctx() { em, loader }: Context) {
    const rows = await loader<string, Incident[]>('incidents', async (ids) => {
      const where = { resident: { $in: [...ids] }, ...(since && { occurredAt: { $gte: since } }) };
      const orderBy = { occurredAt: 'desc', id: 'asc' } as const;
      const byResident = Map.groupBy(
        await em.find(Incident, where, { orderBy, ...reading(em, Incident) }),
        ({ resident }) => resident.id,
      );
      return ids.map((resident) => byResident.get(resident) ?? []);
    }).load(id);
    return page(rows, first);
  }

  @FieldResolver(() => StayPage)
  async hospitalStays(@Root() { id }: Resident, @Args() { since, first }: Since, @Ctx() { em, loader }: Context) {
    const rows = await loader<string, HospitalStay[]>('hospitalStays', async (ids) => {
      const where = {
        resident: { $in: [...ids] },
        ...(since && {
          $or: [{ admittedAt: { $gte: since } }, { dischargedAt: null }, { dischargedAt: { $gt: since } }],
        }),
      };
      const orderBy = { admittedAt: 'desc', id: 'asc' } as const;
      const byResident = Map.groupBy(
        await em.find(HospitalStay, where, { orderBy, ...reading(em, HospitalStay) }),
        ({ resident }) => resident.id,
      );
      return ids.map((resident) => byResident.get(resident) ?? []);
    }).load(id);
    return page(rows, first);
  }

  @FieldResolver(() => [Withheld])
  withheld(@Root() resident: Resident): Withheld[] {
    if (cares(resident)) return [];
    const unnamed = ['nhsNumber', 'givenName', 'familyName'].map((field) =>
      missing(field, field === 'nhsNumber' ? 'Resident/2' : 'Resident/4'),
    );
    return [...unnamed, missing('dateOfBirth', 'Resident/5', 'year')];
  }
}

@Resolver(() => Placement)
export class PlacementResolver {
  @FieldResolver(() => ID)
  id(@Root() placement: Placement) {
    return placement.id;
  }

  @FieldResolver(() => String)
  from(@Root() { fromOn }: Placement) {
    return fromOn;
  }

  @FieldResolver(() => CareHome)
  home(@Root() { home }: Placement) {
    return home;
  }
}

@Resolver(() => CarePlan)
export class CarePlanResolver {
  @FieldResolver(() => ID)
  id(@Root() plan: CarePlan) {
    return plan.id;
  }
}

@Resolver(() => Incident)
export class IncidentResolver {
  @FieldResolver(() => ID)
  id(@Root() incident: Incident) {
    return incident.id;
  }

  @FieldResolver(() => [Withheld])
  withheld(@Root() { resident }: Incident): Withheld[] {
    return cares(resident) ? [] : [missing('narrative', 'Incident/2')];
  }
}

@Resolver(() => HospitalStay)
export class HospitalStayResolver {
  @FieldResolver(() => ID)
  id(@Root() stay: HospitalStay) {
    return stay.id;
  }

  @FieldResolver(() => [Withheld])
  withheld(@Root() { resident }: HospitalStay): Withheld[] {
    return cares(resident) ? [] : [missing('primaryDiagnosis', 'HospitalStay/3')];
  }
}

@Resolver(() => Practice)
export class PracticeResolver {
  @FieldResolver(() => ID)
  id(@Root() { odsCode }: Practice) {
    return `Practice:${odsCode}`;
  }
}
