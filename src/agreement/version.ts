import { createHash } from 'node:crypto';
import { parse } from 'yaml';

/**
 * The hash of what is signed: everything that the agreement says, less the signatures themselves, its comments and its
 * layout. Whoever signs signs this, and a signature given to another version does not count.
 */
export function versionOf(text: string): string {
  const said: unknown = parse(text, { logLevel: 'silent' });
  const { signatures: _, ...rest } =
    typeof said === 'object' && said !== null ? ({ ...said } as Record<string, unknown>) : {};
  return createHash('sha256').update(JSON.stringify(rest)).digest('hex');
}
