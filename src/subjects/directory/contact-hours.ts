import { Field, InputType, ObjectType } from 'type-graphql';
import { londonMidnight, londonTime, weekdays } from '../../shared/dates.ts';
import { Weekday } from '../care-home/care-home.values.ts';
import { ofHours, type StatedHours, WeekHoursInput } from '../week-hours.ts';

@ObjectType({ description: 'Hours of one weekday in which a contact is there, Europe/London.', simpleResolvers: true })
export class ContactHours implements StatedHours {
  @Field(() => Weekday, { description: 'The day on which these hours hold.' })
  weekday!: Weekday;

  @Field(() => String, { description: 'First moment, as 08:00.' })
  from!: string;

  @Field(() => String, { description: 'Before this time, as 18:00; 24:00 is midnight.' })
  until!: string;
}

@InputType({ description: ofHours })
export class ContactHoursInput extends WeekHoursInput {}

const minutesOf = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

/** Whether somebody with these hours is there at this moment; null if no hours are stated, since nobody knows. */
export function thereAt(hours: readonly StatedHours[], at: Date): boolean | null {
  if (hours.length === 0) return null;
  const { weekday, hour, minute } = londonTime(at);
  const now = hour * 60 + minute;
  return hours.some((one) => one.weekday === weekday && minutesOf(one.from) <= now && now < minutesOf(one.until));
}

/** When somebody with these hours is there next: null if there now, or if no hours are stated. */
export function thereNext(hours: readonly StatedHours[], at: Date): Date | null {
  if (thereAt(hours, at) !== false) return null;
  const noon = londonMidnight(londonTime(at).date).getTime() + 12 * 3_600_000;
  for (let day = 0; day <= weekdays.length; day++) {
    const { date, weekday } = londonTime(new Date(noon + day * 24 * 3_600_000));
    const [next] = hours
      .filter((one) => one.weekday === weekday)
      .map((one) => onTheWall(date, minutesOf(one.from)))
      .filter((begins) => begins > at)
      .sort((one, other) => one.getTime() - other.getTime());
    if (next) return next;
  }
  return null;
}

/** The instant at which clocks in London show so many minutes past midnight, also on the days when they change. */
function onTheWall(date: string, minutes: number): Date {
  const even = londonMidnight(date).getTime() + minutes * 60_000;
  const { hour, minute } = londonTime(new Date(even));
  const shown = hour * 60 + minute;
  return Math.abs(minutes - shown) <= 60 ? new Date(even + (minutes - shown) * 60_000) : new Date(even);
}
