import type { AnchorHTMLAttributes, MouseEvent } from 'react';
import { base, go } from './location.ts';

/** A link to a page of the dashboard; opened in a new tab it works as any other. */
export function Link({ to, ...rest }: { to: string } & AnchorHTMLAttributes<HTMLAnchorElement>) {
  const follow = (event: MouseEvent) => {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    go(to);
  };
  return <a {...rest} href={base + to} onClick={follow} />;
}
