/** The button that hands out as a file what stands beside it; `of` says what that is. */
export function AsCsv({ of, take, disabled = false }: { of: string; take: () => void; disabled?: boolean }) {
  return (
    <button
      type="button"
      className="nhsuk-button nhsuk-button--secondary nhsuk-button--small cg-no-print"
      disabled={disabled}
      onClick={take}
    >
      Download as CSV<span className="nhsuk-u-visually-hidden">: {of}</span>
    </button>
  );
}
