import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { faultsOf } from './axe.ts';
import { demonstration, patience, type Watched } from './browser.ts';
import { picture } from './picture.ts';

let site: Awaited<ReturnType<typeof demonstration>>;
beforeAll(async () => {
  site = await demonstration();
}, patience);
afterAll(() => site?.end());

const desk = { viewport: { width: 1280, height: 900 } };
const phone = { viewport: { width: 320, height: 640 } };

async function signedIn(role: string, organisation?: string, options = desk): Promise<Watched> {
  const looked = await site.open('/dashboard', options);
  const button = looked.page.getByRole('button', { name: new RegExp(`^${role}.*${organisation ?? ''}`) });
  await button.first().click();
  await looked.page.getByRole('button', { name: 'Sign out' }).waitFor();
  return looked;
}

describe('the dashboard', () => {
  it('is fetched in less than 200 kB, and nothing of it from elsewhere', async () => {
    const { page, complaints } = await site.open('about:blank', desk).catch(() => site.open('/health/live', desk));
    const sizes: Promise<number>[] = [];
    page.on('response', (response) =>
      sizes.push(
        response
          .request()
          .sizes()
          .then(({ responseBodySize }) => responseBodySize),
      ),
    );
    await page.goto(`${site.origin}/dashboard`);
    await page.getByRole('heading', { name: 'Who are you today?' }).waitFor();
    const loaded = await Promise.all(sizes);
    expect(loaded.length).toBeGreaterThan(3);
    expect(loaded.reduce((sum, size) => sum + size, 0)).toBeLessThan(200_000);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it('lets anyone be chosen in a demonstration, remembers who in this tab, and forgets it on signing out', async () => {
    const { page, complaints } = await site.open('/dashboard', desk);
    await page.getByRole('heading', { name: 'Who are you today?' }).waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await picture(page, 'sign-in');
    await page.getByRole('button', { name: 'Commissioner' }).first().click();
    await page.getByRole('heading', { name: 'What do you want to do?' }).waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await page.reload();
    await page.getByRole('heading', { name: 'What do you want to do?' }).waitFor();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.reload();
    await page.getByRole('heading', { name: 'Who are you today?' }).waitFor();
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it('is walked through by keyboard alone', async () => {
    const { page } = await signedIn('Analyst');
    await page.keyboard.press('Tab');
    for (let n = 0; n < 12 && !(await focused(page)).includes('Skip to main'); n++) await page.keyboard.press('Tab');
    expect(await focused(page)).toContain('Skip to main content');
    await page.keyboard.press('Enter');
    for (let n = 0; n < 12 && (await focused(page)) !== 'Measures'; n++) await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Measures' }).waitFor();
    expect(await page.evaluate('document.activeElement.id')).toBe('main');
    await page.context().close();
  });

  it('says of an address that no page of the role has that there is none', async () => {
    const { page } = await signedIn('Clinician');
    await page.goto(`${site.origin}/dashboard/measures`);
    await page.getByRole('heading', { name: 'Page not found' }).waitFor();
    await page.context().close();
  });

  it('fits on a phone', async () => {
    const { page } = await signedIn('Commissioner', undefined, phone);
    await page.getByRole('link', { name: 'Measures' }).first().click();
    await page.getByRole('link', { name: 'Emergency admissions' }).click();
    await page.locator('.cg-picture svg').first().waitFor();
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(320);
    expect(await faultsOf(page)).toEqual([]);
    await page.context().close();
  });
});

const focused = (page: Page): Promise<string> => page.evaluate('document.activeElement?.textContent?.trim() ?? ""');
