import type { Agreement } from './model.ts';
import { contentOf } from './page/content.ts';
import { htmlOf } from './page/html.ts';
import { impactOf } from './page/impact.ts';
import { markdownOf } from './page/markdown.ts';

/** The page that is read and signed, as Markdown. */
export function agreementPage(agreement: Agreement): string {
  return markdownOf(contentOf(agreement));
}

/** The same as one HTML file that needs no other, to read in a browser and to print. */
export function agreementHtml(agreement: Agreement): string {
  return htmlOf(contentOf(agreement), agreement);
}

/** The template of an impact assessment, filled as far as the agreement answers it. */
export function impactPage(agreement: Agreement): string {
  return markdownOf(impactOf(agreement), 'caregraph emit');
}
