import type { Written } from '../../support/oracle-text.ts';
import { type Change, changedBy, clauseAt } from './agreement-changes.ts';

/** A clause that is taken out. What no other clause decides then, and what is found in that, is shared with nobody. */
export function withoutClause(
  written: Written,
  subject: string,
  n: number,
  readThrough: ReadonlyMap<string, string> = new Map(),
): Change {
  const { fields } = clauseAt(written, subject, n);
  const made = () =>
    changedBy(written, (copy) => {
      copy.subjects[subject]?.splice(n, 1);
      const left = fields.filter((field) => field !== 'id' && !decides(copy, subject, field));
      closed(copy, subject, left);
      for (const [shown, found] of readThrough) {
        const [of = '', field = ''] = shown.split('.');
        if (!left.some((name) => `${subject}.${name}` === found)) continue;
        for (const clause of copy.subjects[of] ?? []) clause.fields = clause.fields.filter((name) => name !== field);
        copy.subjects[of] = (copy.subjects[of] ?? []).filter((clause) => clause.fields.length > 0);
        closed(copy, of, [field]);
      }
    });
  return { place: `${subject}/${n + 1}`, what: 'taken out', subject, fields, made };
}

const decides = (written: Written, subject: string, field: string) =>
  written.subjects[subject]?.some(({ fields }) => fields.includes(field));

function closed(written: Written, subject: string, fields: string[]): void {
  if (fields.length === 0) return;
  written.subjects[subject]?.push({ fields, nobody: true, because: 'nobody was found to need it' } as never);
}

/** The line of a page that tells of a clause, without its number, among the lines about its subject. */
export function lineOf(page: string, subject: string, n: number): string {
  const line = linesAbout(page, subject).find(
    (one) => one.startsWith(`| ${n + 1} |`) || one.startsWith(`<tr><td>${n + 1}</td>`),
  );
  if (!line) throw new Error(`the page has no ${subject}/${n + 1}`);
  return withoutNumber(line);
}

/** The lines about a subject, without their numbers. */
export const linesOf = (page: string, subject: string): string[] => linesAbout(page, subject).map(withoutNumber);

function linesAbout(page: string, subject: string): string[] {
  const [, section = ''] = page.split(new RegExp(`^(?:### ${subject}|<h3>${subject}</h3>)$`, 'm'));
  const [own = ''] = section.split(/^(?:#|<h\d)/m);
  return own.split('\n');
}
const withoutNumber = (line: string) => line.replace(/^(\| \d+ \||<tr><td>\d+<\/td>)/, '');
