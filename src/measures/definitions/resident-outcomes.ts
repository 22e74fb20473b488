import { CareOutcome } from '../../subjects/feedback/feedback.values.ts';
import { Dimension, MeasureName } from '../measure.values.ts';
import { About, MeasureKind, type ShareDefinition } from './definition.ts';
import { asked } from './lived-then.ts';

const outcomes = Object.keys(CareOutcome);

/** SQL: each answer about one outcome, with the day from which on the home could read it. */
const answers = `(
      select feedback.given_on as read_on, said.outcome, said.level
      from public.feedback
      join public.resident on resident.id = feedback.resident_id and resident.admitted_by_id is null
      cross join lateral (
        values ${outcomes.map((outcome) => `('${outcome}', feedback.${outcome.toLowerCase()})`).join(', ')}
      ) said (outcome, level)
      where feedback.valid_until is null and feedback.shown_as = 'NAMED' and said.level is not null
      union all
      -- Nobody reads earlier how an outcome is, so that nobody may count it earlier.
      select (piece.released_in || '-01')::date, piece.outcome, piece.how_it_is
      from public.unnamed_feedback piece
      where piece.outcome is not null and not piece.council_only and coalesce(piece.withdrawn_at > now(), true)
        and piece.released_in is not null
    ) answer`;

export const residentOutcomes: ShareDefinition = {
  name: MeasureName.RESIDENT_OUTCOMES,
  sentence:
    'Answers of residents, and of those close to them, by which nothing is missing in an outcome of their care.',
  unit: '% of answers',
  numerator: 'Answers by which it is as the person wishes it, or good enough (IDEAL or NO_NEEDS).',
  denominator:
    'Answers about single outcomes, up to eight of one feedback: with a name by the day on which it was given, without one by the month from which on homes read it.',
  exclusions:
    'What is for the council alone, because homes read measures too and are never to hear of it, so that the share may be too high; what was taken back. No number by home: eight answers may be those of one resident.',
  source: 'Adult Social Care Outcomes Toolkit (ASCOT), University of Kent.',
  dimensions: [Dimension.MONTH, Dimension.OUTCOME],
  coverage: `
    select to_char(min(answer.read_on), 'YYYY-MM-DD') as first, to_char(max(answer.read_on), 'YYYY-MM-DD') as last
    from ${answers} where answer.read_on <= (now() at time zone 'Europe/London')::date`,
  events: `
    select to_char(answer.read_on, 'YYYY-MM') as "MONTH", answer.outcome as "OUTCOME",
      case when answer.level in ('IDEAL', 'NO_NEEDS') then 'YES' else 'NO' end as "MET"
    from ${answers} where ${asked('answer.read_on')}`,
  kind: MeasureKind.SHARE,
  about: About.RESIDENTS,
};
