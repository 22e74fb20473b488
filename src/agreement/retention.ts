import type { Agreement } from './model.ts';

/**
 * For how many years the agreement has the access record kept: the number with which its rule begins (`8 years`).
 * Undefined where it says nothing that the hub can count by; then nothing of the record is ever dropped.
 */
export function accessRecordYears({ retention }: Pick<Agreement, 'retention'>): number | undefined {
  const years = Number(/^(\d{1,3}) years?\b/.exec(retention.get('access-record') ?? '')?.[1]);
  return years >= 1 && years <= 100 ? years : undefined;
}
