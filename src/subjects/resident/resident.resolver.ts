import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, ArgsType, Ctx, Field, FieldResolver, Info, Query, Resolver, Root } from 'type-graphql';
import type { HubContext } from '../../access/context.ts';
import type { Page } from '../../access/reading/page.ts';
import type { RecordRow } from '../../access/reading/projection.ts';
import { publicById } from '../../access/reading/public-records.ts';
import { selectionOf } from '../../access/reading/selection.ts';
import { DateTime, NhsNumber } from '../../shared/scalars.ts';
import { CarePlan } from '../care-plan/care-plan.entity.ts';
import { ClinicalSummary } from '../clinical-summary/clinical-summary.entity.ts';
import { connectionOf, PageArguments } from '../connection.ts';
import { HospitalStay } from '../hospital-stay/hospital-stay.entity.ts';
import { Incident } from '../incident/incident.entity.ts';
import { Objection } from '../objection/objection.entity.ts';
import { PersonalSummary } from '../personal-summary/personal-summary.entity.ts';
import { Placement } from '../placement/placement.entity.ts';
import { Practice } from '../practice/practice.entity.ts';
import { GpRegistration } from '../registration/gp-registration.entity.ts';
import { SafeguardingConcern } from '../safeguarding/safeguarding-concern.entity.ts';
import { Resident } from './resident.entity.ts';
import * as edges from './resident.loaders.ts';
import { residentSuperseded } from './superseded.ts';

export const ResidentConnection = connectionOf(Resident);
const IncidentConnection = connectionOf(Incident);
const HospitalStayConnection = connectionOf(HospitalStay);
const PlacementConnection = connectionOf(Placement);
const GpRegistrationConnection = connectionOf(GpRegistration);
const ObjectionConnection = connectionOf(Objection);
const SafeguardingConcernConnection = connectionOf(SafeguardingConcern);

@ArgsType()
class PageSince extends PageArguments {
  @Field(() => DateTime, { nullable: true, description: 'Only what happened at this instant or later.' })
  since?: Date | null;
}

@ArgsType()
class StaysSince extends PageArguments {
  @Field(() => DateTime, {
    nullable: true,
    description:
      'Only stays of which some part lies at this instant or later: also those that began before and were not over by then.',
  })
  since?: Date | null;
}

@Resolver(() => Resident)
export class ResidentResolver {
  @Query(() => ResidentConnection, {
    description:
      'Everyone with whom your organisation has a relationship that your purpose allows, by name; also those who once lived in your home, of whom the id alone is shown. Refused where your purpose opens nobody, so that an empty list means nobody.',
  })
  residents(
    @Args() page: PageArguments,
    @Ctx() { records }: HubContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Page<RecordRow>> {
    return records.rootPage(edges.everyResident, page, [], info);
  }

  @Query(() => Resident, {
    nullable: true,
    description:
      'The resident with this NHS number, or to whom it leads since two were found to be one person; null if there is none, or none that you may see by it.',
  })
  async resident(
    @Arg('nhsNumber', () => NhsNumber, { description: 'The NHS number, with or without blanks.' }) nhsNumber: string,
    @Ctx() context: HubContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<RecordRow | null> {
    const { records } = context;
    const named = { field: 'nhsNumber', operator: '=', value: nhsNumber, type: 'text' } as const;
    const [selection, place] = [selectionOf(info), info.fieldNodes[0]];
    const found = await records.rootOne(edges.residentWhere, [named], selection, place);
    return found ?? residentSuperseded(context, nhsNumber, selection, place);
  }

  @FieldResolver(() => Practice, {
    nullable: true,
    description: 'Where the resident is registered today; not always the practice that the home is aligned to.',
  })
  registeredPractice(@Root() resident: RecordRow, @Ctx() context: HubContext, @Info() info: GraphQLResolveInfo) {
    return publicById(context, 'Practice', resident._registeredPractice, info);
  }

  @FieldResolver(() => Placement, {
    nullable: true,
    description: 'Where the resident lives today; null between placements, or if withheld.',
  })
  currentPlacement(@Root() resident: RecordRow, @Ctx() { records }: HubContext, @Info() info: GraphQLResolveInfo) {
    return records.one(edges.placementToday, resident, info);
  }

  @FieldResolver(() => CarePlan, {
    nullable: true,
    description: 'The personalised care and support plan, with the medication review.',
  })
  carePlan(@Root() resident: RecordRow, @Ctx() { records }: HubContext, @Info() info: GraphQLResolveInfo) {
    return records.one(edges.carePlanOfResident, resident, info);
  }

  @FieldResolver(() => ClinicalSummary, {
    nullable: true,
    description: 'What a clinician needs at once; null if nobody wrote one, or if withheld.',
  })
  clinicalSummary(@Root() resident: RecordRow, @Ctx() { records }: HubContext, @Info() info: GraphQLResolveInfo) {
    return records.one(edges.clinicalSummaryOfResident, resident, info);
  }

  @FieldResolver(() => PersonalSummary, {
    nullable: true,
    description: 'Next of kin, attorneys and what matters to the resident; null if nobody wrote one, or if withheld.',
  })
  personalSummary(@Root() resident: RecordRow, @Ctx() { records }: HubContext, @Info() info: GraphQLResolveInfo) {
    return records.one(edges.personalSummaryOfResident, resident, info);
  }

  @FieldResolver(() => PlacementConnection, {
    nullable: true,
    description: 'Stays in care homes, latest first; null if withheld.',
  })
  placements(
    @Root() resident: RecordRow,
    @Args() page: PageArguments,
    @Ctx() { records }: HubContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    return records.page(edges.placementsOfResident, resident, page, [], info);
  }

  @FieldResolver(() => GpRegistrationConnection, {
    nullable: true,
    description: 'Registrations with practices, latest first; null if withheld.',
  })
  registrations(
    @Root() resident: RecordRow,
    @Args() page: PageArguments,
    @Ctx() { records }: HubContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    return records.page(edges.registrationsOfResident, resident, page, [], info);
  }

  @FieldResolver(() => IncidentConnection, {
    nullable: true,
    description: 'Incidents of this resident, newest first; null if withheld.',
  })
  incidents(
    @Root() resident: RecordRow,
    @Args() { since, ...page }: PageSince,
    @Ctx() { records }: HubContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    return records.page(
      edges.incidentsOfResident,
      resident,
      page,
      since ? [{ field: 'occurredAt', operator: '>=', value: since, type: 'timestamptz' }] : [],
      info,
    );
  }

  @FieldResolver(() => HospitalStayConnection, {
    nullable: true,
    description: 'Hospital stays, latest admission first; null if withheld.',
  })
  hospitalStays(
    @Root() resident: RecordRow,
    @Args() { since, ...page }: StaysSince,
    @Ctx() { records }: HubContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    const lasting = { field: 'admittedAt', operator: '>=', type: 'timestamptz', orUntil: 'dischargedAt' } as const;
    return records.page(edges.staysOfResident, resident, page, since ? [{ ...lasting, value: since }] : [], info);
  }

  @FieldResolver(() => ObjectionConnection, {
    nullable: true,
    description: 'Objections to sharing, latest first; null if withheld.',
  })
  objections(
    @Root() resident: RecordRow,
    @Args() page: PageArguments,
    @Ctx() { records }: HubContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    return records.page(edges.objectionsOfResident, resident, page, [], info);
  }

  @FieldResolver(() => SafeguardingConcernConnection, {
    nullable: true,
    description:
      'Safeguarding concerns, latest first; null if withheld. Whoever is not the enquiring council finds those that it raised or dealt with itself, or that were released to it: an empty list does not say that there is no concern.',
  })
  safeguardingConcerns(
    @Root() resident: RecordRow,
    @Args() page: PageArguments,
    @Ctx() { records }: HubContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    return records.page(edges.safeguardingConcernsOfResident, resident, page, [], info);
  }
}
