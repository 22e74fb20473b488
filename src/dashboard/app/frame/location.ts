import { useSyncExternalStore } from 'react';

/** Where the dashboard's pages lie. */
export const base = '/dashboard';

/** Goes to a page of the dashboard without loading it anew; `path` begins with a slash and may have a query. */
export function go(path: string): void {
  if (base + path === location.pathname + location.search) return;
  history.pushState(null, '', base + path);
  dispatchEvent(new PopStateEvent('popstate'));
}

/** Changes the query of the page, so that a filter can be sent to a colleague; an empty value is left out. */
export function setQuery(values: Readonly<Record<string, string>>): void {
  const query = new URLSearchParams(location.search);
  for (const [name, value] of Object.entries(values)) {
    if (value) query.set(name, value);
    else query.delete(name);
  }
  const text = query.toString();
  history.replaceState(null, '', location.pathname + (text ? `?${text}` : ''));
  dispatchEvent(new PopStateEvent('popstate'));
}

/** The path below `/dashboard`, such as `/beds`, and the query. */
export function useLocation(): { path: string; query: URLSearchParams } {
  const address = useSyncExternalStore(subscribe, () => location.pathname + location.search);
  const { pathname, search } = new URL(address, location.origin);
  return { path: pathname.slice(base.length).replace(/\/$/, '') || '/', query: new URLSearchParams(search) };
}

function subscribe(changed: () => void): () => void {
  addEventListener('popstate', changed);
  return () => removeEventListener('popstate', changed);
}
