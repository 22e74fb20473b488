import type { Agreement } from '../../../../agreement/model.ts';
import type { Purpose } from '../../../../shared/purposes.ts';
import type { Summary } from '../summary.ts';
import { spaced, typeWords } from '../words.ts';
import { heading } from './front.ts';
import { ink, type Paper } from './paper.ts';

/** The words that this report uses, as the agreement and the database explain them. */
export function glossary(
  paper: Paper,
  { roles, purposes, types }: Summary,
  agreement: Agreement,
  meanings: ReadonlyMap<string, string>,
): void {
  const described = [...types].flatMap((type): [string, string][] => {
    const text = meanings.get(type);
    return text ? [[typeWords(type, null), text]] : [];
  });
  const entries: [string, [string, string][]][] = [
    ['Kinds of records', described],
    ['Roles', [...roles].map(([role, means]) => [spaced(role), means])],
    ['Purposes', [...purposes].map((purpose) => [spaced(purpose), lawOf(agreement, purpose)])],
  ];
  const part = paper.begin('Sect');
  paper.space(18);
  if (entries.some(([, words]) => words.length)) heading(paper, part, 'What the words mean', 150);
  for (const [title, words] of entries) {
    if (!words.length) continue;
    paper.room(100);
    paper.space(6);
    paper.put(part, 'H3', () => paper.write({ text: title, font: 'strong', size: 11.5, color: ink.accent }));
    paper.space(2);
    for (const [word, text] of words.toSorted()) {
      paper.room(paper.heightOf({ text: `${word}: ${text}` }) + 4);
      paper.put(part, 'P', () => {
        paper.document.font('strong').fontSize(10).fillColor(ink.text);
        paper.document.text(`${word}: `, { continued: true, width: paper.width });
        paper.document.font('regular').text(text);
      });
      paper.space(3);
    }
  }
  paper.space(14);
  paper.room(20);
  paper.put(part, 'P', () => paper.write({ text: 'End of the report.', color: ink.quiet }));
  part.end();
}

function lawOf({ purposes }: Agreement, purpose: string): string {
  const rule = purposes.get(purpose as Purpose);
  return rule ? `${rule.confidentiality}. Legal basis: ${rule.basis}.` : 'no longer a purpose of the agreement.';
}
