import { Dimension, MeasureName } from '../measure.values.ts';
import { About, MeasureKind, type ShareDefinition } from './definition.ts';
import { eventsOfResidents, londonDay } from './lived-then.ts';
import { byResident } from './where-living.ts';

export const concernsAnswered: ShareDefinition = {
  name: MeasureName.CONCERNS_ANSWERED,
  sentence: 'Concerns of homes about their residents that the clinic answered in time.',
  unit: '% of concerns',
  numerator: 'Those that were answered within the time of their urgency; by the first answer, whatever it was.',
  denominator:
    'Concerns that homes raised about people who lived there then, by the day on which the answer was due: what is not due yet is not counted.',
  exclusions: 'Concerns that were withdrawn. Safeguarding concerns are another thing, and counted nowhere.',
  source:
    'South West workshop: what staff of homes notice is to be listened to; times of the urgency are those of the hub.',
  dimensions: [...byResident, Dimension.URGENCY],
  coverage: `
    select to_char(${londonDay('min(concern.answer_due_at)')}, 'YYYY-MM-DD') as first,
      to_char(${londonDay('max(concern.raised_at)')}, 'YYYY-MM-DD') as last
    from public.concern where concern.valid_until is null`,
  events: eventsOfResidents({
    from: 'public.concern',
    livedOn: londonDay('fact.raised_at'),
    countedOn: londonDay('fact.answer_due_at'),
    columns: {
      URGENCY: 'fact.urgency',
      MET: `case when fact.answered_at <= fact.answer_due_at then 'YES' else 'NO' end`,
    },
    where: 'fact.valid_until is null',
  }),
  kind: MeasureKind.SHARE,
  about: About.RESIDENTS,
};
