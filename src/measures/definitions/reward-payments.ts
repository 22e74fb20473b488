import { Dimension, MeasureName } from '../measure.values.ts';
import { About, type AmountDefinition, MeasureKind } from './definition.ts';
import { byHome, homeColumns, servedOn } from './home-on.ts';
import { asked } from './lived-then.ts';

/** About residents, though homes are paid: the lines of a home are as many as those for whom a council or the NHS pays. */
export const rewardPayments: AmountDefinition = {
  name: MeasureName.REWARD_PAYMENTS,
  sentence: 'What councils and the NHS paid care homes by the reward scheme for their residents.',
  unit: 'pounds',
  numerator:
    'Amounts of approved lines, each placement of a month once with what was put right of that month since, as it was approved when the month was counted.',
  denominator: 'None: it is a sum of money.',
  exclusions:
    'Runs that nobody has approved; placements of which all was taken back; adjustments approved after the month was counted. The last month is the last one that every payer has approved.',
  source: 'Care Home Excellence Programme, Bolton: £10 a bed and week; rates as the agreement says.',
  dimensions: [Dimension.MONTH, ...byHome, Dimension.FUNDING_ROUTE],
  coverage: `
    select to_char(min(paid.first), 'YYYY-MM-DD') as first,
      to_char(min(paid.last) + interval '1 month' - interval '1 day', 'YYYY-MM-DD') as last
    from (
      select min(run.month) as first, max(run.month) as last
      from public.reward_run run where run.approved_at is not null group by run.payer_id
    ) paid`,
  events: `
    select to_char(line.month, 'YYYY-MM') as "MONTH", ${homeColumns},
      case payer.agency when 'council' then 'COUNCIL' else 'NHS' end as "FUNDING_ROUTE", sum(line.amount) as amount
    from public.reward_line line
    join public.reward_statement statement on statement.id = line.statement_id and statement.approved_at is not null
    join public.organisation payer on payer.id = statement.payer_id
    join public.care_home home on home.id = statement.home_id
    ${servedOn('line.month')}
    where ${asked('line.month')}
    group by line.month, home.id, served.code, payer.id, line.placement_id
    having sum(line.amount) > 0`,
  kind: MeasureKind.AMOUNT,
  amounts: { roundTo: 50 },
  about: About.RESIDENTS,
};
