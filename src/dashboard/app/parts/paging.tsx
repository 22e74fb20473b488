/** Goes from page to page of a list that is asked for by cursors; `null` is its beginning. */
export function Paging({
  pageInfo: { hasNextPage, endCursor },
  first,
  go,
}: {
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
  first: boolean;
  go: (after: string | null) => void;
}) {
  if (first && !hasNextPage) return null;
  return (
    <nav className="cg-actions cg-no-print" aria-label="Pages of the list">
      {!first && (
        <button type="button" className="nhsuk-button nhsuk-button--secondary" onClick={() => go(null)}>
          First page
        </button>
      )}
      {hasNextPage && (
        <button type="button" className="nhsuk-button nhsuk-button--secondary" onClick={() => go(endCursor)}>
          Next page
        </button>
      )}
    </nav>
  );
}
