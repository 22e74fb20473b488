import { type Agency, agencies } from '../../shared/agencies.ts';
import type { Agreement } from '../model.ts';
import { cellChanges } from './cells.ts';
import type { AgreementDiff } from './model.ts';
import { ruleChanges } from './rules.ts';
import { termChanges } from './terms.ts';

/** What it would mean to put `after` in force in place of `before`. */
export function diffAgreements(before: Agreement, after: Agreement): AgreementDiff {
  return {
    agencies: new Map(
      agencies.map((agency) => [
        agency,
        [...cellChanges(before, after, agency), ...ruleChanges(before, after, agency)],
      ]),
    ),
    terms: termChanges(before, after),
  };
}

/** The same in lines to read. `touched` says how many residents a change concerns, where that is known. */
export function diffLines(
  { agencies, terms }: AgreementDiff,
  touched: (agency: Agency, relationships: readonly string[]) => number | undefined = () => undefined,
): string[] {
  const lines = [...agencies].flatMap(([agency, changes]) =>
    (['gained', 'lost'] as const).flatMap((way) => {
      const ofWay = changes.filter((change) => change.way === way);
      const head = `${agency} ${way === 'gained' ? 'gains' : 'loses'}`;
      const said = ofWay.map(({ what, relationships }) => {
        const residents = relationships.length ? touched(agency, relationships) : undefined;
        const people = residents === 1 ? 'resident' : 'residents';
        return `  ${way === 'gained' ? '+' : '-'} ${what}${residents === undefined ? '' : `, up to ${residents} ${people}`}`;
      });
      return said.length ? [head, ...said] : [];
    }),
  );
  const unchanged = [...agencies].filter(([, changes]) => changes.length === 0).map(([agency]) => agency);
  if (unchanged.length) lines.push(`Nothing changes for ${unchanged.join(', ')}.`);
  if (terms.length) lines.push('The agreement itself');
  for (const { what, before, after } of terms) {
    lines.push(`  ${what}: ${before ?? 'not said'} → ${after ?? 'not said'}`);
  }
  return lines;
}
