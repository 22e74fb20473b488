import { Dimension, MeasureName } from '../../measure.values.ts';
import { About, type MeanDefinition, MeasureKind, type ShareDefinition } from '../definition.ts';
import { byHome, homeColumns, servedOn } from '../home-on.ts';
import { asked, londonDay } from '../lived-then.ts';

/** Longer waits count as so many hours: nobody waits for them any more. */
const mostHours = 168;
const dueOn = londonDay('referral.answer_by');
const inTime = 'request.answered_at <= referral.answer_by';

/** SQL with `$1` and `$2`, the days [from, to): homes asked for a place, by the day by which the answer was due. */
const requests = (column: string, where: string): string => `
    select to_char(${dueOn}, 'YYYY-MM') as "MONTH", ${homeColumns},
      referral.care_type as "CARE_TYPE", ${column}
    from public.referral_request request
    join public.discharge_referral referral on referral.id = request.discharge_referral_id and referral.valid_until is null
    join public.care_home home on home.id = request.home_id
    ${servedOn(dueOn)}
    where request.valid_until is null and ${where} and ${asked(dueOn)}`;

const shared = {
  // Each is about somebody in hospital, of whom the hub would else tell that one was referred there.
  about: About.RESIDENTS as const,
  dimensions: [Dimension.MONTH, ...byHome, Dimension.CARE_TYPE],
  coverage: `
    select to_char(${londonDay('min(referral.answer_by)')}, 'YYYY-MM-DD') as first,
      to_char(${londonDay('max(referral.referred_at)')}, 'YYYY-MM-DD') as last
    from public.discharge_referral referral where referral.valid_until is null`,
  source: 'South West workshop: hospitals wait for homes to answer, most of all at weekends.',
};

export const answeredWithin: ShareDefinition = {
  ...shared,
  kind: MeasureKind.SHARE,
  name: MeasureName.ANSWERED_WITHIN,
  sentence: 'Requests of hospitals to care homes for a place that the home answered by when the answer was asked for.',
  unit: '% of requests',
  numerator: 'Those whose answer that stands was given by then, be it an offer, a refusal or a question.',
  denominator: 'Homes asked for a place for somebody in hospital, by the day by which the answer was due.',
  exclusions: 'Requests that ended unanswered before then, because another home was chosen or the referral withdrawn.',
  events: requests(
    `case when ${inTime} then 'YES' else 'NO' end as "MET"`,
    '(request.answered_at is not null or request.closed_at is null or request.closed_at >= referral.answer_by)',
  ),
};

export const timeToAnswer: MeanDefinition = {
  ...shared,
  kind: MeasureKind.MEAN,
  decimals: 1,
  name: MeasureName.TIME_TO_ANSWER,
  sentence: 'Mean number of hours after which care homes answered a request of a hospital for a place.',
  unit: 'hours',
  numerator: `Hours from when the home was asked to its answer that stands, nights and weekends included; more than ${mostHours} count as ${mostHours}.`,
  denominator: 'Requests that were answered, by the day by which the answer was due.',
  exclusions: 'Requests that were never answered: see the share that was answered in time.',
  events: requests(
    `least(round(extract(epoch from request.answered_at - request.asked_at) / 3600, 1), ${mostHours}) as amount`,
    'request.answered_at is not null',
  ),
};
