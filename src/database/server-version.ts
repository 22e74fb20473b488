import { CannotStart } from './cannot-start.ts';

/**
 * The oldest server that the hub trusts, as PostgreSQL counts (`server_version_num`). Up to 15.18 a cached plan could
 * outlive a role that was revoked. Later majors had the same repair on the same day: keep them at their newest minor.
 */
const oldest = 150019;

export function refuseOldServer(versionNumber: number): void {
  if (versionNumber >= oldest) return;
  throw new CannotStart(
    `PostgreSQL ${readable(versionNumber)} is too old: the hub needs ${readable(oldest)} or later, because in older ` +
      'releases a cached plan can outlive a revoked role, and so show rows that are no longer shared. ' +
      'Update the server, or leave DATABASE_URL unset to use the embedded one.',
  );
}

/** `150019` as `15.19`, and `90624`, from the days of three numbers, as `9.6.24`. */
export function readable(versionNumber: number): string {
  const major = Math.floor(versionNumber / 10_000);
  const rest = versionNumber % 10_000;
  return major >= 10 ? `${major}.${rest}` : `${major}.${Math.floor(rest / 100)}.${rest % 100}`;
}
