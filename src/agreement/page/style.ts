/** Colours have their letters beside them: the page says the same in black and white. */
export const style = `
:root { color-scheme: light; --line: #b8c0c8; --ink: #1c2630; --soft: #f3f5f7; --clear: #cfe8d5; --year: #fdeebf; }
* { box-sizing: border-box; }
body { margin: 0; color: var(--ink); background: #fff; font: 15px/1.45 system-ui, 'Segoe UI', Roboto, sans-serif; }
main { max-width: 1320px; margin: 0 auto; padding: 24px; }
h1 { font-size: 26px; margin: 0 0 8px; }
h2 { font-size: 19px; margin: 32px 0 8px; padding-top: 12px; border-top: 2px solid var(--ink); }
h3 { font-size: 16px; margin: 20px 0 6px; }
p { max-width: 110ch; margin: 8px 0; }
.wide { overflow-x: auto; margin: 8px 0 16px; }
table { border-collapse: collapse; width: 100%; font-size: 13px; line-height: 1.35; }
th, td { border: 1px solid var(--line); padding: 4px 6px; text-align: left; vertical-align: top; }
thead th { background: var(--soft); font-weight: 600; }
tbody th { font-weight: 600; }
table:not(.matrix) td { min-width: 16ch; }
.matrix { table-layout: fixed; }
.matrix th:nth-child(1), .matrix td:nth-child(1) { width: 26px; }
.matrix thead tr:first-child th:nth-child(2) { width: 24%; }
.matrix thead tr:first-child th:last-child { width: 20%; }
.matrix tbody th { font-weight: 500; overflow-wrap: anywhere; }
.matrix thead th[colspan] { text-align: center; }
.matrix .upright { height: 88px; padding: 4px 0; vertical-align: bottom; text-align: center; }
.upright span { writing-mode: vertical-rl; transform: rotate(180deg); white-space: nowrap; }
.clear, .year, .withheld, .nobody { text-align: center; padding: 4px 1px; font-size: 11px; overflow-wrap: anywhere; }
.clear { background: var(--clear); }
.year { background: var(--year); }
.some { background-image: repeating-linear-gradient(45deg, transparent 0 4px, #ffffffa0 4px 8px); }
.withheld { color: #8a949e; }
.nobody { background: var(--soft); }
code { font: 12px ui-monospace, Consolas, monospace; overflow-wrap: anywhere; }
footer { margin-top: 32px; padding-top: 8px; border-top: 1px solid var(--line); font-size: 12px; }
@media print {
  @page { size: A4 landscape; margin: 12mm 10mm 14mm; @bottom-right { content: counter(page) ' / ' counter(pages); font: 9pt sans-serif; } }
  body { font-size: 9.5pt; }
  main { max-width: none; padding: 0; }
  table { font-size: 7.5pt; }
  .clear, .year, .withheld, .nobody { font-size: 6.5pt; }
  .wide { overflow: visible; }
  thead { display: table-header-group; }
  tr { break-inside: avoid; }
  h1, h2, h3 { break-after: avoid; }
  h2 { border-top-width: 1px; }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
`;
