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
    path: '/referrals',
    title: 'Referrals',
    about: 'Who was referred to which homes, and what they answer, as soon as they do.',
    roles: { trust: ['discharge-coordinator'], council: ['broker'] },
    purpose: 'DISCHARGE',
    load: () => import('../pages/referrals/referrals.tsx'),
  },
  {
    path: '/rounds',
    title: 'Home rounds',
    about:
      'The list for the next round in each home: who is on it and why, in the order of rooms, on the screen or on paper.',
    roles: { practice: ['clinician', 'care-coordinator'] },
    purpose: 'DIRECT_CARE',
    load: () => import('../pages/rounds/rounds.tsx'),
  },
  {
    path: '/capacity',
    title: 'Tell free beds',
    about: 'How many beds are free now: it opens with what you told last, and takes seconds.',
    roles: { home: ['care-worker', 'manager'] },
    load: () => import('../pages/capacity/capacity.tsx'),
  },
  {
    path: '/returns',
    title: 'Returns',
    about: 'Which homes returned which month: in time, late, or not at all.',
    roles: {
      home: ['manager', 'analyst'],
      council: ['finance', 'quality-officer', 'analyst'],
      icb: ['finance', 'analyst'],
    },
    load: () => import('../pages/returns/returns.tsx'),
  },
  {
    path: '/rewards',
    title: 'Rewards',
    about:
      'What the reward scheme paid to which home for which month, what was put right, and why a home was not paid.',
    roles: { home: ['manager'], council: ['finance'], icb: ['finance'] },
    load: () => import('../pages/rewards/rewards.tsx'),
  },
  {
    path: '/own',
    title: 'Your home beside others',
    about: 'The measures of your home beside the borough and other homes, which have no names here.',
    roles: { home: ['manager', 'analyst'] },
    purpose: 'QUALITY_MONITORING',
    load: () => import('../pages/own/own.tsx'),
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
  {
    path: '/privacy',
    title: 'Privacy',
    about: 'Who was let in and waits for your review, who looked at whom, and what is out of the ordinary.',
    roles: {
      home: ['privacy-officer'],
      practice: ['privacy-officer'],
      trust: ['privacy-officer'],
      council: ['privacy-officer'],
      icb: ['privacy-officer'],
    },
    purpose: 'INFORMATION_GOVERNANCE',
    load: () => import('../pages/privacy/privacy.tsx'),
  },
];

export function pagesOf({ agency, role }: Pick<Session, 'agency' | 'role'>): PageEntry[] {
  return pages.filter(({ roles }) => roles[agency]?.includes(role));
}

export function pageAt(path: string, own: readonly PageEntry[]): PageEntry | undefined {
  return own.find((page) => path === page.path || path.startsWith(`${page.path}/`));
}
