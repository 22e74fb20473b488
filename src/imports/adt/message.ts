import type { RejectCode } from '../../shared/reject-catalogue.ts';

/** One repetition of a field: its components, each with its subcomponents, as they are written. */
type Repetition = readonly (readonly string[])[];

/** What keeps a message from being read. */
export interface Unread {
  column: string;
  code: RejectCode;
}

/** The character sets of HL7 table 0211 that trusts use, as the browsers' standard names them. */
const encodings = new Map([
  ['ASCII', 'ascii'],
  ['UNICODE', 'utf-8'],
  ['UNICODE UTF-8', 'utf-8'],
  ['UTF-8', 'utf-8'],
  // As everybody writes and reads it: with the quotes of Windows, where ISO has control characters.
  ['8859/1', 'windows-1252'],
  ['8859/15', 'iso-8859-15'],
]);

const decoders = new Map<string, TextDecoder>();
function decoderOf(encoding: string): TextDecoder {
  const decoder = decoders.get(encoding) ?? new TextDecoder(encoding, { fatal: true, ignoreBOM: true });
  decoders.set(encoding, decoder);
  return decoder;
}

/** A message that can be asked for its fields. */
export class Message {
  readonly #fields: ReadonlyMap<string, readonly string[]>;
  readonly #field: string;
  readonly #component: string;
  readonly #repetition: string;
  readonly #escape: string;
  readonly #sub: string;
  readonly #decoder: TextDecoder;

  /**
   * Reads the segments as their MSH says: with its separators, in its character set. `encoding` is for a message that names
   * none; without either it is UTF-8.
   */
  static read(segments: ReadonlyMap<string, Buffer>, encoding = 'utf-8'): Message | Unread {
    const header = segments.get('MSH')?.toString('latin1') ?? '';
    const [field = '', ...rest] = [...header.slice(3, 8)];
    const marks = rest.includes(field) ? rest.slice(0, rest.indexOf(field)) : rest;
    const all = [field, ...marks];
    const closed = header[3 + all.length] === field;
    // Component, repetition and escape; the fourth is for subcomponents.
    if (
      !closed ||
      marks.length < 3 ||
      new Set(all).size < all.length ||
      !all.every((mark) => /^[!-/:-@[-`{-~]$/.test(mark))
    ) {
      return { column: 'MSH-2', code: 'NOT_HL7' };
    }
    const named =
      header
        .split(field)[17]
        ?.split(marks[1] as string)[0]
        ?.trim() ?? '';
    const known = named && named !== '""' ? encodings.get(named.toUpperCase()) : encoding;
    if (!known) return { column: 'MSH-18', code: 'NOT_A_VALUE' };
    const ascii = known === 'ascii';
    const decoder = decoderOf(ascii ? 'utf-8' : known);
    const fields = new Map<string, readonly string[]>();
    for (const [name, bytes] of segments) {
      if (ascii && bytes.some((byte) => byte > 0x7f)) return { column: name, code: 'WRONG_ENCODING' };
      try {
        fields.set(name, decoder.decode(bytes).split(field));
      } catch {
        return { column: name, code: 'WRONG_ENCODING' };
      }
      if (fields.get(name)?.[0] !== name) return { column: name, code: 'NOT_HL7' };
    }
    return new Message(fields, all, decoder);
  }

  private constructor(fields: ReadonlyMap<string, readonly string[]>, marks: readonly string[], decoder: TextDecoder) {
    this.#fields = fields;
    [this.#field = '', this.#component = '', this.#repetition = '', this.#escape = '', this.#sub = ''] = marks;
    this.#decoder = decoder;
  }

  has(segment: string): boolean {
    return this.#fields.has(segment);
  }

  /** The repetitions of a field as `PID-3`; none if it is empty, or `""`, which says that it was emptied. */
  repetitions(name: string): Repetition[] {
    const [segment = '', place = ''] = name.split('-');
    // What separates the fields of MSH is the first of them.
    const at = segment === 'MSH' ? Number(place) - 1 : Number(place);
    const written = this.#fields.get(segment)?.[at]?.trim() ?? '';
    if (!written || written === '""') return [];
    const subcomponents = (text: string) => (this.#sub ? text.split(this.#sub) : [text]);
    return written
      .split(this.#repetition)
      .map((one) => one.split(this.#component).map((component) => subcomponents(component)));
  }

  /** Its first repetition's component, counted from 1, as text; undefined if there is none. */
  text(name: string, component = 1): string | undefined {
    return this.meant(this.repetitions(name)[0]?.[component - 1]?.[0]);
  }

  /** What is written, without escapes. Undefined for nothing, and for `""`. */
  meant(written: string | undefined): string | undefined {
    const text = written === undefined || written === '""' ? '' : this.#unescaped(written).trim();
    return text || undefined;
  }

  #unescaped(written: string): string {
    const [before = '', ...parts] = this.#escape ? written.split(this.#escape) : [written];
    let text = before;
    for (let at = 0; at < parts.length; at += 2) {
      const [sequence = '', after] = [parts[at], parts[at + 1]];
      // One that is not closed is no escape: it stays as it is written.
      text += after === undefined ? this.#escape + sequence : this.#escaped(sequence) + after;
    }
    return text;
  }

  #escaped(sequence: string): string {
    switch (sequence) {
      case 'F':
        return this.#field;
      case 'S':
        return this.#component;
      case 'R':
        return this.#repetition;
      case 'E':
        return this.#escape;
      case 'T':
        return this.#sub;
    }
    if (!/^X(?:[0-9A-F]{2})+$/i.test(sequence)) return '';
    try {
      return this.#decoder.decode(Buffer.from(sequence.slice(1), 'hex'));
    } catch {
      return '\uFFFD';
    }
  }
}
