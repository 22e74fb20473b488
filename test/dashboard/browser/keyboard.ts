import type { Page } from 'playwright-core';

/** More than a page of many people has places to stop at. */
const most = 150;

/** Goes on by the tab key until what is focused begins with this text; throws if nothing does. */
export async function tabTo(page: Page, text: string): Promise<void> {
  for (let n = 0; n < most; n++) {
    await page.keyboard.press('Tab');
    const focused: string = await page.evaluate('document.activeElement?.textContent?.trim() ?? ""');
    if (focused.startsWith(text)) return;
  }
  throw new Error(`Nothing that the tab key leads to begins with ${text}.`);
}
