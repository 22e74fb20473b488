import { agencies } from '../shared/agencies.ts';
import type { Purpose } from '../shared/purposes.ts';
import { bitsOfAgency, grantsOf, kindsOf, mayAsk, rolesOf } from './compile.ts';
import type { Agreement } from './model.ts';
import { careObjection, type ObjectionKind, objectionBits } from './relationships.ts';

/** What is told of an objection, by the agreement. */
export interface ObjectionTold {
  readonly objection: ObjectionKind;
  /** The relationships that it ends for some purpose. */
  readonly ends: number;
  /** Those by which somebody who reads privacy alerts sees the resident's NHS number, and may know of whom it is told. */
  readonly named: number;
}

/** Objections that hide residents from those who care are told; others end no care, and concern nobody's round. */
export function objectionsTold(agreement: Agreement): ObjectionTold[] {
  const bit = objectionBits[careObjection];
  let [ends, named] = [0, 0];
  for (const [purpose, { who, relationships, endsWith, neverEnds }] of agreement.purposes) {
    for (const agency of agencies) {
      if ((endsWith & bit) !== 0 && who[agency]?.length) ends |= relationships & ~neverEnds & bitsOfAgency(agency);
      if (mayAsk(agreement, 'privacyAlerts', agency, purpose)) named |= seenByOfficers(agreement, purpose, agency);
    }
  }
  return ends === 0 ? [] : [{ objection: careObjection, ends, named }];
}

function seenByOfficers(agreement: Agreement, purpose: Purpose, agency: (typeof agencies)[number]): number {
  return rolesOf(agreement, agency).reduce((bits, role) => {
    const grants = grantsOf(agreement, 'Resident', 'nhsNumber', agency, role, purpose);
    const clear = grants.filter(({ form, also }) => form === 'clear' && also === 0);
    return bits | (clear.reduce((all, { anyOf }) => all | anyOf, 0) & kindsOf(agreement, purpose, agency, role));
  }, 0);
}

/**
 * Relationships by which some role of an organisation reads NHS numbers. Whoever never stood in one does not find by a
 * number, though it may have seen the same person under no name.
 */
export function numbersReadBy({ subjects }: Agreement): number {
  const grants = subjects.get('Resident')?.fields.get('nhsNumber') ?? [];
  const open = grants.filter(({ form, also }) => form === 'clear' && also === 0);
  return open.reduce((bits, { anyOf }) => bits | anyOf, 0);
}
