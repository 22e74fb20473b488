import type { ClientBase } from 'pg';
import type { Agency } from '../../shared/agencies.ts';
import { type Format, type SharedFormat, UnreadableFile } from './format.ts';

/** What a file of a format says, by the agency of the organisation whose it is. */
export async function formatOf(
  client: ClientBase,
  given: Format | SharedFormat,
  organisation: string | null,
): Promise<Format> {
  if (!('each' in given)) return given;
  const { rows } = await client.query<{ agency: Agency }>('select agency from public.organisation where id = $1', [
    organisation,
  ]);
  const agency = rows[0]?.agency;
  const format = given.each.find(({ agencies }) => agency && agencies.includes(agency));
  if (format) return format;
  const whose = given.each.flatMap(({ agencies }) => agencies).join(' or ');
  throw new UnreadableFile(`Say whose ${given.name} this is: --organisation and the code of a ${whose}.`);
}
