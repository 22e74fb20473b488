import { Refusal } from '../shared/refusals.ts';
import type { PageArguments } from './connection.ts';

/** No list gives more records than this in one page. */
export const mostOnAPage = 200;

/** Refuses a page of a size that no list gives. */
export function limited<T extends PageArguments>(page: T): T {
  if (page.first < 1 || page.first > mostOnAPage) throw new Refusal('PAGE_SIZE');
  return page;
}
