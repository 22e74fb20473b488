import { randomUUID } from 'node:crypto';
import type { ClientBase } from 'pg';
import type { Entry } from '../../access/record/entry.ts';
import { recordKeys } from '../../access/record/sealing/keys.ts';
import { statementFor } from '../../access/record/statement.ts';
import { CannotStart } from '../../database/cannot-start.ts';
import { inTransaction, withClient } from '../../database/client.ts';
import type { Database } from '../../database/open.ts';
import { normaliseNhsNumber } from '../../shared/nhs-number.ts';

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
     from public.resident where nhs_number = $1 and valid_until is null order by admitted_by_id nulls first limit 1`,
    [nhsNumber],
  );
  if (!rows[0]) throw new CannotStart('There is no resident with that NHS number.');
  return rows[0];
}

/** What cannot be recorded is not shown, here neither: the entry is durable before anything is printed. */
export async function recordReport(
  { hubUrl, key }: Pick<Database, 'hubUrl' | 'key'>,
  { resident, agreement, operation, by }: { resident: string; agreement: string; operation: string; by: string },
): Promise<void> {
  const nobody = {
    organisation: null,
    agency: null,
    purpose: null,
    device: null,
    document: null,
    plan: null,
    shown: null,
  };
  const entry: Entry = {
    ...nobody,
    requestId: randomUUID(),
    user: by,
    role: 'operator',
    authority: 'command line',
    agreement,
    kind: 'REPORT',
    operation,
    outcome: 'ANSWERED',
    count: 1,
    residents: [resident],
  };
  try {
    await withClient(hubUrl, (hub) =>
      inTransaction(hub, async () => {
        await hub.query('set local role caregraph_recorder');
        await hub.query(statementFor(recordKeys(key), [entry]));
      }),
    );
  } catch (error) {
    throw new CannotStart(
      `What was asked for could not be recorded, so that it is not told: ${(error as Error).message}.`,
    );
  }
}
