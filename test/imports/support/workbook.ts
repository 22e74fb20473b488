import { zipped } from './archive.ts';

/** A cell: text (shared), a number as it is to stand in the file, or whatever XML is given for it. */
export type Cell =
  | string
  | undefined
  | { number: string; style?: number }
  | { inline: string }
  | { type: string; value: string };

export interface Book {
  /** Rows by name of the sheet; a hole is an empty cell. */
  sheets: Readonly<Record<string, readonly (readonly Cell[])[]>>;
  date1904?: boolean;
  /** Put before the root of each sheet, such as a document type. */
  prolog?: string;
  /** What goes before, by its name in the archive. */
  parts?: Readonly<Record<string, string | Buffer>>;
}

/** The styles that cells have: 0 as it stands, 1 a day by number, 2 a day by its own format, 3 an amount, 4 a time. */
const styles = `<styleSheet><numFmts count="2"><numFmt numFmtId="164" formatCode="[$-809]dd\\/mm\\/yyyy;@"/>
<numFmt numFmtId="165" formatCode="&quot;day &quot;#,##0.00;[Red]-#,##0.00"/></numFmts>
<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>
<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="20"/></cellXfs></styleSheet>`;

const markup = new Map(Object.entries({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\r': '&#13;' }));
export const escaped = (text: string) => text.replace(/[&<>"\r]/g, (one) => markup.get(one) as string);

/** A workbook as Excel writes one, with the texts of all sheets in one list. */
export function workbook({ sheets, date1904 = false, prolog = '', parts = {} }: Book): Buffer {
  const strings = new Map<string, number>();
  const cellOf = (cell: Cell, place: number, line: number) => {
    const at = `r="${columnLetters(place)}${line}"`;
    if (cell === undefined) return '';
    if (typeof cell === 'string') {
      if (!strings.has(cell)) strings.set(cell, strings.size);
      return `<c ${at} t="s"><v>${strings.get(cell)}</v></c>`;
    }
    if ('number' in cell) return `<c ${at} s="${cell.style ?? 0}"><v>${cell.number}</v></c>`;
    if ('inline' in cell) return `<c ${at} t="inlineStr"><is><t>${escaped(cell.inline)}</t></is></c>`;
    return `<c ${at} t="${cell.type}"><v>${cell.value}</v></c>`;
  };
  const written = Object.entries(sheets).map(([name, rows], n) => {
    const lines = rows.map(
      (cells, line) =>
        `<row r="${line + 1}">${cells.map((cell, place) => cellOf(cell, place, line + 1)).join('')}</row>`,
    );
    return { name, id: n + 1, xml: `${prolog}<worksheet><sheetData>${lines.join('')}</sheetData></worksheet>` };
  });
  const type = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const links = written.map(
    ({ id }) => `<Relationship Id="rId${id}" Type="${type}/worksheet" Target="worksheets/sheet${id}.xml"/>`,
  );
  const listed = written.map(({ name, id }) => `<sheet name="${escaped(name)}" sheetId="${id}" r:id="rId${id}"/>`);
  return zipped({
    '[Content_Types].xml': '<Types/>',
    '_rels/.rels': `<Relationships><Relationship Id="rId1" Type="${type}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<workbook><workbookPr date1904="${date1904 ? 1 : 0}"/><sheets>${listed.join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships>${links.join('')}
      <Relationship Id="rId98" Type="${type}/sharedStrings" Target="/xl/sharedStrings.xml"/>
      <Relationship Id="rId99" Type="${type}/styles" Target="styles.xml"/></Relationships>`,
    'xl/styles.xml': styles,
    'xl/sharedStrings.xml': `<sst>${[...strings.keys()].map((text) => `<si><t xml:space="preserve">${escaped(text)}</t></si>`).join('')}</sst>`,
    ...Object.fromEntries(written.map(({ id, xml }) => [`xl/worksheets/sheet${id}.xml`, xml])),
    ...parts,
  });
}

export function columnLetters(place: number): string {
  const letter = String.fromCharCode(65 + (place % 26));
  return place < 26 ? letter : columnLetters(Math.floor(place / 26) - 1) + letter;
}
