import { isUtf8 } from 'node:buffer';
import { Refusal } from './refusals.ts';

/** No input of ours nests deeper than ten; nobody's client needs more than this. */
export const deepestJson = 32;

/** The texts, brackets and colons of JSON that is known to be valid: all that its shape depends on. */
const signs = /"(?:[^"\\]|\\.)*"|[{}[\]:]/gs;

/**
 * The value of a JSON text, as every other reader would read it. Of two values under one key some readers take the first
 * and some the last, so that a proxy and the hub could understand two different requests: refused, as are names by which
 * careless code reaches what all objects share.
 */
export function plainJson(text: string): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text.startsWith('\ufeff') ? text.slice(1) : text);
  } catch {
    throw new Refusal('MALFORMED_JSON');
  }
  assertPlain(text);
  return value;
}

/** The same of bytes: what is no UTF-8 would be read with signs in place of what was meant, and be kept so. */
export function plainJsonOf(bytes: Buffer): unknown {
  if (!isUtf8(bytes)) throw new Refusal('MALFORMED_JSON');
  return plainJson(bytes.toString('utf8'));
}

interface Opened {
  /** Keys of an object so far; a list has none. */
  keys: Set<string> | undefined;
  /** The key that the next value stands under. */
  key: string | undefined;
}

function assertPlain(text: string): void {
  const opened: Opened[] = [];
  let last = '';
  for (const [sign] of text.matchAll(signs)) {
    const within = opened.at(-1);
    if (sign === ':') takeKey(within, last);
    else if (sign === '}' || sign === ']') opened.pop();
    else if (sign === '{' || sign === '[') {
      if (sign === '{' && within?.key === 'constructor') throw new Refusal('MALFORMED_JSON');
      opened.push({ keys: sign === '{' ? new Set() : undefined, key: undefined });
      if (opened.length > deepestJson) throw new Refusal('BODY_TOO_LARGE', { limit: deepestJson });
    }
    last = sign;
  }
}

function takeKey(within: Opened | undefined, written: string): void {
  if (!within?.keys) return;
  const key = written.includes('\\') ? (JSON.parse(written) as string) : written.slice(1, -1);
  if (key === '__proto__' || within.keys.has(key)) throw new Refusal('MALFORMED_JSON');
  within.keys.add(key);
  within.key = key;
}
