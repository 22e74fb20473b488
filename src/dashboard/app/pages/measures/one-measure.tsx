import { Link } from '../../frame/link.tsx';
import { useLocation } from '../../frame/location.ts';
import type { Dimension, MeasureName } from '../../graph/documents.ts';
import type { Span } from './grouped.tsx';
import { HomesFunnel } from './homes-funnel.tsx';
import type { Definition } from './measures.tsx';
import { MonthTrend } from './month-trend.tsx';
import { OtherGrouping } from './other-grouping.tsx';
import { WeekProfile } from './week-profile.tsx';

/** What is published of the grouping of these dimensions; the longest periods if there are several, being rounded least. */
export function periodsOf({ groupings }: Definition, dimensions: readonly Dimension[]) {
  const wanted = dimensions.toSorted().join();
  const found = groupings.filter((one) => one.dimensions.toSorted().join() === wanted && one.periods.length > 0);
  return (found.find(({ block }) => block === 'YEAR') ?? found[0])?.periods ?? [];
}

/** From the first to the last of these periods. */
export function spanOf(definition: Definition, dimensions: readonly Dimension[]) {
  const periods = periodsOf(definition, dimensions);
  const [first, last] = [periods[0], periods.at(-1)];
  return first && last ? { from: first.from, to: last.to, latest: last } : undefined;
}

const pictured = ['MONTH', 'TIME_BAND,WEEKDAY', 'CARE_HOME'];

/** One measure: what it means, how it went, when in the week, and how homes differ. */
export function OneMeasure({ definition }: { definition: Definition }) {
  const { query } = useLocation();
  const [from, to] = [query.get('from'), query.get('to')];
  const { name, sentence, numerator, denominator, exclusions, source, groupings } = definition;
  const [month, week, homes] = [
    spanOf(definition, ['MONTH']),
    spanOf(definition, ['WEEKDAY', 'TIME_BAND']),
    spanOf(definition, ['CARE_HOME']),
  ];
  const others = groupings.filter(
    ({ dimensions, periods, block }) =>
      periods.length > 0 &&
      dimensions.length > 0 &&
      block === 'YEAR' &&
      !pictured.includes(dimensions.toSorted().join()),
  );
  // A grouping that was asked for by its address stands alone.
  if (from && to) {
    const groupBy = (query.get('by') ?? '').split(',').filter(Boolean) as Dimension[];
    return (
      <>
        <p className="cg-lead">{sentence}</p>
        <AnyGrouping of={name} span={{ from, to }} groupBy={groupBy} />
        <p className="cg-no-print">
          <Link to={`/measures/${name}`}>All groupings</Link>
        </p>
      </>
    );
  }
  return (
    <>
      <p className="cg-lead">{sentence}</p>
      {month && <MonthTrend of={name} span={month} />}
      {week && <WeekProfile of={name} span={week.latest} />}
      {homes && <HomesFunnel of={name} span={homes.latest} />}
      {others.map(({ dimensions, periods }) => {
        const latest = periods.at(-1);
        return latest && <OtherGrouping key={dimensions.join()} of={name} span={latest} groupBy={dimensions} />;
      })}
      <h2 className="nhsuk-heading-m">What is counted</h2>
      <dl className="nhsuk-summary-list">
        {[
          ['Counted', numerator],
          ['Among', denominator],
          ['Not counted', exclusions],
          ['Source', source],
        ].map(([key, value]) => (
          <div className="nhsuk-summary-list__row" key={key}>
            <dt className="nhsuk-summary-list__key">{key}</dt>
            <dd className="nhsuk-summary-list__value">{value}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}

function AnyGrouping(props: { of: MeasureName; span: Span; groupBy: readonly Dimension[] }) {
  const { of, span, groupBy } = props;
  switch (groupBy.toSorted().join()) {
    case 'MONTH':
      return <MonthTrend of={of} span={span} />;
    case 'TIME_BAND,WEEKDAY':
      return <WeekProfile of={of} span={span} />;
    case 'CARE_HOME':
      return <HomesFunnel of={of} span={span} />;
    default:
      return <OtherGrouping {...props} />;
  }
}
