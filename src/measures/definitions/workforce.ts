import { Dimension, MeasureName } from '../measure.values.ts';
import { About, type MeanDefinition, MeasureKind } from './definition.ts';
import { expectedReturns, returnsDue } from './monthly-returns.ts';

/** Of fewer staff or posts one person makes too much of a number, and could be told from it. */
const fewest = 10;

/** SQL: the return that stands of the month. */
const standing = `join hub.return_submission sent on sent.home_id = home.id and sent.month = month.first_day
      and sent.reopened_at is null`;
/** SQL: a figure of it. */
const figure = (name: string) => `(select (one ->> 'value')::numeric from jsonb_array_elements(sent.figures) one
        where one ->> 'figure' = '${name}')`;

const staff = (part: string, whole: string) => ({
  dimensions: [Dimension.MONTH],
  coverage: returnsDue,
  events: `
    select to_char(month.first_day, 'YYYY-MM') as "MONTH", round(100 * told.part / told.whole, 2) as amount
    from ${expectedReturns}
    ${standing}
    cross join lateral (
      select ${figure('STAFF_IN_POST')} as in_post, ${figure('VACANCIES')} as vacant, ${figure('LEAVERS')} as leavers,
        ${figure('STAFF_TRAINED')} as trained
    ) said
    cross join lateral (select ${part} as part, ${whole} as whole) told
    where told.whole >= ${fewest} and told.part is not null`,
  reporting: `
    select to_char(month.first_day, 'YYYY-MM') as "MONTH", count(*)::int as expected, count(sent.home_id)::int as reporting
    from ${expectedReturns}
    left ${standing}
    group by month.first_day`,
  kind: MeasureKind.MEAN as const,
  decimals: 1,
  // Staff are people too: of fewer than eight homes nothing is shown, and of one home nothing at all.
  about: About.RESIDENTS,
  denominator: 'Homes whose return of the month was submitted when it was counted.',
  exclusions: `Homes with fewer than ${fewest} of them; homes that submitted no return, which is not zero. No number by home: each reads its own in its return.`,
});

export const staffVacancies: MeanDefinition = {
  ...staff('said.vacant', 'said.in_post + said.vacant'),
  name: MeasureName.STAFF_VACANCIES,
  sentence: 'Posts of a care home that were vacant on the last day of the month, as a mean of homes.',
  unit: '% of the posts of a home',
  numerator: 'Posts that were vacant, for each 100 posts of the home, filled and vacant.',
  source: 'Skills for Care, vacancy rate; monthly return of homes.',
};

export const staffTurnover: MeanDefinition = {
  ...staff('said.leavers', 'said.in_post'),
  name: MeasureName.STAFF_TURNOVER,
  sentence: 'Staff of a care home who left in the month, as a mean of homes.',
  unit: '% of the staff of a home, in a month',
  numerator: 'Staff who left in the month, for each 100 in post on its last day.',
  source: 'Skills for Care, turnover rate, which is that of twelve months; monthly return of homes.',
};

export const staffTrained: MeanDefinition = {
  ...staff('said.trained', 'said.in_post'),
  name: MeasureName.STAFF_TRAINED,
  sentence: 'Staff of a care home whose mandatory training was up to date, as a mean of homes.',
  unit: '% of the staff of a home',
  numerator: 'Staff whose mandatory training was up to date, for each 100 in post on the last day of the month.',
  source: 'Care Quality Commission, regulation 18; monthly return of homes.',
};
