interface Login {
  user?: string;
  password?: string;
  database?: string;
}

/** The same server under another user or database; the other options of the address (TLS, for one) stay. */
export function urlAs(url: string, { user, password, database }: Login): string {
  const changed = new URL(url);
  if (database !== undefined) changed.pathname = `/${encodeURIComponent(database)}`;
  // An address without a host (a socket folder in `?host=`) can carry its user among the options only.
  if (user !== undefined && changed.hostname === '') {
    changed.searchParams.set('user', user);
    changed.searchParams.set('password', password ?? '');
  } else if (user !== undefined) {
    changed.username = encodeURIComponent(user);
    changed.password = encodeURIComponent(password ?? '');
  }
  return changed.href;
}

export function databaseOf(url: string): string {
  return decodeURIComponent(new URL(url).pathname.slice(1));
}
