import type { Session } from '../sessions.ts';

/** PostgreSQL has made the answer: it is passed on. */
export const asItCame = ([row]: Record<string, unknown>[]): string => `{"data":${row?.data as string}}`;

export const today = `(select (now() at time zone 'Europe/London')::date)`;

/** SQL: a dated fact of table `t` that holds today. */
export const current = (t: string) => `${t}.from_on <= ${today} and (${t}.to_on is null or ${t}.to_on > ${today})`;

/** SQL of the viewer's relationships to a resident as bits; `asker` gives the first parameters. */
export const relationshipsTo = (resident: string) => `(
  select coalesce(bit_or(r.bit), 0) as m from hub.relationship r
  where r.organisation_id = $1::uuid and r.resident_id = ${resident} and r.bit & $2::int <> 0
    and r.since <= now() and (r.until is null or r.until > now()) and (r.objections & $3::int = 0 or r.bit & $4::int <> 0))`;
export const asker = ({ organisationId, kinds, endsWith, neverEnds }: Session) => [
  organisationId,
  kinds,
  endsWith,
  neverEnds,
];
