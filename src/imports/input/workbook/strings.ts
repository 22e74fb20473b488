import { UnreadableFile } from '../../engine/format.ts';
import { readXml } from './xml.ts';

const pageLength = 1024 * 1024;
/** In bytes: what a workbook says in more words than this is sent as CSV. */
const mostText = 64 * pageLength;

/** The texts that the cells of a workbook share, by their numbers; as bytes, of which they take a third of what strings do. */
export class SharedStrings {
  readonly #pages: Buffer[] = [];
  /** Where each text begins and ends, counted over all pages. */
  #bounds = new Uint32Array(2_048);
  #count = 0;
  #used = pageLength;

  add(text: string): void {
    const length = Buffer.byteLength(text);
    if (this.#used + length > pageLength) {
      if (this.#pages.length * pageLength >= mostText) {
        throw new UnreadableFile('The workbook holds more text than is read at once: save the sheet as "CSV UTF-8".');
      }
      this.#pages.push(Buffer.allocUnsafe(Math.max(pageLength, length)));
      this.#used = 0;
    }
    const page = this.#pages.length - 1;
    (this.#pages[page] as Buffer).write(text, this.#used);
    if (this.#bounds.length < this.#count * 2 + 2) this.#bounds = grown(this.#bounds);
    this.#bounds.set([page * pageLength + this.#used, length], this.#count * 2);
    this.#used += length;
    this.#count += 1;
  }

  at(number: number): string | undefined {
    if (!Number.isInteger(number) || number < 0 || number >= this.#count) return undefined;
    const [start = 0, length = 0] = this.#bounds.subarray(number * 2);
    const from = start % pageLength;
    return this.#pages[Math.floor(start / pageLength)]?.toString('utf8', from, from + length);
  }
}

function grown(bounds: Uint32Array): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(bounds.length * 2);
  larger.set(bounds);
  return larger;
}

/** Of rich text the words without their looks, and without how they are spoken. */
export async function sharedStrings(content: AsyncIterable<Buffer>): Promise<SharedStrings> {
  const strings = new SharedStrings();
  let text = '';
  let [within, spoken] = [false, false];
  const handlers = {
    opens(name: string) {
      if (name === 'si') text = '';
      else if (name === 'rPh') spoken = true;
      else if (name === 't') within = !spoken;
    },
    says(more: string) {
      if (!within) return;
      text += more;
      if (text.length > pageLength) throw new UnreadableFile('A cell of the workbook has no end.');
    },
    closes(name: string) {
      if (name === 'si') strings.add(text);
      else if (name === 'rPh') spoken = false;
      else if (name === 't') within = false;
    },
  };
  for await (const _ of readXml(content, handlers));
  return strings;
}
