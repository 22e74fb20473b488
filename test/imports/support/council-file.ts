/** The columns of a council's file of placements, in the order in which the guide names them. */
export const columns = [
  ...['NHS number', 'Home', 'From', 'To', 'Care type', 'Source', 'Weekly rate', 'Paid from', 'Paid to'],
] as const;
export type Said = Partial<Record<(typeof columns)[number], string>>;

const quoted = (cell: string) => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

/** A file with these lines, under these columns. */
export function table(
  lines: readonly Readonly<Record<string, string | undefined>>[],
  names: readonly string[] = columns,
): string {
  const rows = lines.map((line) => names.map((name) => quoted(line[name] ?? '')).join(','));
  return `${[names.map(quoted).join(','), ...rows].join('\r\n')}\r\n`;
}
