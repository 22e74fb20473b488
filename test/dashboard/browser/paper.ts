import type { Page } from 'playwright-core';
import { extractText, getDocumentProxy } from 'unpdf';

/** A sheet as the browser prints it, in points. */
export interface Sheet {
  text: string;
  width: number;
  height: number;
}

/** What comes out of the printer, on the paper that the page asks for. */
export async function sheetsOf(page: Page): Promise<Sheet[]> {
  const pdf = await getDocumentProxy(new Uint8Array(await page.pdf({ preferCSSPageSize: true })));
  const { text } = await extractText(pdf);
  return Promise.all(
    text.map(async (own, n) => {
      const { width, height } = (await pdf.getPage(n + 1)).getViewport({ scale: 1 });
      return { text: own, width, height };
    }),
  );
}
