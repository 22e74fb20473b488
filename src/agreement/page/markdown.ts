import { type Block, type Inline, type MatrixCell, type MatrixRow, onlyOf, type Text } from './blocks.ts';

const letters = { clear: 'C', year: 'Y' };

/** The page as Markdown, to read beside the agreement and in its history. */
export function markdownOf(blocks: readonly Block[], command = 'caregraph agreement page'): string {
  const [title, ...rest] = blocks.map(blockOf);
  const notice = `<!-- Written by \`${command}\` from agreement.yml; change that file, not this one. -->`;
  return `${[title, notice, ...rest].join('\n\n')}\n`;
}

function blockOf(block: Block): string {
  if (block.kind === 'heading') return `${'#'.repeat(block.level)} ${escaped(block.text)}`;
  if (block.kind === 'paragraph') return block.lines.map(textOf).join('\n');
  if (block.kind === 'table')
    return tableOf(
      block.head,
      block.rows.map((row) => row.map(textOf)),
    );
  return tableOf(['', 'fields', ...block.columns.map(({ title }) => title), 'because'], block.rows.map(matrixRow));
}

function matrixRow({ number, fields, cells, nobody, because, ...limits }: MatrixRow): string[] {
  const only = onlyOf(limits);
  return [
    number,
    fields + (only ? ` (${only})` : ''),
    ...cells.map(matrixCell),
    escaped(nobody ? `shown to nobody: ${because}` : because),
  ];
}

/** `C`, `Y`, `C *own*`, or – for nothing. */
function matrixCell(shown: readonly MatrixCell[]): string {
  const each = shown.map(({ form, facts }) => [letters[form], ...facts.map((fact) => `*${fact}*`)].join(' '));
  return each.join(', ') || '–';
}

function tableOf(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

const textOf = (text: Text): string => text.map(inlineOf).join('');

function inlineOf(inline: Inline): string {
  if (typeof inline === 'string') return escaped(inline);
  if ('strong' in inline) return `**${escaped(inline.strong)}**`;
  return 'code' in inline ? `\`${inline.code}\`` : '<br>';
}

/** What an agreement says is text: none of it becomes a table, a star or a tag of the page. */
function escaped(text: string): string {
  return text.replace(/[\\|*`]/g, (sign) => `\\${sign}`).replaceAll('<', '&lt;');
}
