import { Refusal } from '../shared/refusals.ts';
import type { PageArguments } from './connection.ts';

/** No list gives more records than this in one page. */
export const mostOnAPage = 200;

/** Refuses a page of a size that the list does not give. */
export function limited<T extends PageArguments>(page: T, limit: number = mostOnAPage): T {
  if (page.first < 1 || page.first > limit) throw new Refusal('PAGE_SIZE', { at: 'first', limit });
  return page;
}
