import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, FieldResolver, Float, Info, Resolver, Root } from 'type-graphql';
import type { HubContext } from '../../access/context.ts';
import { type PublicRow, publicById, publicColumns, shapeOf } from '../../access/reading/public-records.ts';
import { selectionOf } from '../../access/reading/selection.ts';
import { current } from '../../access/reading/sources.ts';
import { Alignment } from '../alignment/alignment.entity.ts';
import { oneOf } from '../batch.ts';
import { Capacity } from '../capacity/capacity.entity.ts';
import { Organisation } from '../organisation/organisation.entity.ts';
import { CareHome } from './care-home.entity.ts';
import { ClinicalLead, DutyContact, HomeRating } from './care-home.types.ts';
import { CareType } from './care-home.values.ts';
import { DischargeHours } from './discharge-hours.entity.ts';
import { dutyContactOf } from './duty-contact.ts';
import { hoursOf, ratingOf } from './standing.loaders.ts';

/** A home, with what a search adds to it. */
type HomeRow = PublicRow & { _distance?: number | null };
type Child = PublicRow & { _parent: string };

@Resolver(() => CareHome)
export class CareHomeResolver {
  @FieldResolver(() => Float, {
    nullable: true,
    description: 'Kilometres from `near` as the crow flies; null outside a search that starts from somewhere.',
  })
  distanceKm(@Root() { _distance: distance }: HomeRow): number | null {
    return typeof distance === 'number' ? Math.round(distance * 100) / 100 : null;
  }

  @FieldResolver(() => Organisation, { description: 'The partner that the home is.' })
  organisation(@Root() home: HomeRow, @Ctx() context: HubContext, @Info() info: GraphQLResolveInfo) {
    return publicById(context, 'Organisation', home._organisation_id, info);
  }

  @FieldResolver(() => Organisation, { description: 'The council in whose area the home lies.' })
  council(@Root() home: HomeRow, @Ctx() context: HubContext, @Info() info: GraphQLResolveInfo) {
    return publicById(context, 'Organisation', home._council_id, info);
  }

  @FieldResolver(() => CareHome, { nullable: true, description: 'The same home under its former registration.' })
  predecessor(@Root() home: HomeRow, @Ctx() context: HubContext, @Info() info: GraphQLResolveInfo) {
    return publicById(context, 'CareHome', home._predecessor_id, info);
  }

  @FieldResolver(() => DutyContact, { nullable: true, description: 'Whom to ring now; null if the home named nobody.' })
  dutyContact(@Root() home: HomeRow): DutyContact | null {
    return dutyContactOf(home);
  }

  @FieldResolver(() => HomeRating, { nullable: true, description: 'Null if the CQC published none.' })
  rating(@Root() home: HomeRow, @Ctx() context: HubContext, @Info() info: GraphQLResolveInfo) {
    return ratingOf(context, info, home._id);
  }

  @FieldResolver(() => [DischargeHours], {
    description:
      'When the home takes people discharged from hospital, from Monday on; a day that is missing is a day when it does not.',
  })
  dischargeHours(@Root() home: HomeRow, @Ctx() context: HubContext, @Info() info: GraphQLResolveInfo) {
    return hoursOf(context, info, home._id);
  }

  @FieldResolver(() => Capacity, {
    nullable: true,
    description: 'Beds of one care type as the home last stated them; null if it never did.',
  })
  capacity(
    @Root() home: HomeRow,
    @Arg('careType', () => CareType, { description: 'The kind of care.' }) careType: CareType,
    @Ctx() context: HubContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Child | null> {
    return oneOf<Child>(context, info, home._id, () => ({
      text: `select ${publicColumns(shapeOf(context, 'Capacity'), selectionOf(info), 't')}, t.home_id as _parent
        from public.capacity t where t.home_id = any ($1::uuid[]) and t.care_type = $2 and t.valid_until is null`,
      values: [careType],
    }));
  }

  @FieldResolver(() => Alignment, {
    nullable: true,
    description: 'The network and practice that serve the home today.',
  })
  alignment(
    @Root() home: HomeRow,
    @Ctx() context: HubContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Child | null> {
    return oneOf<Child>(context, info, home._id, () => ({
      text: `select ${publicColumns(shapeOf(context, 'Alignment'), selectionOf(info), 't')}, t.home_id as _parent
        from public.alignment t where t.home_id = any ($1::uuid[]) and ${current('t')}`,
    }));
  }

  @FieldResolver(() => ClinicalLead, {
    nullable: true,
    description: 'Who leads the care of the home for its network today.',
  })
  clinicalLead(
    @Root() home: HomeRow,
    @Ctx() context: HubContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<ClinicalLead | null> {
    return oneOf<ClinicalLead & { _parent: string }>(context, info, home._id, () => ({
      text: `select t.home_id as _parent, t.clinical_lead_name as name
        from public.alignment t where t.home_id = any ($1::uuid[]) and ${current('t')}`,
    }));
  }
}
