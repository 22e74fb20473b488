import { isDay } from '../../shared/dates.ts';
import type { Meaning } from '../input/cells.ts';

/** A day as `20261121`. */
export function compactDay(cell: string): Meaning {
  const value = cell.replace(/^(\d{4})(\d\d)(\d\d)$/, '$1-$2-$3');
  return cell.length === 8 && isDay(value) ? { value } : { code: 'NOT_A_DAY' };
}
