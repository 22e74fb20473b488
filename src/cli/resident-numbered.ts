import type { ClientBase } from 'pg';
import { CannotStart } from '../database/cannot-start.ts';
import { normaliseNhsNumber } from '../shared/nhs-number.ts';

/** A resident as whoever answers for the record finds one. */
export interface Found {
  id: string;
  nhsNumber: string;
  givenName: string;
  familyName: string;
  dateOfBirth: string;
}

export function nhsNumberOf(text: string): string {
  const nhsNumber = normaliseNhsNumber(text);
  if (nhsNumber === null) throw new CannotStart('That is no NHS number: ten digits, the last a check digit.');
  return nhsNumber;
}

export async function residentNumbered(owner: ClientBase, nhsNumber: string): Promise<Found> {
  const { rows } = await owner.query<Found>(
    `select id, nhs_number as "nhsNumber", coalesce(given_name, '') as "givenName", family_name as "familyName",
       to_char(date_of_birth, 'YYYY-MM-DD') as "dateOfBirth"
     from public.resident where nhs_number = hub.number_in_force($1) and valid_until is null order by admitted_by_id nulls first limit 1`,
    [nhsNumber],
  );
  if (!rows[0]) throw new CannotStart('There is no resident with that NHS number.');
  return rows[0];
}
