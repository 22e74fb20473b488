import { Dimension, MeasureName } from '../../measure.values.ts';
import { About, type AmountDefinition, MeasureKind, type ShareDefinition } from '../definition.ts';
import { momentColumns } from '../lived-then.ts';
import { byMoment, byResident } from '../where-living.ts';
import { dischargedOn, endsTold, notToHome, wentToHome } from './ended-stays.ts';

const shared = {
  denominator: 'Hospital stays, planned ones too, from which people went to a care home, by the day of discharge.',
  exclusions: notToHome,
  about: About.RESIDENTS as const,
};

export const discharges: AmountDefinition = {
  ...shared,
  name: MeasureName.DISCHARGES,
  sentence: 'Discharges from hospital of people who went to a care home, or back to it.',
  unit: 'discharges',
  numerator: shared.denominator,
  denominator: 'None: a number.',
  source: 'South West workshop: when people leave hospital decides whether a home can take them.',
  dimensions: byMoment,
  coverage: endsTold(),
  events: wentToHome(momentColumns('fact.discharged_at')),
  kind: MeasureKind.AMOUNT,
};

export const weekendDischarges: ShareDefinition = {
  ...shared,
  name: MeasureName.WEEKEND_DISCHARGES,
  sentence:
    'Of discharges from hospital to care homes, the part on a Saturday or Sunday; two days in seven would be 29 %.',
  unit: '% of discharges to care homes',
  numerator: 'Those of them on a Saturday or Sunday, in London.',
  source: 'NHS England, seven-day services: people are to leave on the day on which they are ready, whichever it is.',
  dimensions: byResident,
  coverage: endsTold(),
  events: wentToHome({ MET: `case when extract(isodow from ${dischargedOn}) > 5 then 'YES' else 'NO' end` }),
  kind: MeasureKind.SHARE,
};

/** Days in hospital after those on which nothing kept the person there, by what they waited for. */
export const delayDays: AmountDefinition = {
  ...shared,
  name: MeasureName.DELAY_DAYS,
  sentence: 'Days that people who went to a care home spent in hospital after they were ready to leave.',
  unit: 'days',
  numerator:
    'Days from the discharge ready date to the day of discharge, with the reason and agency that the trust named last.',
  denominator: 'None: a number of days.',
  exclusions: `${notToHome} Stays without a discharge ready date, and people who left on that day.`,
  source: 'NHS England, discharge ready date: days between it and the discharge.',
  dimensions: [...byResident, Dimension.DELAY_REASON, Dimension.DELAY_AGENCY],
  coverage: endsTold('fact.discharge_ready_on is not null'),
  events: wentToHome(
    {
      amount: `${dischargedOn} - fact.discharge_ready_on`,
      DELAY_REASON: "coalesce(fact.delay_reason, 'NOT_TOLD')",
      DELAY_AGENCY: "coalesce(fact.delay_agency, 'NOT_TOLD')",
    },
    { where: `fact.discharge_ready_on < ${dischargedOn}` },
  ),
  kind: MeasureKind.AMOUNT,
  amounts: { roundTo: 1 },
};
