import { type BrowserContextOptions, type Page, test as base } from '@playwright/test';
import { whyNoBrowser } from './browser';
import { FakeApi } from './fakeApi';
import { watchPolicy } from './policy';

export { expect } from '@playwright/test';

/** Opens a page of its own browser profile. */
export type Open = (path?: string, options?: BrowserContextOptions) => Promise<Page>;

/** A test that needs a browser. Whatever it does, no page may break the Content-Security-Policy. */
export const browserTest = base.extend<{ needsBrowser: undefined }>({
  needsBrowser: [
    async ({}, use, info) => {
      const why = whyNoBrowser();
      info.skip(why !== null, why ?? '');
      await use(undefined);
    },
    { auto: true },
  ],
  context: async ({ context }, use) => {
    const nothingIsBlocked = await watchPolicy(context);
    await use(context);
    nothingIsBlocked();
  },
});

/** A test on a fake API of its own. */
export const test = browserTest.extend<{ fake: FakeApi; open: Open }>({
  fake: async ({}, use, info) => {
    info.skip(process.env.E2E_BASE_URL !== undefined, 'E2E_BASE_URL names a real server');
    const fake = await FakeApi.start();
    await use(fake);
    await fake.stop();
  },
  open: async ({ fake, browser }, use) => {
    const checks: (() => void)[] = [];
    await use(async (path = '/', options = {}) => {
      const context = await browser.newContext(options);
      checks.push(await watchPolicy(context));
      const page = await context.newPage();
      await page.goto(fake.url + path);
      return page;
    });
    for (const nothingIsBlocked of checks) nothingIsBlocked();
    for (const context of browser.contexts()) await context.close();
  },
});

export async function submitPrompt(page: Page, prompt: string): Promise<void> {
  await page.locator('#prompt').fill(prompt);
  await page.locator('#prompt').press('Control+Enter');
}

export const card = (page: Page, prompt: string) => page.getByRole('article', { name: prompt });

/** Presses what a person sees of a radio button: its label. */
export const pick = (page: Page, name: string | RegExp): Promise<void> =>
  page
    .locator('label')
    .filter({ has: page.getByRole('radio', { name }) })
    .click();
