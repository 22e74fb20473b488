/** What a row says to whoever asked, as far as it was told. */
export interface ToldRow {
  key: readonly { dimension: string; value: string }[];
  value: number | null;
  numerator?: number | null;
  denominator?: number | null;
  suppression?: string;
}

/** What everybody knows of a home: its place in the directory, and its beds, all of them taken. */
export interface KnownHome {
  code: string;
  beds: number;
}

/** How the values of a table come about: counts rounded to multiples, the smallest that is shown, so many for one resident. */
export interface Rule {
  roundTo: number;
  least: number;
  per: number;
  /** As values are shown: all digits, or two. */
  shown: (value: number) => number;
}

/**
 * A manager who holds the rows of other homes against what everybody knows: by name where there is one, else by size,
 * which a denominator tells, or a value that counts of one home alone can make. Gives the row of each home that it is sure of.
 */
export function linked(rows: readonly ToldRow[], homes: readonly KnownHome[], rule: Rule): Map<string, ToldRow> {
  // A row that can be none of these homes is none: it is one of the attacker's own, or made of several.
  const some = rows
    .map((row) => ({ row, possible: homes.filter((home) => mayBe(row, home, rule)) }))
    .filter(({ possible }) => possible.length > 0);
  const candidates = some.map(({ possible }) => possible);
  const sure = new Map<string, ToldRow>();
  for (const [place, { row }] of some.entries()) {
    // One home is certain where every other dealing out of the rows leaves some row without a home.
    const possible = (candidates[place] ?? []).filter((home) => dealtOut(candidates, new Map([[place, home]])));
    const [only] = possible;
    if (only && possible.length === 1) sure.set(only.code, row);
  }
  return sure;
}

function mayBe(row: ToldRow, { code, beds }: KnownHome, { roundTo, least, per, shown }: Rule): boolean {
  const named = row.key.find(({ dimension }) => dimension === 'CARE_HOME');
  if (named) return named.value === code;
  if (row.denominator) return row.denominator === rounded(beds, roundTo);
  if (!row.value) return true;
  const count = (row.value * rounded(beds, roundTo)) / per / roundTo;
  return [Math.floor(count), Math.ceil(count)]
    .map((one) => one * roundTo)
    .some((one) => one >= least && shown((one / rounded(beds, roundTo)) * per) === row.value);
}

/** Whether all rows can have a home each, some of them given: by paths that move others aside. */
function dealtOut(candidates: readonly (readonly KnownHome[])[], given: ReadonlyMap<number, KnownHome>): boolean {
  const rowOf = new Map([...given].map(([row, home]) => [home, row]));
  const place = (row: number, tried: Set<KnownHome>): boolean =>
    (candidates[row] ?? []).some((home) => {
      if (tried.has(home)) return false;
      tried.add(home);
      const other = rowOf.get(home);
      if (other !== undefined && (given.has(other) || !place(other, tried))) return false;
      rowOf.set(home, row);
      return true;
    });
  return candidates.every((_, row) => given.has(row) || place(row, new Set()));
}

const rounded = (number: number, multiple: number) => Math.round(number / multiple) * multiple;
