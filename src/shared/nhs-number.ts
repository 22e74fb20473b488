/** The weights of the first nine digits (NHS Data Dictionary, NHS NUMBER). */
const weights = [10, 9, 8, 7, 6, 5, 4, 3, 2];

/** The tenth digit for nine given ones by modulus 11; null if no NHS number begins with them. */
export function checkDigit(nine: string): number | null {
  const sum = weights.reduce((total, weight, place) => total + weight * Number(nine[place]), 0);
  const digit = (11 - (sum % 11)) % 11;
  return digit === 10 ? null : digit;
}

/** Ten digits of which the last is the check digit. Numbers are re-issued: never a key of anything. */
export function isNhsNumber(text: string): boolean {
  return /^\d{10}$/.test(text) && checkDigit(text) === Number(text[9]);
}

/** The ten digits of a number as people write it, `999 000 0018` or `999-000-0018`; null if it is none. */
export function normaliseNhsNumber(text: string): string | null {
  // Three blocks and room for stray blanks: nobody writes an NHS number in more than 20 characters.
  const digits = text.length <= 20 ? text.replace(/[\s-]/g, '') : '';
  return isNhsNumber(digits) ? digits : null;
}

/**
 * The made-up NHS numbers in order, 999 000 0000 to 999 999 9999: a range that is never issued to anyone.
 * `skip` leaves out that many runs of nine digits, so that two users of the range keep apart.
 */
export function* madeUpNhsNumbers(skip = 0): Generator<string, void> {
  for (let nine = 999_000_000 + skip; nine < 1_000_000_000; nine++) {
    const digit = checkDigit(String(nine));
    if (digit !== null) yield `${nine}${digit}`;
  }
}
