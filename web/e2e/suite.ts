import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe } from 'vitest';
import { launch, openPage, whyNoBrowser } from './browser';
import { FakeApi } from './fakeApi';

export interface Stage {
  fake: FakeApi;
  /** A page of its own browser profile. */
  open: (path?: string, options?: BrowserContextOptions) => Promise<Page>;
}

/** A suite on the fake API: a fresh one for each test, one browser for all. */
export function onFakeApi(name: string, tests: (stage: Stage) => void): void {
  const why = process.env.E2E_BASE_URL === undefined ? whyNoBrowser() : 'E2E_BASE_URL names a real server';
  describe.skipIf(why !== null)(why === null ? name : `${name} (skipped: ${why})`, () => {
    let browser: Browser;
    const stage = {} as Stage;
    beforeAll(async () => {
      browser = await launch();
      stage.open = (path = '/', options = {}) => openPage(browser, stage.fake.url + path, options);
    });
    afterAll(() => browser?.close());
    beforeEach(async () => {
      stage.fake = await FakeApi.start();
    });
    afterEach(async () => {
      for (const context of browser.contexts()) await context.close();
      await stage.fake.stop();
    });
    tests(stage);
  });
}

/** Waits for what the page has no element for; generous, because the machine may be busy. */
export async function until(condition: () => boolean): Promise<void> {
  const deadline = Date.now() + 30_000;
  while (!condition()) {
    if (Date.now() > deadline) throw new Error(`Never became true: ${condition.toString()}`);
    await new Promise(resolve => setTimeout(resolve, 20));
  }
}

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
