import type { UpdateCapacityInput } from '../../graph/documents.ts';
import type { Keeper } from '../../graph/use-written.ts';
import { type Figures, inputsOf } from './figures.ts';

/**
 * What is told once. Sent again it is the same to the hub, its moment included: figures that come late never pass for
 * those of the moment at which they came.
 */
export type Attempt = Omit<UpdateCapacityInput, 'idempotencyKey'> & { readonly asOf: string };

export const attemptAt = (now: Date, figures: readonly Figures[]): Attempt => ({
  asOf: now.toISOString(),
  careTypes: inputsOf(figures),
});

/** Keeps what a home told in this browser, which outlives a page that is closed. Beds are no personal data. */
export function keeperOf(home: string): Keeper<Attempt> {
  const place = `caregraph:untold:${home}`;
  return {
    kept() {
      try {
        return JSON.parse(localStorage.getItem(place) ?? '') as ReturnType<Keeper<Attempt>['kept']>;
      } catch {
        // Nothing was stored, or nothing can be.
        return undefined;
      }
    },
    keep(unanswered) {
      try {
        if (unanswered) localStorage.setItem(place, JSON.stringify(unanswered));
        else localStorage.removeItem(place);
      } catch {
        // A browser that stores nothing keeps it as long as the page is open.
      }
    },
  };
}
