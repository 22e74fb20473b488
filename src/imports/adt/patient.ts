import { isNhsNumber } from '../../shared/nhs-number.ts';
import type { RejectCode } from '../../shared/reject-catalogue.ts';
import type { Message } from './message.ts';

/** The NHS number of a patient as a message gives it, or why it can be nobody's. */
export type Numbered = { number: string } | { column: string; code: RejectCode };

/** As the assigning authority (CX-4) or the type (CX-5) says; the authority may be its OID. */
const authorities = /^(NHS|NHSNO|NHSNBR|NHS NUMBER|2\.16\.840\.1\.113883\.2\.1\.4\.1)$/i;
const types = /^(NH|NHS|NHSNO|NHSNBR|NHSNMBR|NHS NUMBER)$/i;
/** That a number was found and verified in the national register: `NH01`, `NSTS01`, `01`. */
const verified = /^(?:(?:NH|NSTS)-?)?01$|^verified$/i;
const status = /^(?:NH|NSTS)-?\d\d$/i;

/** All NHS numbers among the identifiers of a field, as digits or whatever else stands there, each with its status. */
function nhsNumbers(message: Message, field: string): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const components of message.repetitions(field)) {
    const said = (component: number, sub = 1) => message.meant(components[component - 1]?.[sub - 1]) ?? '';
    const ours =
      authorities.test(said(4)) || authorities.test(said(4, 2)) || types.test(said(5)) || status.test(said(5));
    const number = said(1).replace(/[\s-]/g, '');
    if (ours && number) found.set(number, [...(found.get(number) ?? []), ...(status.test(said(5)) ? [said(5)] : [])]);
  }
  return found;
}

/** Whom a message is about: by one NHS number, which the trust has verified (PID-32, or CX-5 of the number itself). */
export function patientOf(message: Message): Numbered {
  const numbers = nhsNumbers(message, 'PID-3');
  const [one] = numbers;
  if (!one) return { column: 'PID-3', code: 'NO_NHS_NUMBER' };
  const [number, statuses] = one;
  if (numbers.size > 1 || !isNhsNumber(number)) return { column: 'PID-3', code: 'NOT_AN_NHS_NUMBER' };
  const said = [...statuses, ...message.repetitions('PID-32').map(([code]) => message.meant(code?.[0]) ?? '')];
  const isVerified =
    said.some((code) => verified.test(code)) && !said.some((code) => status.test(code) && !verified.test(code));
  return isVerified ? { number } : { column: 'PID-32', code: 'NOT_VERIFIED' };
}

/** Another person's NHS number among the identifiers that a merge ends (MRG-1). */
export function mergedNumber(message: Message, number: string): string | null {
  return [...nhsNumbers(message, 'MRG-1').keys()].find((other) => other !== number) ?? null;
}

/** The name by which the person is known: the legal one, or the first. */
export function familyNameOf(message: Message): string | undefined {
  const names = message.repetitions('PID-5');
  const legal = names.find((components) => message.meant(components[6]?.[0]) === 'L') ?? names[0];
  return message.meant(legal?.[0]?.[0]);
}
