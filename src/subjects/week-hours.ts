import { Field, InputType } from 'type-graphql';
import { type Problem, problem } from '../shared/problem-catalogue.ts';
import { Weekday } from './care-home/care-home.values.ts';

/** Hours of one weekday, as they are kept with what somebody states. */
export interface StatedHours {
  weekday: string;
  from: string;
  until: string;
}

/** What is said of the hours of any kind. */
export const ofHours = 'Hours of one weekday, Europe/London. A day may have several, which do not overlap.';

@InputType()
export abstract class WeekHoursInput implements StatedHours {
  @Field(() => Weekday, { description: 'The day on which these hours hold.' })
  weekday!: Weekday;

  @Field(() => String, { description: 'First moment, as 08:00.' })
  from!: string;

  @Field(() => String, { description: 'Before this time, as 18:00; 24:00 is midnight.' })
  until!: string;
}

const time = /^([01]\d|2[0-3]):[0-5]\d$/;

/** What is wrong with hours of the week. Texts of two digits each are in order as the times that they stand for. */
export function hoursProblems(hours: readonly StatedHours[]): Problem[] {
  return hours.flatMap((one, place) => {
    const at = (code: 'OUT_OF_RANGE' | 'NAMED_TWICE', field: string) => [problem(code, 'hours', String(place), field)];
    if (!time.test(one.from)) return at('OUT_OF_RANGE', 'from');
    if (!(time.test(one.until) || one.until === '24:00') || one.until <= one.from) return at('OUT_OF_RANGE', 'until');
    const before = hours.slice(0, place).filter(({ weekday }) => weekday === one.weekday);
    return before.some(({ from, until }) => from < one.until && one.from < until) ? at('NAMED_TWICE', 'from') : [];
  });
}
