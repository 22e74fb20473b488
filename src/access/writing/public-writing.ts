import { readPublicId } from '../identifiers.ts';
import { today } from '../reading/sources.ts';
import type { WriteTransaction } from './transaction.ts';

const registered = `h.registered_on <= ${today} and (h.deregistered_on is null or h.deregistered_on > ${today})`;

/** The uuid of the home that an organisation is, while the CQC registers it. */
export async function ownHome({ query }: WriteTransaction, organisation: string): Promise<string | undefined> {
  const [home] = await query<{ id: string }>(
    `select h.id from public.care_home h where h.organisation_id = $1 and ${registered}`,
    [organisation],
  );
  return home?.id;
}

/** The uuid of the home that an id or a CQC location id means, while the CQC registers it. */
export async function homeNamed({ query }: WriteTransaction, id: string): Promise<string | undefined> {
  const { type, code } = readPublicId(id) ?? { type: 'CareHome', code: id };
  if (type !== 'CareHome') return undefined;
  const [home] = await query<{ id: string }>(
    `select h.id from public.care_home h where h.cqc_location_id = $1 and ${registered}`,
    [code],
  );
  return home?.id;
}

/**
 * Lets nobody else state anything under the same name until this transaction ends, and gives the moment from which what
 * is stated now stands: after whatever this transaction has waited for, though it began before.
 */
export async function oneAtATime({ query }: WriteTransaction, name: string): Promise<string> {
  await query('select pg_advisory_xact_lock(hashtext($1), hashtext($2))', ['caregraph statement', name]);
  const [moment] = await query<{ at: string }>(
    `select to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at`,
  );
  return (moment as { at: string }).at;
}
