/** One selected field of a question, with its arguments as they are written. */
export interface Selection {
  name: string;
  args: string;
  fields: Selection[];
}

/** A question: one operation without fragments or aliases, which is all that the ready questions need. */
export interface Operation {
  name: string;
  /** The type of each variable, by its name without `$`. */
  variables: Map<string, string>;
  fields: Selection[];
}

/** Reads a ready question. */
export function parse(text: string): Operation {
  const head = /^\s*query\s+(\w+)\s*(?:\(([^)]*)\))?/.exec(text);
  if (!head) throw new Error('a ready question begins with "query" and a name');
  const [, name = '', declared = ''] = head;
  const variables = new Map<string, string>();
  for (const [, variable = '', type = ''] of declared.matchAll(/\$(\w+)\s*:\s*([[\]!\w]+)/g))
    variables.set(variable, type);
  const tokens = tokensOf(text.slice(head[0].length));
  return { name, variables, fields: selectionsFrom(tokens) };
}

/** Names, braces, and whole argument lists. */
function tokensOf(text: string): string[] {
  const tokens: string[] = [];
  const pattern = /[{}]|\w+|\(/g;
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    if (match[0] !== '(') {
      tokens.push(match[0]);
      continue;
    }
    let end = match.index + 1;
    for (let depth = 1; depth > 0 && end < text.length; end += 1) {
      if (text[end] === '(') depth += 1;
      if (text[end] === ')') depth -= 1;
    }
    tokens.push(text.slice(match.index, end));
    pattern.lastIndex = end;
  }
  return tokens;
}

function selectionsFrom(tokens: string[]): Selection[] {
  const selections: Selection[] = [];
  tokens.shift();
  while (tokens.length > 0 && tokens[0] !== '}') {
    const name = tokens.shift() ?? '';
    const args = tokens[0]?.startsWith('(') ? (tokens.shift() ?? '') : '';
    const fields = tokens[0] === '{' ? selectionsFrom(tokens) : [];
    selections.push({ name, args, fields });
  }
  tokens.shift();
  return selections;
}

/** Writes a question, with the variables that it still uses. */
export function print({ name, variables, fields }: Operation): string {
  const body = fields.map((field) => printField(field, '  ')).join('\n');
  const used = [...variables].filter(([variable]) => new RegExp(`\\$${variable}\\b`).test(body));
  const declared = used.map(([variable, type]) => `$${variable}: ${type}`).join(', ');
  return `query ${name}${declared && `(${declared})`} {\n${body}\n}`;
}

/** Leaves share a line, as people write them. */
function printField({ name, args, fields }: Selection, indent: string): string {
  const own = `${indent}${name}${args}`;
  if (fields.length === 0) return own;
  const lines: string[] = [];
  let leaves: string[] = [];
  const flush = () => {
    if (leaves.length > 0) lines.push(`${indent}  ${leaves.join(' ')}`);
    leaves = [];
  };
  for (const field of fields) {
    if (field.fields.length === 0 && field.args === '') leaves.push(field.name);
    else {
      flush();
      lines.push(printField(field, `${indent}  `));
    }
  }
  flush();
  const one = `${own} { ${lines.map((line) => line.trim()).join(' ')} }`;
  if (lines.length === 1 && !lines[0]?.includes('\n') && one.length <= 96) return one;
  return `${own} {\n${lines.join('\n')}\n${indent}}`;
}

/** The selection at a path of names, such as `careHome.residents.nodes`. */
export function selectionAt(operation: Operation, path: string): Selection | undefined {
  let fields: readonly Selection[] = operation.fields;
  let found: Selection | undefined;
  for (const name of path.split('.')) {
    found = fields.find((field) => field.name === name);
    fields = found?.fields ?? [];
  }
  return found;
}
