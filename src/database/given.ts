import { readFileSync } from 'node:fs';
import { CannotStart } from './cannot-start.ts';

/** The address of a PostgreSQL of one's own, if one is set. */
export const databaseUrlGiven = () => secret('DATABASE_URL', process.env.DATABASE_URL, process.env.DATABASE_URL_FILE);

/** Addresses of standbys, with commas between them; none are an empty list. */
export function replicaUrlsGiven(): string[] {
  const given = secret(
    'DATABASE_REPLICA_URLS',
    process.env.DATABASE_REPLICA_URLS,
    process.env.DATABASE_REPLICA_URLS_FILE,
  );
  const urls = (given ?? '')
    .split(',')
    .map((url) => url.trim())
    .filter(Boolean);
  if (urls.some((url) => !/^postgres(ql)?:/.test(url) || !URL.canParse(url)))
    throw new CannotStart(
      'DATABASE_REPLICA_URLS must hold addresses such as postgresql://host:5432/database, with commas between them.',
    );
  return urls;
}

/** The master key as it was written down, if it is set. */
export const masterKeyGiven = () =>
  secret('CAREGRAPH_MASTER_KEY', process.env.CAREGRAPH_MASTER_KEY, process.env.CAREGRAPH_MASTER_KEY_FILE);

/**
 * A setting that is a secret: from the environment, or from the file that `…_FILE` names, as orchestrators hand secrets
 * out, so that it stands in no list of processes and no description of a container.
 */
function secret(name: string, given: string | undefined, file: string | undefined): string | undefined {
  if (!file) return given || undefined;
  if (given) throw new CannotStart(`${name} and ${name}_FILE are both set: which of them is meant nobody knows.`);
  let text: string;
  try {
    text = readFileSync(file, 'utf8').trim();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new CannotStart(`${file}, which ${name}_FILE names, cannot be read: ${code}.`);
  }
  if (!text) throw new CannotStart(`${file}, which ${name}_FILE names, is empty.`);
  return text;
}
