import type { Page } from 'playwright-core';

/** Pixels: what is below shows more of the same. */
const tallest = 1300;

/** Keeps a picture of the page for the documentation, where `SCREENS=1` asks for it: `SCREENS=1 npm run test:browser`. */
export async function picture(page: Page, name: string): Promise<void> {
  if (!process.env.SCREENS) return;
  const [width, height] = await page.evaluate<[number, number]>(
    '[document.documentElement.clientWidth, document.documentElement.scrollHeight]',
  );
  await page.screenshot({
    ...{ path: `docs/screens/${name}.jpg`, type: 'jpeg', quality: 40, fullPage: true },
    clip: { x: 0, y: 0, width, height: Math.min(height, tallest) },
  });
}
