import type { Page } from 'playwright-core';

/** Keeps a picture of the page for the documentation, where `SCREENS=1` asks for it: `SCREENS=1 npm run test:browser`. */
export async function picture(page: Page, name: string): Promise<void> {
  if (!process.env.SCREENS) return;
  await page.screenshot({ path: `docs/screens/${name}.jpg`, type: 'jpeg', quality: 50, fullPage: true });
}
