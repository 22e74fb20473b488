import { deedOf } from '../../access/record/deed.ts';
import { recordKeys } from '../../access/record/sealing/keys.ts';
import { statementFor } from '../../access/record/statement.ts';
import { CannotStart } from '../../database/cannot-start.ts';
import { inTransaction, withClient } from '../../database/client.ts';
import type { Database } from '../../database/open.ts';

/** What cannot be recorded is not shown, here neither: the entry is durable before anything is printed. */
export async function recordReport(
  { hubUrl, key }: Pick<Database, 'hubUrl' | 'key'>,
  { resident, agreement, operation, by }: { resident: string; agreement: string; operation: string; by: string },
): Promise<void> {
  const entry = deedOf({ agreement, by }, operation, { kind: 'REPORT', residents: [resident] });
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
