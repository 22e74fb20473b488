import { Tokenizer, TokenType } from '@streamparser/json';

/** A JSON value. Objects are maps: no key of a file can be taken for anything else. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export type JsonObject = ReadonlyMap<string, Json>;

export const isObject = (value: Json | undefined): value is JsonObject => value instanceof Map;

/** A value that was to be handed over: itself, or what keeps it from being read. */
export type Found = { value: Json } | { broken: 'NOT_FHIR' | 'TOO_LONG' };

/** What is no JSON, or none that anybody would write. */
export class NotJson extends Error {
  override name = 'NotJson';
}

/** FHIR is nested a dozen levels deep; beyond this a file was made to be a burden. */
const deepest = 64;
/** In bytes, of one value that is handed over: a patient with a photograph. */
const longest = 8 * 1024 * 1024;
/** In bytes: each reader has one, and of lines there are many. */
const bufferOfStrings = 1024;

interface Frame {
  container: Map<string, Json> | Json[];
  key?: string;
}
type Expected = 'value' | 'value or ]' | 'key' | 'key or }' | 'colon' | 'comma or end' | 'nothing';

const opens: ReadonlySet<TokenType> = new Set([TokenType.LEFT_BRACE, TokenType.LEFT_BRACKET]);
const closes: ReadonlySet<TokenType> = new Set([TokenType.RIGHT_BRACE, TokenType.RIGHT_BRACKET]);

/**
 * Reads one JSON text in whatever pieces it comes. Elements of the list under `handedOver` at its root are given away as soon
 * as they are whole, and not kept; what is left in the end is `root`.
 */
export class JsonReader {
  root: Json | undefined;
  readonly #tokenizer = new Tokenizer({ stringBufferSize: bufferOfStrings });
  readonly #handedOver: string | undefined;
  readonly #give: (found: Found) => void;
  readonly #stack: Frame[] = [];
  #expected: Expected = 'value';
  /** Bytes of the text before the value that is to be handed over, and what is wrong with that. */
  #begins = 0;
  #wrong: 'NOT_FHIR' | 'TOO_LONG' | undefined;
  #written = 0;
  #lastToken = 0;

  constructor(handedOver?: string, give: (found: Found) => void = () => {}) {
    this.#handedOver = handedOver;
    this.#give = give;
    this.#tokenizer.onToken = ({ token, value, offset }) => this.#take(token, value as Json, offset);
  }

  /** Whether nothing is missing. */
  get isWhole(): boolean {
    return this.#expected === 'nothing';
  }

  /** What is wrong with the root itself, as one of its keys stands there twice. */
  get broken(): 'NOT_FHIR' | 'TOO_LONG' | undefined {
    return this.#wrong;
  }

  /** Throws `NotJson`. */
  write(bytes: Uint8Array): void {
    this.#written += bytes.length;
    try {
      this.#tokenizer.write(bytes);
    } catch (error) {
      throw error instanceof NotJson ? error : new NotJson('This is no JSON in UTF-8.');
    }
    if (this.#written - this.#lastToken > 2 * longest) throw new NotJson('A text in it has no end.');
  }

  #take(token: TokenType, value: Json, offset: number): void {
    this.#lastToken = offset;
    const expected = this.#expected;
    if (expected === 'nothing') throw new NotJson('Something follows its end.');
    const inList = Array.isArray(this.#stack.at(-1)?.container);
    const mayEnd = expected === 'value or ]' || expected === 'key or }' || expected === 'comma or end';
    if (mayEnd && token === (inList ? TokenType.RIGHT_BRACKET : TokenType.RIGHT_BRACE)) this.#close();
    else if (expected === 'colon' || expected === 'comma or end') {
      if (token !== (expected === 'colon' ? TokenType.COLON : TokenType.COMMA)) {
        throw new NotJson('A colon or a comma is missing.');
      }
      this.#expected = expected === 'colon' || inList ? 'value' : 'key';
    } else if (expected === 'key' || expected === 'key or }') this.#key(token, value);
    else this.#value(token, value, offset);
  }

  #key(token: TokenType, value: Json): void {
    if (token !== TokenType.STRING || typeof value !== 'string') throw new NotJson('A key is missing.');
    const frame = this.#stack.at(-1) as Frame;
    if ((frame.container as Map<string, Json>).has(value)) this.#namedTwice();
    frame.key = value;
    this.#expected = 'colon';
  }

  /** Which of two would be meant? */
  #namedTwice(): void {
    if (this.#handedOver && !this.#inside) throw new NotJson('One of its keys stands there twice.');
    this.#wrong ??= 'NOT_FHIR';
  }

  #value(token: TokenType, value: Json, offset: number): void {
    if (closes.has(token) || token === TokenType.COMMA || token === TokenType.COLON)
      throw new NotJson('A value is missing.');
    if (this.#isHandedOver) [this.#begins, this.#wrong] = [offset, undefined];
    else if (this.#inside && offset - this.#begins > longest) this.#wrong = 'TOO_LONG';
    if (!opens.has(token)) {
      this.#done(value);
      return;
    }
    if (this.#stack.length >= deepest) throw new NotJson(`It is nested more than ${deepest} deep, which no FHIR is.`);
    const ofObject = token === TokenType.LEFT_BRACE;
    this.#stack.push({ container: ofObject ? new Map() : [] });
    this.#expected = ofObject ? 'key or }' : 'value or ]';
  }

  #close(): void {
    const { container } = this.#stack.pop() as Frame;
    this.#done(container);
  }

  #done(value: Json): void {
    const frame = this.#stack.at(-1);
    this.#expected = frame ? 'comma or end' : 'nothing';
    if (!frame) this.root = value;
    else if (this.#isHandedOver) {
      if (this.#lastToken - this.#begins > longest) this.#wrong = 'TOO_LONG';
      this.#give(this.#wrong ? { broken: this.#wrong } : { value });
      this.#wrong = undefined;
    } else if (this.#isPassedOver) return;
    else if (Array.isArray(frame.container)) frame.container.push(value);
    else (frame.container as Map<string, Json>).set(frame.key as string, value);
  }

  /** The value that begins or ends here is an element of the list whose elements are given away. */
  get #isHandedOver(): boolean {
    return this.#stack.length === 2 && this.#inside;
  }

  get #inside(): boolean {
    const [root, list] = this.#stack;
    return this.#handedOver !== undefined && root?.key === this.#handedOver && Array.isArray(list?.container);
  }

  /** What nobody will ask for is not kept, however much it is. */
  get #isPassedOver(): boolean {
    return this.#wrong === 'TOO_LONG' || (this.#handedOver !== undefined && this.#stack.length > 1 && !this.#inside);
  }
}
