import type { Agreement } from './model.ts';

/**
 * For how many years the agreement has the access record kept: the number with which its rule begins (`8 years`).
 * Undefined where it says nothing that the hub can count by; then nothing of the record is ever dropped.
 */
export function accessRecordYears({ retention }: Pick<Agreement, 'retention'>): number | undefined {
  return yearsIn(/^(\d{1,3}) years?\b/, retention.get('access-record'));
}

/**
 * For how many years after care ended the agreement has what is personal kept (`8 years after care ends`). Undefined where
 * it says nothing that the hub can count by; then nothing is erased.
 */
export function personalYears({ retention }: Pick<Agreement, 'retention'>): number | undefined {
  return yearsIn(/^(\d{1,3}) years? after care ends\b/, retention.get('personal'));
}

function yearsIn(rule: RegExp, text = ''): number | undefined {
  const years = Number(rule.exec(text)?.[1]);
  return years >= 1 && years <= 100 ? years : undefined;
}
