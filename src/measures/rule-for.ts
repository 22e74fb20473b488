import type { Agreement } from '../agreement/model.ts';
import { About, type MeasureDefinition } from './definitions/definition.ts';
import { nothingHidden, type SmallNumberRule } from './disclosure/rule.ts';

/** The rule of the agreement where the numbers are about people; what organisations did is nobody's secret. */
export function ruleFor(
  { about }: Pick<MeasureDefinition, 'about'>,
  { smallNumbers: { suppress, roundTo } }: Pick<Agreement, 'smallNumbers'>,
): SmallNumberRule {
  return about === About.ORGANISATIONS ? nothingHidden : { suppress, roundTo };
}
