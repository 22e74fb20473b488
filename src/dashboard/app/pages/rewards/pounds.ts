const format = new Intl.NumberFormat('en-GB', { style: 'currency', currency: 'GBP' });

/** `-2.86` as −£2.86. */
export const pounds = (amount: number): string => format.format(amount).replace('-', '−');

/** Added penny by penny, so that a sum is exactly what its lines come to. */
export const sumOf = (amounts: readonly number[]): number =>
  amounts.reduce((sum, amount) => sum + Math.round(amount * 100), 0) / 100;
