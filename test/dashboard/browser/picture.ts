import type { Page } from 'playwright-core';

/** Keeps a picture of the page, or of what is seen of it at once, for the documentation: `SCREENS=1 npm run test:browser`. */
export async function picture(page: Page, name: string, fullPage = true): Promise<void> {
  if (!process.env.SCREENS) return;
  await page.screenshot({ path: `docs/screens/${name}.jpg`, type: 'jpeg', quality: 50, fullPage });
}
