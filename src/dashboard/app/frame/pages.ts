import type { ComponentType } from 'react';
import type { Agency, Purpose, Session } from './session.ts';

/** One page: where it lies, who may need it, and its code, which is fetched when it is opened. */
export interface PageEntry {
  /** Below `/dashboard`; everything under it belongs to the page too, as `/measures/FALLS` to `/measures`. */
  readonly path: string;
  readonly title: string;
  /** What it is for, in a line. */
  readonly about: string;
  readonly roles: Partial<Record<Agency, readonly string[]>>;
  /** What it asks for, if the role's first purpose is not it. */
  readonly purpose?: Purpose;
  load(): Promise<{ default: ComponentType }>;
}

/** In the order of the navigation. The hub decides what is shown; this list only spares dead ends. */
export const pages: readonly PageEntry[] = [
  {
    path: '/beds',
    title: 'Free beds',
    about:
      'Homes that can take somebody now: beds, distance, hours, how fresh the figure is, and why others are left out.',
    roles: { trust: ['discharge-coordinator'], council: ['broker'] },
    purpose: 'DISCHARGE',
    load: () => import('../pages/beds/beds.tsx'),
  },
  {
    path: '/capacity',
    title: 'Tell free beds',
    about: 'How many beds are free now: it opens with what you told last, and takes seconds.',
    roles: { home: ['care-worker', 'manager'] },
    load: () => import('../pages/capacity/capacity.tsx'),
  },
  {
    path: '/measures',
    title: 'Measures',
    about: 'What is counted over all homes, how it changes, and where a home differs from the borough.',
    roles: {
      home: ['analyst'],
      practice: ['analyst'],
      trust: ['analyst'],
      council: ['analyst'],
      icb: ['analyst', 'commissioner'],
    },
    purpose: 'PLANNING',
    load: () => import('../pages/measures/measures.tsx'),
  },
];

export function pagesOf({ agency, role }: Pick<Session, 'agency' | 'role'>): PageEntry[] {
  return pages.filter(({ roles }) => roles[agency]?.includes(role));
}

export function pageAt(path: string, own: readonly PageEntry[]): PageEntry | undefined {
  return own.find((page) => path === page.path || path.startsWith(`${page.path}/`));
}
