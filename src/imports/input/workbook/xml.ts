import { SaxesParser } from 'saxes';
import { UnreadableFile } from '../../engine/format.ts';

/** What is done with the parts of an XML file as they come; names are without their prefixes. */
export interface XmlHandlers {
  opens(name: string, attributes: Readonly<Record<string, string>>): void;
  closes(name: string): void;
  says(text: string): void;
}

/** So much may stand between two tags: Excel itself ends a cell after 32,767 characters. */
const longestPiece = 1024 * 1024;
const local = (name: string) => name.slice(name.indexOf(':') + 1);

/**
 * Reads XML piece by piece, and yields whenever a piece has been read. Nothing is defined in it and nothing fetched for it:
 * a file with a document type is refused before an entity could be named.
 */
export async function* readXml(
  content: AsyncIterable<Buffer>,
  { opens, closes, says }: XmlHandlers,
): AsyncGenerator<void> {
  const parser = new SaxesParser();
  let last = 0;
  const known = <Values extends unknown[]>(handler: (...values: Values) => void) => {
    return (...values: Values) => {
      last = parser.position;
      handler(...values);
    };
  };
  parser.on(
    'opentag',
    known(({ name, attributes }) => opens(local(name), attributes)),
  );
  parser.on(
    'closetag',
    known(({ name }) => closes(local(name))),
  );
  parser.on('text', known(says));
  parser.on('cdata', known(says));
  parser.on('doctype', () => {
    throw new UnreadableFile('The workbook defines entities, as no spreadsheet does: it is not read.');
  });
  const decoder = new TextDecoder('utf-8', { fatal: true });
  for await (const chunk of content) {
    understood(() => parser.write(decoder.decode(chunk, { stream: true })));
    if (parser.position - last > longestPiece) throw new UnreadableFile('A cell of the workbook has no end.');
    yield;
  }
  understood(() => parser.write(decoder.decode()).close());
  yield;
}

function understood(work: () => void): void {
  try {
    work();
  } catch (error) {
    if (error instanceof UnreadableFile) throw error;
    throw new UnreadableFile('The workbook is broken: open it in the program that wrote it, and save it once more.');
  }
}
