import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import { demonstration, patience, type Watched } from './browser.ts';

let site: Awaited<ReturnType<typeof demonstration>>;
beforeAll(async () => {
  site = await demonstration({ documents: 'any' });
}, patience);
afterAll(() => site?.end());

/** A column by its agency; the practices have one each. */
const column = (page: Page, agency: string, place = 0): Locator =>
  page.locator('.column', { has: page.locator(`[data-agency=${agency}]`) }).nth(place);

/** The cell of a field in a column. */
const cell = (of: Locator, label: string): Locator =>
  of.locator('.cell', { has: of.page().locator('dt', { hasText: new RegExp(`^${label}$`) }) });

describe('the first page', () => {
  let looked: Watched;
  let page: Page;
  beforeAll(async () => {
    looked = await site.open('/', { viewport: { width: 1440, height: 1000 } });
    page = looked.page;
    await page.locator('.board').waitFor();
  });

  it('has a column for each agency', async () => {
    const agencies = await page.locator('.head').evaluateAll((heads) => heads.map((head) => head.dataset.agency ?? ''));
    expect([...new Set(agencies)]).toEqual(['home', 'practice', 'trust', 'council', 'icb', 'dashboard']);
  });

  it('shows one practice a resident in clear, and the practice of the home her year of birth and no name', async () => {
    const aligned = column(page, 'practice', 0);
    const registered = column(page, 'practice', 1);
    expect(await cell(registered, 'Family name').locator('.value').innerText()).toMatch(/^\p{Lu}/u);
    expect(await cell(registered, 'Born').locator('.value').innerText()).toMatch(/^\d{1,2} \w+ \d{4}$/);
    expect(await cell(aligned, 'Family name').locator('dd').innerText()).toBe('withheld');
    expect(await cell(aligned, 'Born').locator('dd').innerText()).toMatch(/^(19|20)\d\d\s+year only$/);
  });

  it('lines the same field up in every column', async () => {
    const tops = async (label: string) =>
      page
        .locator('.cell', { has: page.locator('dt', { hasText: new RegExp(`^${label}$`) }) })
        .evaluateAll((cells) =>
          cells.filter((one) => one.querySelectorAll('dt').length === 1).map((one) => one.getBoundingClientRect().top),
        );
    expect(new Set(await tops('Born')).size).toBe(1);
    expect(new Set(await tops('Room')).size).toBe(1);
  });

  it('tells the clause, its reason and its lines to whoever comes by keyboard', async () => {
    const chip = cell(column(page, 'practice', 0), 'Born').locator('.chip');
    const tip = page.locator(`#${await chip.getAttribute('aria-describedby')}`);
    expect(await tip.isVisible()).toBe(false);
    await cell(column(page, 'practice', 0), 'NHS number')
      .locator('.chip')
      .focus();
    await page.keyboard.press('Tab');
    expect(await chip.evaluate((element) => element === document.activeElement)).toBe(true);
    expect(await tip.getAttribute('role')).toBe('tooltip');
    const text = await tip.innerText();
    expect(text).toContain('Resident/5');
    expect(text).toContain('planning needs an age, not a birthday');
    expect(text).toMatch(/schema\/agreement\.yml:\d+–\d+/);
    expect(text).toContain('year: [practice.aligned]');
    await page.keyboard.press('Escape');
    expect(await tip.isVisible()).toBe(false);
  });

  it('tells the same on hover, and keeps it while the pointer is on it', async () => {
    const chip = cell(column(page, 'practice', 0), 'Family name').locator('.chip');
    const tip = page.locator(`#${await chip.getAttribute('aria-describedby')}`);
    await chip.hover();
    expect(await tip.isVisible()).toBe(true);
    await tip.hover();
    await page.waitForTimeout(300);
    expect(await tip.isVisible()).toBe(true);
    await page.mouse.move(5, 5);
    await tip.waitFor({ state: 'hidden' });
  });

  it('keeps the rows of a field that an agency’s schema does not have, and says so', async () => {
    const funding = cell(column(page, 'practice', 0), 'Funding');
    expect(await funding.innerText()).toContain('not in this agency’s schema');
    const refusal = column(page, 'practice', 0).locator('.again');
    expect(await refusal.locator('summary').innerText()).toContain('NOT_SHARED');
    await refusal.locator('summary').click();
    expect(await refusal.locator('.remedy').innerText()).toContain('Leave it out.');
    expect(await column(page, 'dashboard').locator('.cell').count()).toBe(1);
  });

  it('lists the lines of every clause that it cites', async () => {
    const cited = await page
      .locator('.chip[data-reference*="/"]')
      .evaluateAll((chips) => [...new Set(chips.map((chip) => chip.dataset.reference ?? ''))]);
    const listed = await page.locator('.clause h3').allInnerTexts();
    expect(listed).toEqual(expect.arrayContaining(cited));
  });

  it('looks at another resident in every column that knows the number', async () => {
    const home = column(page, 'home');
    const before = await cell(home, 'NHS number').innerText();
    await home.locator('.picker select').selectOption({ index: 0 });
    const after = await cell(home, 'NHS number').innerText();
    expect(after).not.toBe(before);
    for (const other of await page.locator('.value.nhsNumber').allInnerTexts()) expect(after).toContain(other);
  });

  it('shows what was asked and answered as JSON', async () => {
    await page.getByLabel('JSON').check();
    const raw = column(page, 'dashboard').locator('.raw');
    expect(await raw.innerText()).toContain('query HomeRound');
    expect(JSON.parse(await raw.locator('pre').nth(1).innerText())).toHaveProperty('careHome');
    await page.getByLabel('Record').check();
  });

  it('did all that without a complaint, and without a request to anywhere else', () => {
    expect(looked.complaints).toEqual([]);
  });
});

it('finds homes with a bed, the same for every agency', async () => {
  const { page, complaints } = await site.open('/#bed-search');
  await page.locator('.board').waitFor();
  expect(await page.locator('.same').innerText()).toContain('Every agency gets the same answer');
  expect(await column(page, 'trust').locator('.home').count()).toBeGreaterThan(0);
  expect(complaints).toEqual([]);
});

it('shows counts to planners, and others calmly why not, with the line of the agreement', async () => {
  const { page } = await site.open('/#admission-profile');
  await page.locator('.board').waitFor();
  expect(await column(page, 'dashboard').locator('.profile td').count()).toBeGreaterThan(40);
  const refusal = await column(page, 'trust').locator('.refusal').innerText();
  expect(refusal).toContain('PURPOSE_NOT_ALLOWED');
  expect(refusal).toContain('purposes: [PLANNING, QUALITY_MONITORING]');
});

it('answers about one resident by NHS number, and refuses a slip of the pen in every column', async () => {
  const { page } = await site.open('/#one-resident');
  await page.locator('.board').waitFor();
  const field = page.getByLabel('NHS number');
  const digits = (await field.inputValue()).replaceAll(' ', '');
  expect(await cell(column(page, 'home'), 'NHS number').innerText()).toContain(digits.slice(-4));
  await field.fill(`${digits.slice(0, -1)}${(Number(digits.at(-1)) + 1) % 10}`);
  await field.press('Enter');
  await page.locator('.refusal', { hasText: 'NHS_NUMBER_INVALID' }).first().waitFor();
});

it('gives a phone one column at a time, with the names of the fields, and no page wider than the screen', async () => {
  const { page, complaints } = await site.open('/', { viewport: { width: 390, height: 844 }, colorScheme: 'dark' });
  await page.locator('.board').waitFor();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  expect(await cell(column(page, 'home'), 'Born').locator('dt').isVisible()).toBe(true);
  const width = (await column(page, 'home').boundingBox())?.width ?? 0;
  expect(width).toBeGreaterThan(250);
  expect(width).toBeLessThan(390);
  expect(complaints).toEqual([]);
});
