import { Writable } from 'node:stream';
import { extractText, getDocumentProxy } from 'unpdf';
import { writeCsv } from '../../../../../src/access/record/report/csv.ts';
import type { Look } from '../../../../../src/access/record/report/look.ts';
import { looksAt } from '../../../../../src/access/record/report/looks.ts';
import { type PdfParts, writePdf } from '../../../../../src/access/record/report/pdf/pdf.ts';
import type { Asked } from '../../../../../src/access/record/report/rows.ts';
import { readAgreement } from '../../../../../src/agreement/read.ts';
import { inTransaction, withClient } from '../../../../../src/database/client.ts';
import { agreementFile } from '../../../../support/hub.ts';

export async function looksIn(ownerUrl: string, asked: Asked): Promise<Look[]> {
  return withClient(ownerUrl, (owner) =>
    inTransaction(owner, async () => {
      const found: Look[] = [];
      for await (const look of looksAt(owner, asked)) found.push(look);
      return found;
    }),
  );
}

/** All that is written to it. */
export function sink(): { out: Writable; bytes(): Buffer } {
  const chunks: Buffer[] = [];
  const out = new Writable({
    write(chunk: Buffer, _, done) {
      chunks.push(chunk);
      done();
    },
  });
  return { out, bytes: () => Buffer.concat(chunks) };
}

export async function* each<T>(all: readonly T[]): AsyncGenerator<T> {
  yield* all;
}

export async function csvOf(looks: readonly Look[], options = {}): Promise<string> {
  const { out, bytes } = sink();
  await writeCsv(each(looks), out, options);
  return bytes().toString('utf8');
}

const subject = {
  name: 'Siân Ó’Brien',
  nhsNumber: '9990000018',
  dateOfBirth: '1938-03-04',
  period: 'All that is kept',
};

export async function pdfOf(looks: readonly Look[], more: Partial<PdfParts> = {}): Promise<Buffer> {
  const { out, bytes } = sink();
  await writePdf(() => each(looks), out, {
    subject: { ...subject, made: new Date('2026-11-22T05:00:00Z') },
    agreement: readAgreement(agreementFile, { early: true }),
    meaningsOf: async (types) => new Map([...types].map((type) => [type, `What ${type} means.`])),
    ...more,
  });
  return bytes();
}

/** The text of each page. */
export async function pagesOf(pdf: Buffer): Promise<string[]> {
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(pdf)));
  return text;
}
