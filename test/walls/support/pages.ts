import type { Asking } from '../../support/hub.ts';

interface Page {
  totalCount: number;
  nodes: Record<string, unknown>[];
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
}

/** All records of a connection, page by page. `read` finds the connection in the answer; none if it must be `refused`. */
export async function everyPage(
  asking: Asking,
  document: string,
  variables: object,
  read: (data: Record<string, unknown>) => unknown,
  refused = false,
): Promise<Record<string, unknown>[]> {
  const nodes: Record<string, unknown>[] = [];
  let after: string | null = null;
  do {
    const answer = await asking.ask<Record<string, unknown>>(document, { ...variables, after });
    if (refused && answer.errors?.every(({ extensions }) => extensions.code === 'PURPOSE_NOT_ALLOWED')) return [];
    if (answer.errors || refused) throw new Error(answer.text.slice(0, 1_000));
    const page = read(answer.data) as Page;
    nodes.push(...page.nodes);
    after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
    if (after === null && nodes.length !== page.totalCount)
      throw new Error(`${nodes.length} of ${page.totalCount} records`);
  } while (after !== null);
  return nodes;
}
