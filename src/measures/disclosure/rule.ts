/** What the agreement says of counts that are too small to be shown. */
export interface SmallNumberRule {
  /** Counts from `from` to `to`, both included, are suppressed; zero is shown. */
  readonly suppress: { readonly from: number; readonly to: number };
  /** Other counts are rounded to the nearest multiple. */
  readonly roundTo: number;
}

/** Of what organisations did nothing is hidden: no count lies from 1 to 0. */
export const nothingHidden: SmallNumberRule = { suppress: { from: 1, to: 0 }, roundTo: 1 };

/** What was done to a number before it was shown. */
export enum Suppression {
  NONE = 'NONE',
  ROUNDED = 'ROUNDED',
  PRIMARY = 'PRIMARY',
  SECONDARY = 'SECONDARY',
  WITHHELD = 'WITHHELD',
}

export type Hidden = Suppression.PRIMARY | Suppression.SECONDARY | Suppression.WITHHELD;

/** A count as it leaves the hub: null if hidden. */
export interface Published {
  readonly value: number | null;
  readonly suppression: Suppression;
}

export function isHidden(suppression: Suppression): suppression is Hidden {
  return suppression !== Suppression.NONE && suppression !== Suppression.ROUNDED;
}

export function isSmall(count: number, { suppress }: SmallNumberRule): boolean {
  return count >= suppress.from && count <= suppress.to;
}

/** Hidden for the sake of others, a number is told to be large only where it could not be anything else instead. */
export function hiddenFor(count: number, other: number, { suppress }: SmallNumberRule): Hidden {
  return Math.min(count, other) > suppress.to ? Suppression.SECONDARY : Suppression.WITHHELD;
}

export function rounded(count: number, { roundTo }: SmallNumberRule): number {
  return Math.round(count / roundTo) * roundTo;
}

/** Zero stands as it is: it tells of nobody. So does everything by a rule that hides nothing. */
export function published(count: number, hidden: Hidden | undefined, rule: SmallNumberRule): Published {
  if (hidden) return { value: null, suppression: hidden };
  const stands = count === 0 || (rule.roundTo === 1 && rule.suppress.to < rule.suppress.from);
  if (stands) return { value: count, suppression: Suppression.NONE };
  return { value: rounded(count, rule), suppression: Suppression.ROUNDED };
}

/** Whether a reader who knows the rule would see no difference if `count` were `other` instead. */
export function looksTheSame(count: number, other: number, hidden: Hidden | undefined, rule: SmallNumberRule): boolean {
  if (other < 0) return false;
  if (hidden === Suppression.WITHHELD) return true;
  if (hidden === Suppression.PRIMARY) return isSmall(other, rule);
  if (hidden === Suppression.SECONDARY) return other > rule.suppress.to;
  if (isSmall(other, rule)) return false;
  return (count === 0) === (other === 0) && rounded(count, rule) === rounded(other, rule);
}
