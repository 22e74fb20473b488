import { MeasureName } from '../measure.values.ts';
import { About, MeasureKind, type ShareDefinition } from './definition.ts';
import { daysOf, eventsOfResidents, londonDay } from './lived-then.ts';
import { byResident } from './where-living.ts';

interface Clocked {
  /** Of which clock of the agreement. */
  clock: 'care-plan' | 'medication-review';
  /** Columns of the plan: when it was done, and when the resident wanted none. */
  done: string;
  declined: string;
}

/**
 * SQL: each arrival with the day by which something was due, as `hub.wind_plan_clocks` counts them: a first day in a home,
 * unless the person lived there until then in another kind of care, and a day of return from hospital. It stands until the next.
 */
const arrivals = (clock: Clocked['clock']) => `(
      select since.resident_id, since.days, since.arrived_on, since.next_on,
        hub.days_after(since.arrived_on, clock.days, clock.working) as due_on
      from hub.clock
      cross join (
        select lives.resident_id, lives.days, came.arrived_on,
          lead(came.arrived_on) over (partition by lives.resident_id, lives.days order by came.arrived_on) as next_on
        from (
          select placement.resident_id, placement.home_id, unnest(range_agg(${daysOf('placement')})) as days
          from public.placement
          where placement.valid_until is null and (placement.to_on is null or placement.to_on > placement.from_on)
          group by placement.resident_id, placement.home_id
        ) lives
        cross join lateral (
          select lower(lives.days) as arrived_on
          union
          select ${londonDay('stay.discharged_at')} from public.hospital_stay stay
          where stay.resident_id = lives.resident_id and stay.valid_until is null
          union
          select absence.to_on from public.absence
          where absence.resident_id = lives.resident_id and absence.valid_until is null and absence.reason = 'HOSPITAL'
        ) came
        where lives.days @> came.arrived_on
      ) since
      where clock.name = '${clock}' and since.arrived_on < $2::date and since.arrived_on > $1::date - 740
      -- Days are counted once for each arrival, which is slow where weekends and holidays are left out.
      offset 0
    )`;

/** SQL: whether in the time of the clock it was so, in whatever version of the plan: a later review takes the place of the day. */
const within = (column: string) => `exists (
      select from public.care_plan plan
      where plan.resident_id = fact.resident_id and (plan.valid_until is null or plan.former_of is not null)
        and plan.${column} between fact.arrived_on and fact.due_on)`;

const inTime = ({ clock, done, declined }: Clocked) => ({
  dimensions: byResident,
  coverage: `
    select to_char(min(plan.${done}), 'YYYY-MM-DD') as first, to_char(max(plan.${done}), 'YYYY-MM-DD') as last
    from public.care_plan plan where plan.valid_until is null or plan.former_of is not null`,
  events: eventsOfResidents({
    from: arrivals(clock),
    // By then nothing is to come; who left, or came back once more, before it was due has another clock or none.
    livedOn: 'fact.due_on',
    countedOn: 'fact.due_on',
    columns: { MET: `case when ${within(done)} then 'YES' else 'NO' end` },
    where: `fact.days @> fact.due_on and coalesce(fact.next_on > fact.due_on, true)
      and (${within(done)} or not ${within(declined)})`,
  }),
  kind: MeasureKind.SHARE as const,
  about: About.RESIDENTS,
});

const elsewhere =
  'people who had left, or had come back from hospital once more, by the day on which it was due; those who wanted none';

export const carePlansInTime: ShareDefinition = {
  ...inTime({ clock: 'care-plan', done: 'reviewed_on', declined: 'declined_on' }),
  name: MeasureName.CARE_PLANS_IN_TIME,
  sentence: 'Admissions and returns from hospital after which the care plan was made or gone through in time.',
  unit: '% of admissions and returns from hospital',
  numerator: 'Those after which the plan was agreed or reviewed, at the latest on the day by which the agreement asks.',
  denominator:
    'First days in a home, and days of return from hospital, by the day on which the plan was due after them: what is not due yet is not counted.',
  exclusions: `Of ${elsewhere}; moves to another kind of care in the same home, and yearly reviews.`,
  source: 'Enhanced health in care homes, NHS England: a plan within 7 days of every admission or readmission.',
};

export const medicationReviewsInTime: ShareDefinition = {
  ...inTime({
    ...{ clock: 'medication-review', done: 'medication_reviewed_on', declined: 'medication_review_declined_on' },
  }),
  name: MeasureName.MEDICATION_REVIEWS_IN_TIME,
  sentence: 'Admissions and returns from hospital after which the medicines were reviewed in time.',
  unit: '% of admissions and returns from hospital',
  numerator: 'Those after which the medicines were reviewed, at the latest on the day by which the agreement asks.',
  denominator:
    'First days in a home, and days of return from hospital, by the day on which the review was due after them: what is not due yet is not counted.',
  exclusions: `Of ${elsewhere}; moves to another kind of care in the same home, and yearly reviews.`,
  source: 'Enhanced health in care homes, NHS England: structured medication review.',
};
