import type { GraphQLResolveInfo } from 'graphql';
import type { HubContext } from '../../access/context.ts';
import { weekdays } from '../../shared/dates.ts';
import { manyOf } from '../batch.ts';
import type { HomeRating } from './care-home.types.ts';
import type { DischargeHours } from './discharge-hours.entity.ts';
import type { Rating } from './rating.entity.ts';

type RatingRow = Pick<Rating, 'domain' | 'rating' | 'publishedOn'> & { _parent: string; inherited: boolean };
type RatingSummary = Omit<HomeRating, 'domains'> & { domains: RatingRow[] };
type HoursRow = Pick<DischargeHours, 'weekday' | 'from' | 'until'> & { _parent: string };

/** The newest rating of each domain of a home, put together. */
export async function ratingOf(
  context: HubContext,
  info: GraphQLResolveInfo,
  home: string,
): Promise<RatingSummary | null> {
  const rows = await manyOf<RatingRow>(context, info, home, () => ({
    text: `select distinct on (r.home_id, r.domain) r.home_id as _parent, r.domain, r.rating,
        to_char(r.published_on, 'YYYY-MM-DD') as "publishedOn", r.inherited_from_id is not null as inherited
      from public.rating r where r.home_id = any ($1::uuid[]) order by r.home_id, r.domain, r.published_on desc`,
  }));
  const overall = rows.find(({ domain }) => domain === 'OVERALL');
  if (!overall) return null;
  const { rating, publishedOn, inherited } = overall;
  return { overall: rating, publishedOn, inherited, domains: rows.filter((row) => row !== overall) };
}

/** Hours by weekday, Monday first. */
export async function hoursOf(context: HubContext, info: GraphQLResolveInfo, home: string): Promise<HoursRow[]> {
  const rows = await manyOf<HoursRow>(context, info, home, () => ({
    text: `select h.home_id as _parent, h.weekday, to_char(h.from_at, 'HH24:MI') as "from", to_char(h.until_at, 'HH24:MI') as until
      from public.discharge_hours h where h.home_id = any ($1::uuid[]) order by h.from_at`,
  }));
  return rows.toSorted((one, other) => weekdays.indexOf(one.weekday) - weekdays.indexOf(other.weekday));
}
