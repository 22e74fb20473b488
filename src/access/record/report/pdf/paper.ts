import { createRequire } from 'node:module';
import { setImmediate } from 'node:timers/promises';
import PDFDocument from 'pdfkit';

const { resolve } = createRequire(import.meta.url);
// Source Sans 3, SIL Open Font License 1.1: names such as Siân, Łukasz and Ω have no place in the fonts of every PDF.
const fontFile = (name: string) => resolve(`@expo-google-fonts/source-sans-3/${name}.ttf`);

export const ink = { text: '#1b2733', quiet: '#52606d', accent: '#0b5563', line: '#c9d2d9' };
const margins = { top: 56, bottom: 64, left: 56, right: 56 };
const mostWaiting = 1 << 20;

export type Font = 'regular' | 'strong';

export interface Text {
  text: string;
  font?: Font;
  size?: number;
  color?: string;
  /** From the left margin. */
  indent?: number;
  width?: number;
  align?: 'left' | 'right';
}

/** Part of the document's structure, which a reader for the blind follows: `Sect`, `Table`, `TR`. */
export type Part = ReturnType<PDFKit.PDFDocument['struct']>;

/** An A4 document that is written page by page, tagged for those who have it read to them. */
export class Paper {
  readonly document: PDFKit.PDFDocument;
  readonly root: Part;
  readonly width: number;
  readonly #footer: string;
  readonly #heights = new Map<string, number>();
  #page = 0;

  constructor({ title, footer, made }: { title: string; footer: string; made: Date }) {
    this.document = new PDFDocument({
      size: 'A4',
      margins,
      autoFirstPage: false,
      pdfVersion: '1.7',
      tagged: true,
      lang: 'en-GB',
      displayTitle: true,
      info: { Title: title, Creator: 'CareGraph', Producer: 'CareGraph', CreationDate: made },
    });
    this.document.registerFont('regular', fontFile('400Regular/SourceSans3_400Regular'));
    this.document.registerFont('strong', fontFile('600SemiBold/SourceSans3_600SemiBold'));
    this.root = this.document.struct('Document');
    this.document.addStructure(this.root);
    this.#footer = footer;
    this.turn();
    this.width = this.document.page.width - margins.left - margins.right;
  }

  /** A new part of the document. It ends with `part.end()`, and is written then. */
  begin(tag: string, under: Part = this.root): Part {
    const part = this.document.struct(tag);
    under.add(part);
    return part;
  }

  /** One paragraph, heading or cell: pieces beside and below each other that are read as one. */
  put(under: Part, tag: string, draw: () => void, options: { scope?: 'Column' } = {}): void {
    const part = this.document.struct(tag, options as object, draw);
    under.add(part);
    part.end();
  }

  /** Text where the paper is written on, and down it goes. */
  write(text: Text): void {
    this.at(text, this.document.y);
  }

  /** Text at a height; afterwards the paper is written on below it. */
  at(
    { text, font = 'regular', size = 10, color = ink.text, indent = 0, width, align = 'left' }: Text,
    y: number,
  ): void {
    this.document.font(font).fontSize(size).fillColor(color);
    this.document.text(text, margins.left + indent, y, { width: width ?? this.width - indent, align });
  }

  heightOf({ text, font = 'regular', size = 10, indent = 0, width = this.width - indent }: Text): number {
    const key = `${font} ${size} ${width} ${text}`;
    const known = this.#heights.get(key);
    if (known !== undefined) return known;
    const height = this.document.font(font).fontSize(size).heightOfString(text, { width });
    if (this.#heights.size > 5_000) this.#heights.clear();
    this.#heights.set(key, height);
    return height;
  }

  space(height: number): void {
    this.document.y += height;
  }

  /** Turns the page if what comes next would not fit on this one. */
  room(height: number): boolean {
    const turns = this.document.y + height > this.document.page.maxY();
    if (turns) this.turn();
    return turns;
  }

  line(y: number, color = ink.line, weight = 0.6): void {
    this.aside(() => {
      const to = margins.left + this.width;
      this.document.moveTo(margins.left, y).lineTo(to, y).lineWidth(weight).strokeColor(color).stroke();
    });
  }

  /** For the eye alone: not read aloud. */
  aside(draw: () => void, type: 'Layout' | 'Pagination' = 'Layout'): void {
    this.document.markContent('Artifact', { type });
    draw();
    this.document.endMarkedContent();
  }

  turn(): void {
    const { document } = this;
    document.addPage();
    this.#page += 1;
    const { page } = document;
    const bottom = page.margins.bottom;
    // Below the margin a text would turn the page by itself.
    page.margins.bottom = 0;
    const y = page.height - 42;
    const style = { size: 8.5, color: ink.quiet };
    const width = page.width - margins.left - margins.right;
    this.aside(() => {
      this.at({ ...style, text: this.#footer, width: width - 80 }, y);
      this.at({ ...style, text: `Page ${this.#page}`, indent: width - 80, width: 80, align: 'right' }, y);
    }, 'Pagination');
    page.margins.bottom = bottom;
    document.x = margins.left;
    document.y = margins.top;
  }

  /** Until whoever takes the document has taken what was written so far. */
  async taken(): Promise<void> {
    while ((this.document as unknown as { readableLength: number }).readableLength > mostWaiting) await setImmediate();
  }

  end(): void {
    this.root.end();
    this.document.end();
  }
}
