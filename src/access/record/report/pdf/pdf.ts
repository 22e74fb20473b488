import type { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Agreement } from '../../../../agreement/model.ts';
import type { Look } from '../look.ts';
import { summaryOf } from '../summary.ts';
import { days } from './days.ts';
import { front, heading, type Subject } from './front.ts';
import { glossary } from './glossary.ts';
import { Paper } from './paper.ts';

export interface PdfParts {
  subject: Subject;
  /** The agreement in force, for the words of purposes. */
  agreement: Agreement;
  /** What records of these types are. */
  meaningsOf(types: Iterable<string>): Promise<ReadonlyMap<string, string>>;
  users?: boolean;
}

/**
 * A summary, the entries and what the words mean. Reads the looks twice, because the summary comes first and nothing is held
 * meanwhile; both times they must be the same.
 */
export async function writePdf(
  looks: () => AsyncIterable<Look>,
  out: Writable,
  { subject, agreement, meaningsOf, users = false }: PdfParts,
): Promise<void> {
  const title = `Who looked at the record of ${subject.name}`;
  const summary = await summaryOf(looks());
  const meanings = await meaningsOf(summary.types);
  const paper = new Paper({ title, footer: title, made: subject.made });
  const write = async () => {
    front(paper, subject, summary);
    if (summary.times) {
      const part = paper.begin('Sect');
      paper.space(20);
      heading(paper, part, 'Each entry');
      part.end();
      await days(paper, looks(), { users });
    }
    glossary(paper, summary, agreement, meanings);
    paper.end();
  };
  const writing = write();
  // Told by the pipeline as well, which ends with the document.
  writing.catch((error: Error) => (paper.document as unknown as { destroy(error: Error): void }).destroy(error));
  await Promise.all([writing, pipeline(paper.document as unknown as NodeJS.ReadableStream, out)]);
}
