import type { UpdateCapacityInput } from '../../graph/documents.ts';
import { type Figures, inputsOf } from './figures.ts';

/**
 * What was told once, until the hub has answered it. Sent again it is the same to the hub, key and moment included: it
 * has one effect, and figures that come late never pass for those of the moment at which they came.
 */
export type Attempt = UpdateCapacityInput & { readonly asOf: string };

export function attemptAt(now: Date, figures: readonly Figures[]): Attempt {
  return { idempotencyKey: crypto.randomUUID(), asOf: now.toISOString(), careTypes: inputsOf(figures) };
}

/** The same figures of the same moment, confirmed: another request, for its input is another. */
export const confirmed = (attempt: Attempt): Attempt => ({
  ...attempt,
  idempotencyKey: crypto.randomUUID(),
  confirm: true,
});

const placeOf = (home: string) => `caregraph:beds:${home}`;

/** Keeps it in this browser, which outlives a page that is closed. Beds are no personal data. */
export function keep(home: string, attempt: Attempt): void {
  try {
    localStorage.setItem(placeOf(home), JSON.stringify(attempt));
  } catch {
    // A browser that stores nothing keeps it as long as the page is open.
  }
}

export function forget(home: string): void {
  try {
    localStorage.removeItem(placeOf(home));
  } catch {
    // Nothing was stored.
  }
}

export function kept(home: string): Attempt | undefined {
  try {
    const text = localStorage.getItem(placeOf(home));
    return text ? (JSON.parse(text) as Attempt) : undefined;
  } catch {
    return undefined;
  }
}
