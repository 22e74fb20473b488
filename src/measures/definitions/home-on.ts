import { Dimension } from '../measure.values.ts';

/** What anything can be grouped by that is told of a home. */
export const byHome: readonly Dimension[] = [Dimension.CARE_HOME, Dimension.PROVIDER, Dimension.NETWORK];

/** In place of a network, of a home on days on which it is aligned to none. */
export const notAligned = 'NOT_ALIGNED';

/**
 * SQL: of every home the days on which it was aligned to each network, and those on which it was to none; named `served`. It is
 * the network of the home and not of a resident's practice: alignment is not registration.
 */
const served = `(
      select alignment.home_id, daterange(alignment.from_on, alignment.to_on) as days, network.code
      from public.alignment join public.primary_care_network network on network.id = alignment.network_id
      union all
      select home.id, unnest('{(,)}'::datemultirange - coalesce(
          range_agg(daterange(alignment.from_on, alignment.to_on)) filter (where alignment.home_id is not null), '{}')),
        '${notAligned}'
      from public.care_home home left join public.alignment on alignment.home_id = home.id
      group by home.id
    ) served`;

/** SQL: joins the network that served the home named `home` on a day. */
export const servedOn = (day: string): string => `join ${served} on served.home_id = home.id and served.days @> ${day}`;

/** SQL: joins each network that served it on some of these days. */
export const servedDuring = (days: string): string =>
  `join ${served} on served.home_id = home.id and served.days && ${days}`;

/**
 * SQL of the columns of the home named `home`, served by `served`. Who runs it is no question of when: another provider means
 * another registration with the Care Quality Commission, which is another home.
 */
export const homeColumns = `home.cqc_location_id as "CARE_HOME", home.cqc_provider_id as "PROVIDER", served.code as "NETWORK"`;
