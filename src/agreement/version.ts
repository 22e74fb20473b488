import { createHash } from 'node:crypto';
import { parse } from 'yaml';

/**
 * The hash of what is signed: everything that the agreement says, less the signatures themselves, its comments and its
 * layout. Whoever signs signs this, and a signature given to another version does not count.
 */
export function versionOf(text: string): string {
  return versionOfContent(parse(text, { logLevel: 'silent' }));
}

/** The same of a text that was parsed already. */
export function versionOfContent(said: unknown): string {
  const { signatures: _, ...rest } =
    typeof said === 'object' && said !== null ? ({ ...said } as Record<string, unknown>) : {};
  return createHash('sha256').update(JSON.stringify(rest)).digest('hex');
}
