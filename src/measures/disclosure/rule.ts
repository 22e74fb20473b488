/** What the agreement says of counts that are too small to be shown. */
export interface SmallNumberRule {
  /** Counts from `from` to `to`, both included, are suppressed; zero is shown. */
  readonly suppress: { readonly from: number; readonly to: number };
  /** Other counts are rounded to the nearest multiple. */
  readonly roundTo: number;
}

/** What was done to a number before it was shown. */
export enum Suppression {
  NONE = 'NONE',
  ROUNDED = 'ROUNDED',
  PRIMARY = 'PRIMARY',
  SECONDARY = 'SECONDARY',
}

export type Hidden = Suppression.PRIMARY | Suppression.SECONDARY;

/** A count as it leaves the hub: null if hidden. */
export interface Published {
  readonly value: number | null;
  readonly suppression: Suppression;
}

export function isSmall(count: number, { suppress }: SmallNumberRule): boolean {
  return count >= suppress.from && count <= suppress.to;
}

export function rounded(count: number, { roundTo }: SmallNumberRule): number {
  return Math.round(count / roundTo) * roundTo;
}

/** Zero stands as it is: it tells of nobody. */
export function published(count: number, hidden: Hidden | undefined, rule: SmallNumberRule): Published {
  if (hidden) return { value: null, suppression: hidden };
  if (count === 0) return { value: 0, suppression: Suppression.NONE };
  return { value: rounded(count, rule), suppression: Suppression.ROUNDED };
}

/**
 * Whether a reader of the publication would see no difference if `count` were `other` instead. One who knows how we work
 * takes a number that was hidden for the sake of others to be above the limit; `loose` numbers are exempt from that.
 */
export function looksTheSame(
  count: number,
  other: number,
  hidden: Hidden | undefined,
  loose: boolean,
  rule: SmallNumberRule,
): boolean {
  if (other < 0) return false;
  if (hidden === Suppression.PRIMARY) return isSmall(other, rule);
  if (hidden === Suppression.SECONDARY) return loose || count <= rule.suppress.to || other > rule.suppress.to;
  if (isSmall(other, rule)) return false;
  return (count === 0) === (other === 0) && rounded(count, rule) === rounded(other, rule);
}
