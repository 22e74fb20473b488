import type { FileHandle } from 'node:fs/promises';
import { posix } from 'node:path';
import { UnreadableFile } from '../../engine/format.ts';
import { Archive } from '../archive.ts';
import { showsDay } from './dates.ts';
import { type Shared, type SheetRow, sheetRows } from './sheet.ts';
import { SharedStrings, sharedStrings } from './strings.ts';
import { readXml } from './xml.ts';

/** One table of a workbook. */
export interface Sheet {
  name: string;
  /** In bytes, unpacked. */
  size: number;
  /** Each time from the first row on; what is done with the bytes on their way is for the caller. */
  rows(through?: (content: AsyncIterable<Buffer>) => AsyncIterable<Buffer>): AsyncGenerator<SheetRow>;
}

/** What says of a workbook how it hangs together is small; sheets and their words are not. */
const mostOfPart = 16 * 1024 * 1024;
/** Without one of these that it names a workbook would be read as something else. */
const needed: ReadonlySet<string> = new Set(['worksheet', 'sharedStrings', 'styles']);
type Tag = { name: string; within: string | undefined; attributes: Readonly<Record<string, string>> };

/** The sheets of a workbook as Excel writes it (.xlsx, ISO/IEC 29500), in the order in which it shows them; of at most so many bytes, unpacked. */
export async function sheetsOf(file: FileHandle, name: string, most?: number): Promise<Sheet[]> {
  const archive = await Archive.in(file, name, most);
  const parts = new Map(archive.names.map((part) => [part.toLowerCase(), part]));
  const partAt = (path: string) => parts.get(path.toLowerCase());
  const tagsOf = async (part: string | undefined): Promise<Tag[]> => {
    if (!part) return [];
    if (archive.sizeOf(part) > mostOfPart) throw new UnreadableFile(`${name} is no workbook that can be read.`);
    return tagsIn(archive.read(part));
  };
  const related = async (part: string) => {
    const folder = posix.dirname(part);
    const tags = await tagsOf(partAt(posix.join(folder, '_rels', `${posix.basename(part)}.rels`)));
    const found = tags
      .filter(({ name }) => name === 'Relationship')
      .map(({ attributes: { Id = '', Type = '', Target = '' } }) => ({
        id: Id,
        kind: posix.basename(Type),
        part: partAt(Target.startsWith('/') ? Target.slice(1) : posix.join(folder, Target)),
      }));
    if (found.some(({ kind, part }) => needed.has(kind) && !part))
      throw new UnreadableFile(`${name} is damaged: a part of the workbook is missing.`);
    return found;
  };
  const book = (await related('')).find(({ kind }) => kind === 'officeDocument')?.part;
  if (!book) throw new UnreadableFile(`${name} is no workbook that can be read.`);
  const [tags, links] = [await tagsOf(book), await related(book)];
  const linked = (kind: string) => links.find((link) => link.kind === kind)?.part;
  const words = linked('sharedStrings');
  const date1904 = tags.find(({ name }) => name === 'workbookPr')?.attributes.date1904;
  let shared: Promise<Shared> | undefined;
  const sharedOf = async (): Promise<Shared> => ({
    strings: words ? await sharedStrings(archive.read(words)) : new SharedStrings(),
    dayStyles: dayStylesIn(await tagsOf(linked('styles'))),
    countsFrom1904: date1904 === '1' || date1904 === 'true',
  });
  return tags
    .filter(({ name }) => name === 'sheet')
    .flatMap(({ attributes }) => {
      const [, id] = Object.entries(attributes).find(([key]) => key.endsWith(':id')) ?? [];
      const part = links.find((link) => link.id === id && link.kind === 'worksheet')?.part;
      if (!part) return [];
      return {
        name: attributes.name ?? '',
        size: archive.sizeOf(part),
        async *rows(through = (content: AsyncIterable<Buffer>) => content) {
          shared ??= sharedOf();
          yield* sheetRows(through(archive.read(part)), await shared);
        },
      };
    });
}

async function tagsIn(content: AsyncIterable<Buffer>): Promise<Tag[]> {
  const tags: Tag[] = [];
  const open: string[] = [];
  const handlers = {
    opens(name: string, attributes: Tag['attributes']) {
      tags.push({ name, within: open.at(-1), attributes });
      open.push(name);
    },
    closes: () => void open.pop(),
    says() {},
  };
  for await (const _ of readXml(content, handlers));
  return tags;
}

function dayStylesIn(tags: readonly Tag[]): boolean[] {
  const own = tags.filter(({ name, within }) => name === 'numFmt' && within === 'numFmts');
  const codes = new Map(own.map(({ attributes }) => [Number(attributes.numFmtId), attributes.formatCode]));
  return tags
    .filter(({ name, within }) => name === 'xf' && within === 'cellXfs')
    .map(({ attributes }) => Number(attributes.numFmtId ?? 0))
    .map((format) => showsDay(format, codes.get(format)));
}
