import { Readable } from 'node:stream';
import { recordKeys } from '../../../src/access/record/sealing/keys.ts';
import { applyAgreement } from '../../../src/agreement/apply.ts';
import { withClient } from '../../../src/database/client.ts';
import type { Format, SharedFormat } from '../../../src/imports/engine/format.ts';
import { type Bringing, type Taken, takeFile } from '../../../src/imports/engine/run.ts';
import { contractOf } from '../../../src/server/contract/contract.ts';
import type { RejectCode } from '../../../src/shared/reject-catalogue.ts';
import { databaseOfOwn, type TestDatabase } from '../../support/database.ts';
import { agreementFile } from '../../support/hub.ts';

/** An empty hub that takes files. */
export interface Taking {
  database: TestDatabase;
  /** What came of the file, and each line that was not taken: `3 Location ID NOT_A_CODE`. */
  take(
    format: Format | SharedFormat,
    file: string | Buffer,
    how?: Partial<Bringing>,
  ): Promise<Taken & { lines: string[] }>;
  /** The rows that a statement gives to the owner. */
  rows<Row extends object>(text: string, ...values: unknown[]): Promise<Row[]>;
}

export async function takingFiles(): Promise<Taking> {
  return takingOn(await databaseOfOwn('empty'));
}

export async function takingOn(database: TestDatabase): Promise<Taking> {
  const { agreement, tables } = await contractOf(agreementFile);
  await withClient(database.ownerUrl, (owner) => applyAgreement(owner, agreement, tables));
  const { rows: inForce } = await database.owner.query<{ hash: string }>('select hash from hub.agreement_in_force');
  const rows = async <Row extends object>(text: string, ...values: unknown[]) =>
    (await database.owner.query<Row>(text, values)).rows;
  return {
    database,
    rows,
    take: (format, file, how = {}) =>
      withClient(database.ownerUrl, async (owner) => {
        const bringing: Bringing = {
          organisation: null,
          asOf: new Date(),
          by: 'O.Perator',
          agreement: inForce[0]?.hash ?? '',
          keys: recordKeys(database.key),
          ...how,
        };
        const content = { name: 'file', stream: async () => Readable.from([Buffer.from(file)]) };
        const taken = await takeFile(owner, format, content, bringing);
        const refused = await rows<{ line: number; column_name: string | null; code: RejectCode }>(
          'select line, column_name, code from hub.import_reject where import_id = $1 order by line, column_name',
          taken.id,
        );
        return {
          ...taken,
          lines: refused.map(({ line, column_name, code }) => [line, column_name, code].filter(Boolean).join(' ')),
        };
      }),
  };
}
