import type { Agreement } from '../model.ts';
import {
  type Block,
  type Inline,
  type MatrixCell,
  type MatrixColumn,
  type MatrixRow,
  onlyOf,
  type Text,
} from './blocks.ts';
import { style } from './style.ts';

const letters = { clear: 'C', year: 'Y' };
const spoken = { clear: 'shown clear', year: 'shown as a year' };

/** The page as one HTML file: no script, nothing loaded from elsewhere. */
export function htmlOf(blocks: readonly Block[], { title, version }: Agreement): string {
  return [
    '<!doctype html>',
    '<html lang="en-GB">',
    `<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escaped(title)}</title>`,
    '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; style-src \'unsafe-inline\'">',
    `<style>${style}</style></head>`,
    '<body>',
    '<main>',
    ...blocks.map(blockOf),
    `<footer>${escaped(title)}. Version <code>${version}</code>: a signature holds for this version and no other.</footer>`,
    '</main>',
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

function blockOf(block: Block): string {
  if (block.kind === 'heading') return `<h${block.level}>${escaped(block.text)}</h${block.level}>`;
  if (block.kind === 'paragraph') return `<p>${block.lines.map(textOf).join('<br>\n')}</p>`;
  if (block.kind === 'matrix') return matrixOf(block.columns, block.rows);
  const rows = block.rows.map(([first = [], ...cells]) => {
    return `<tr><th scope="row">${textOf(first)}</th>${cells.map((cell) => `<td>${textOf(cell)}</td>`).join('')}</tr>`;
  });
  const body = rows.length ? rows : [`<tr><td colspan="${block.head.length}">none</td></tr>`];
  return tableOf('', [block.head.map((name) => `<th scope="col">${escaped(name)}</th>`).join('')], body);
}

/** Relationships stand under their agency, upright to save the width of the sheet. */
function matrixOf(columns: readonly MatrixColumn[], rows: readonly MatrixRow[]): string {
  const groups: { agency: string; span: number }[] = [];
  for (const { agency } of columns) {
    const last = groups.at(-1);
    if (last?.agency === agency) last.span += 1;
    else groups.push({ agency, span: 1 });
  }
  const above = groups.map(({ agency, span }) => `<th colspan="${span}" scope="colgroup">${escaped(agency)}</th>`);
  const names = columns.map(({ title, agency }) => {
    const name = title.startsWith(`${agency}.`) ? title.slice(agency.length + 1) : title;
    return `<th scope="col" class="upright" title="${escaped(title)}"><span>${escaped(name)}</span></th>`;
  });
  const head = [
    `<th rowspan="2"></th><th rowspan="2" scope="col">fields</th>${above.join('')}<th rowspan="2" scope="col">because</th>`,
    names.join(''),
  ];
  return tableOf(
    'matrix',
    head,
    rows.map((row) => matrixRow(row, columns)),
  );
}

function matrixRow(
  { number, fields, cells, nobody, because, ...limits }: MatrixRow,
  columns: readonly MatrixColumn[],
): string {
  const limited = onlyOf(limits);
  const only = limited ? `<br><em>${escaped(limited)}</em>` : '';
  const shown = nobody
    ? `<td class="nobody" colspan="${columns.length}">shown to nobody</td>`
    : cells.map((cell, place) => matrixCell(cell, columns[place]?.title ?? '')).join('');
  return `<tr><td>${number}</td><th scope="row">${escaped(fields)}${only}</th>${shown}<td>${escaped(because)}</td></tr>`;
}

function matrixCell(shown: readonly MatrixCell[], column: string): string {
  if (shown.length === 0) return `<td class="withheld" title="${escaped(column)}: withheld">–</td>`;
  const [best] = shown;
  const kind = best?.facts.length ? `${best.form} some` : best?.form;
  const told = shown.map(({ form, facts }) => [spoken[form], ...facts].join(', ')).join('; ');
  const text = shown
    .map(({ form, facts }) => [`<b>${letters[form]}</b>`, ...facts.map(escaped)].join('<br>'))
    .join('<br>');
  return `<td class="${kind}" title="${escaped(`${column}: ${told}`)}">${text}</td>`;
}

function tableOf(kind: string, head: readonly string[], rows: readonly string[]): string {
  const lines = head.map((line) => `<tr>${line}</tr>`).join('\n');
  return `<div class="wide"><table${kind ? ` class="${kind}"` : ''}>\n<thead>${lines}</thead>\n<tbody>\n${rows.join('\n')}\n</tbody></table></div>`;
}

const textOf = (text: Text): string => text.map(inlineOf).join('');

function inlineOf(inline: Inline): string {
  if (typeof inline === 'string') return escaped(inline);
  if ('strong' in inline) return `<strong>${escaped(inline.strong)}</strong>`;
  return 'code' in inline ? `<code>${escaped(inline.code)}</code>` : '<br>';
}

/** What an agreement says is text: none of it becomes markup. */
function escaped(text: string): string {
  const signs: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
  return text.replace(/[&<>"']/g, (sign) => signs[sign] ?? sign);
}
