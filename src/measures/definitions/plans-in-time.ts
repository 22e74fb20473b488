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
const arrivals = ({ clock, done, declined }: Clocked) => `(
      with lives as (
        select placement.resident_id, unnest(range_agg(${daysOf('placement')})) as days
        from public.placement
        where placement.valid_until is null and (placement.to_on is null or placement.to_on > placement.from_on)
        group by placement.resident_id, placement.home_id
      ),
      back as (
        select stay.resident_id, ${londonDay('stay.discharged_at')} as on_day
        from public.hospital_stay stay where stay.valid_until is null
        union all
        select absence.resident_id, absence.to_on from public.absence
        where absence.valid_until is null and absence.reason = 'HOSPITAL'
      ),
      arrived as (
        select lives.resident_id, lives.days, lower(lives.days) as on_day from lives
        union
        select lives.resident_id, lives.days, back.on_day
        from lives join back on back.resident_id = lives.resident_id and lives.days @> back.on_day
      ),
      since as (
        select arrived.*,
          lead(arrived.on_day) over (partition by arrived.resident_id, arrived.days order by arrived.on_day) as next_on
        from arrived
      ),
      -- In whatever version of the plan: the day of the next review takes the place of the last one's.
      plans as (
        select plan.resident_id, array_agg(plan.${done}) as done, array_agg(plan.${declined}) as declined
        from public.care_plan plan where plan.valid_until is null or plan.former_of is not null
        group by plan.resident_id
      )
      select since.resident_id, since.days, since.on_day, since.next_on, plans.done, plans.declined,
        hub.days_after(since.on_day, clock.days, clock.working) as due_on
      from hub.clock
      cross join since
      left join plans on plans.resident_id = since.resident_id
      where clock.name = '${clock}' and since.on_day < $2::date and since.on_day > $1::date - 740
      -- The days of each arrival are counted once, which is slow where weekends and holidays are left out.
      offset 0
    )`;

/** SQL: whether one of these days lies in the time of the clock. */
const within = (days: string) => `exists (
      select from unnest(fact.${days}) told (on_day) where told.on_day between fact.on_day and fact.due_on)`;

const inTime = (clocked: Clocked) => ({
  dimensions: byResident,
  coverage: `
    select to_char(min(plan.${clocked.done}), 'YYYY-MM-DD') as first, to_char(max(plan.${clocked.done}), 'YYYY-MM-DD') as last
    from public.care_plan plan where plan.valid_until is null or plan.former_of is not null`,
  events: eventsOfResidents({
    from: arrivals(clocked),
    // By then nothing is to come; who left, or came back once more, before it was due has another clock or none.
    livedOn: 'fact.due_on',
    countedOn: 'fact.due_on',
    columns: { MET: `case when ${within('done')} then 'YES' else 'NO' end` },
    where: `fact.days @> fact.due_on and coalesce(fact.next_on > fact.due_on, true)
      and (${within('done')} or not ${within('declined')})`,
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
