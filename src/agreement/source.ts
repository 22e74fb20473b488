import { isAlias, isMap, isNode, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';
import type { Finding } from './model.ts';
import { writeInstead } from './nearest.ts';

/** A word of the file and the line it stands on. */
export interface Word {
  readonly text: string;
  readonly line: number;
}

/** The text of an agreement being read, and what was found wrong with it so far. */
export class Source {
  readonly findings: Finding[] = [];
  readonly root: Part;
  /** Everything that the text says, without its layout. */
  readonly content: () => unknown;
  private readonly lines = new LineCounter();

  constructor(
    readonly file: string,
    text: string,
  ) {
    const document = parseDocument(text, { lineCounter: this.lines, prettyErrors: false });
    this.content = () => document.toJS();
    for (const { message, pos } of [...document.errors, ...document.warnings]) {
      this.error(this.lineAt(pos[0]), `not YAML: ${message}`, 'mend the line; schema/agreement.yml shows the form');
    }
    this.root = new Part(this, document.contents ?? undefined, '', 1);
    if (!isMap(document.contents)) this.error(1, 'the file is no agreement', 'begin with "title: …"');
  }

  error(line: number, what: string, instead: string): void {
    this.findings.push({ severity: 'error', file: this.file, line, what, instead });
  }

  warn(line: number, what: string, instead: string): void {
    this.findings.push({ severity: 'warning', file: this.file, line, what, instead });
  }

  /** Whether a word is known; if not, the finding names the one that was probably meant. */
  knows(word: Word, known: Iterable<string>, kind: string, where = ''): boolean {
    const names = [...known];
    if (names.includes(word.text)) return true;
    // A word that is no text was found before.
    if (word.text !== '')
      this.error(word.line, `unknown ${kind} "${word.text}"${where}`, writeInstead(word.text, names));
    return false;
  }

  lineAt(offset: number): number {
    return Math.max(1, this.lines.linePos(offset).line);
  }
}

/**
 * One value of the file: text, a list or named parts. What is not of the kind asked for is a finding, and empty.
 * A part without a node was found missing before, and is empty without another finding.
 */
export class Part {
  readonly line: number;

  constructor(
    readonly source: Source,
    private readonly node: unknown,
    readonly name: string,
    line: number,
  ) {
    this.line = isNode(node) && node.range ? source.lineAt(node.range[0]) : line;
  }

  get absent(): boolean {
    return this.node === undefined;
  }

  /** Named parts in the order of the file. */
  parts(): [Word, Part][] {
    if (!isMap(this.node)) return this.not('names with values', 'write "name: value" lines under it') ?? [];
    return this.node.items.map(({ key, value }) => {
      const word = this.wordOf(key);
      return [word, new Part(this.source, value, this.name ? `${this.name}.${word.text}` : word.text, word.line)];
    });
  }

  /** The parts by name: those required are there or found missing, others than the optional are found unknown. */
  named(required: readonly string[], optional: readonly string[] = [], kind = 'entry'): ReadonlyMap<string, Part> {
    const found = new Map<string, Part>();
    for (const [word, part] of this.parts()) {
      if (this.source.knows(word, [...required, ...optional], kind, this.name ? ` in ${this.name}` : ''))
        found.set(word.text, part);
    }
    if (!isMap(this.node)) return found;
    for (const name of required.filter((name) => !found.has(name))) {
      this.source.error(this.line, `${this.name || 'the agreement'} does not say ${name}`, `add "${name}: …"`);
    }
    return found;
  }

  list(): Part[] {
    if (!isSeq(this.node)) return this.not('a list', 'write [one, another]') ?? [];
    return this.node.items.map((item, index) => new Part(this.source, item, `${this.name}/${index + 1}`, this.line));
  }

  words(): Word[] {
    return this.list().map((item) => ({ text: item.text(), line: item.line }));
  }

  word(): Word {
    return { text: this.text(), line: this.line };
  }

  text(): string {
    if (isScalar(this.node) && typeof this.node.value === 'string' && this.node.value !== '') return this.node.value;
    if (isScalar(this.node) && typeof this.node.value === 'number') return this.node.source ?? `${this.node.value}`;
    return this.not('text', 'write it in words') ?? '';
  }

  truth(): boolean {
    if (isScalar(this.node) && typeof this.node.value === 'boolean') return this.node.value;
    return this.not('true or false', 'write true, or leave it out') ?? false;
  }

  isText(): boolean {
    return isScalar(this.node);
  }

  private wordOf(key: unknown): Word {
    return new Part(this.source, key, `a name in ${this.name || 'the agreement'}`, this.line).word();
  }

  private not(kind: string, instead: string): undefined {
    if (this.node === undefined) return;
    if (isAlias(this.node)) {
      this.source.error(this.line, `${this.name} refers to another place of the file`, 'write it out, for its readers');
    } else {
      this.source.error(this.line, `${this.name} is not ${kind}`, instead);
    }
  }
}
