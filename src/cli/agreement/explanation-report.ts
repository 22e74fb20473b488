import { styleText } from 'node:util';
import type { Explained } from '../../access/explain.ts';
import { objectionNames, type RegisterEntry, type Registered } from '../../access/register-of.ts';
import type { Shown } from '../../agreement/decide.ts';
import { explanationLines } from '../../agreement/explanation.ts';
import type { Agreement } from '../../agreement/model.ts';
import { recordBitNames, relationshipNames } from '../../agreement/sections/terms.ts';
import { hasSigned } from '../../agreement/sign.ts';
import { londonTime } from '../../shared/dates.ts';

/** An explanation as an operator reads it: who, by which relationships, and how each role sees the field. */
export function explanationReport(
  field: string,
  agreement: Agreement,
  entry: RegisterEntry,
  explanations: readonly Explained[],
): string[] {
  const { organisation, resident, relationships } = entry;
  const lines = [styleText('bold', `${organisation.name} (${organisation.code}, ${organisation.agency})`)];
  if (!hasSigned(agreement, organisation))
    lines.push(styleText('red', '  has not signed this version and sees nothing'));
  if (!resident) lines.push('  There is no resident with this NHS number.');
  else if (relationships.length === 0) lines.push('  stands in no relationship to the resident, and never did');
  lines.push(...relationships.map((one) => `  ${relationshipLine(one)}`), styleText('bold', field));
  if (explanations.length === 0) lines.push('  No such role of this agency may name such a purpose.');
  for (const [text, alike] of Map.groupBy(explanations, (one) => explanationLines(one).join('\n    '))) {
    const who = alike.map(({ role, purpose }) => `${role} for ${purpose}`).join(', ');
    lines.push(`  ${who}`, styleText(alike[0]?.shown ? 'green' : 'yellow', `    ${text}`));
  }
  return lines;
}

function relationshipLine({ kind, since, until, evidence, reason, objections, state }: Registered): string {
  const day = (instant: Date) => londonTime(instant).date;
  const dates = `from ${day(since)}${until ? ` until ${day(until)}` : ''}`;
  const why = reason ? `, because: ${reason}` : '';
  const against = objections ? `; objections: ${objectionNames(objections).join(', ')}` : '';
  return `${kind} ${dates}, ${state}, by ${evidence}${why}${against}`;
}

/** The same for a program: names in place of masks. */
export function explanationJson(
  field: string,
  agreement: Agreement,
  { organisation, resident, relationships }: RegisterEntry,
  explanations: readonly Explained[],
) {
  const shownJson = ({ form, clause, also }: Shown) => ({
    form,
    records: recordBitNames(also),
    clause: clause.reference,
    because: clause.because,
  });
  return {
    field,
    version: agreement.version,
    organisation,
    signed: hasSigned(agreement, organisation),
    resident,
    relationships: relationships.map(({ bit: _, objections, ...one }) => ({
      ...one,
      objections: objectionNames(objections),
    })),
    explanations: explanations.map(({ shown, better, clauses, opens, ...told }) => ({
      ...told,
      shown: shown && shownJson(shown),
      better: better.map(shownJson),
      clauses: clauses.map(({ reference }) => reference),
      opens: opens.map((opener) => ({
        ...shownJson(opener),
        relationships: relationshipNames(opener.relationships),
        purposes: opener.purposes,
      })),
    })),
  };
}
