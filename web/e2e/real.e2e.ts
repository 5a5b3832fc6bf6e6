import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launch, openPage, whyNoBrowser } from './browser';
import { card, submitPrompt } from './suite';

/** Against a running installation in demo mode: E2E_BASE_URL=http://127.0.0.1:8080 npm run e2e */
const base = process.env.E2E_BASE_URL;

describe.skipIf(base === undefined || whyNoBrowser() !== null)('a real server', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser?.close());

  it('makes a picture that can be opened, and shows it again after a reload', async () => {
    const page = await openPage(browser, base ?? '');
    const prompt = `端到端 ${Date.now()}`;
    await submitPrompt(page, prompt);
    const picture = card(page, prompt).getByRole('link', { name: /查看第 1 张/ });
    await picture.waitFor({ timeout: 80_000 });
    await page.reload();
    await picture.click();
    const image = page.getByRole('dialog', { name: '画面详情' }).getByRole('img', { name: prompt });
    await image.waitFor();
    await page.waitForFunction(
      alt => [...document.images].some(each => each.alt === alt && each.complete && each.naturalWidth > 0),
      prompt,
    );
    expect(await page.getByRole('article', { name: prompt, includeHidden: true }).count()).toBe(1);
  });
});
