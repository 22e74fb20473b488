/** The agreement as far as a page cites it; the hub's own agreement is one. */
export interface CitedAgreement {
  file: string;
  title: string;
  text: string;
  subjects: ReadonlyMap<string, CitedSubject>;
  queries: ReadonlyMap<string, { line: number }>;
}

interface CitedSubject {
  /** Clauses about residents, by field. */
  clauses: ReadonlyMap<string, readonly CitedClause[]>;
  /** Clauses that open a field to whole agencies. */
  open: ReadonlyMap<string, { clause: CitedClause }>;
}

interface CitedClause {
  reference: string;
  line: number;
}

/** Where a clause stands: its first and last line, counted from one. */
export interface Passage {
  from: number;
  to: number;
}

/** What the page is told, to show the agreement's own lines beside an answer. */
export interface AgreementLines {
  file: string;
  title: string;
  lines: string[];
  /** By reference, such as `Resident/2`. */
  clauses: Record<string, Passage>;
  /** References of the clauses that speak of a field, by `Type.field`. */
  fields: Record<string, string[]>;
  /** By the query's name. */
  queries: Record<string, Passage>;
  /** The file's sections, by name. */
  sections: Record<string, Passage>;
}

/** Finds the lines of every clause and query of an agreement. */
export function agreementLines({ file, title, text, subjects, queries }: CitedAgreement): AgreementLines {
  const lines = text.split(/\r?\n/);
  const found: AgreementLines = { file, title, lines, clauses: {}, fields: {}, queries: {}, sections: {} };
  const cite = (coordinate: string, { reference, line }: CitedClause) => {
    found.clauses[reference] = { from: line, to: lastLineOf(lines, line) };
    found.fields[coordinate] = [...(found.fields[coordinate] ?? []), reference];
  };
  for (const [subject, { clauses, open }] of subjects) {
    for (const [field, said] of clauses) for (const clause of said) cite(`${subject}.${field}`, clause);
    for (const [field, { clause }] of open) cite(`${subject}.${field}`, clause);
  }
  for (const [name, { line }] of queries) {
    found.queries[name] = { from: line, to: lastLineOf(lines, line) };
  }
  lines.forEach((text, before) => {
    const name = /^([a-z-]+):/.exec(text)?.[1];
    if (name) found.sections[name] = { from: before + 1, to: lastLineOf(lines, before + 1) };
  });
  return found;
}

/** An entry of a YAML file ends before the next line that is indented no deeper than its first. */
function lastLineOf(lines: readonly string[], first: number): number {
  const depth = indentOf(lines[first - 1] ?? '');
  let last = first;
  for (let line = first + 1; line <= lines.length; line += 1) {
    const text = lines[line - 1] ?? '';
    if (text.trim() === '') continue;
    if (indentOf(text) <= depth) break;
    last = line;
  }
  return last;
}

const indentOf = (line: string): number => line.length - line.trimStart().length;
