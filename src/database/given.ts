import { readFileSync } from 'node:fs';
import { CannotStart } from './cannot-start.ts';

/**
 * A setting that is a secret: from the environment, or from the file that `…_FILE` names, as orchestrators hand secrets
 * out, so that it stands in no list of processes and no description of a container. Undefined if neither is set.
 */
export function secretGiven(name: 'DATABASE_URL' | 'CAREGRAPH_MASTER_KEY'): string | undefined {
  const [given, file] = [process.env[name] || undefined, process.env[`${name}_FILE`] || undefined];
  if (!file) return given;
  if (given) throw new CannotStart(`${name} and ${name}_FILE are both set: which of them is meant nobody knows.`);
  try {
    const text = readFileSync(file, 'utf8').trim();
    if (text) return text;
  } catch (error) {
    // The message would be ours and the file's name, never what is in it.
    throw new CannotStart(
      `${file}, which ${name}_FILE names, cannot be read: ${(error as NodeJS.ErrnoException).code}.`,
    );
  }
  throw new CannotStart(`${file}, which ${name}_FILE names, is empty.`);
}
