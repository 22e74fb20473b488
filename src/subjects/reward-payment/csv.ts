import { stringify } from 'csv-stringify/sync';

/** One line of a run, as it is paid. Amounts are texts, so that no penny is lost on the way. */
export interface PaidLine {
  cqcLocationId: string;
  home: string;
  kind: string;
  month: string;
  days: number;
  weeklyRate: string;
  amount: string;
  line: string;
}

const columns = ['cqcLocationId', 'home', 'kind', 'month', 'days', 'weeklyRate', 'amount', 'line'] as const;

/** By RFC 4180. A name that a spreadsheet would take for a formula is written as a text. */
export function csvOf(lines: readonly PaidLine[]): string {
  return stringify(
    lines.map((line) => ({ ...line, home: asText(line.home), cqcLocationId: asText(line.cqcLocationId) })),
    { header: true, columns: [...columns], record_delimiter: 'windows' },
  );
}

const asText = (text: string) => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text);
