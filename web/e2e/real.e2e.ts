import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launch, openPage, whyNoBrowser } from './browser';
import { file, png } from './pictures';
import { card, pick, submitPrompt } from './suite';

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

  it('makes a group from a picture that was added, and shows each as it arrives', async () => {
    const page = await openPage(browser, base ?? '');
    const prompt = `组图 ${Date.now()}`;
    await page.getByRole('button', { name: /^模型/ }).click();
    await pick(page, /^Seedream 4.5/);
    await page.keyboard.press('Escape');
    await page
      .locator('input[type=file]')
      .first()
      .setInputFiles([file('a.png', png(600, 400))]);
    await page.getByText('参考图 1 / 14').waitFor();
    await page.getByRole('button', { name: /^张数/ }).click();
    await pick(page, '组图');
    await page.keyboard.press('Escape');
    await submitPrompt(page, prompt);
    const pictures = card(page, prompt).getByRole('link', { name: /查看第/ });
    const seen = new Set<number>();
    while (!seen.has(4)) seen.add(await pictures.count());
    expect([...seen].some(count => count > 0 && count < 4)).toBe(true);
    await card(page, prompt).getByText('组图 4 张').waitFor();
  });

  it('repaints a region of a picture that it has made', async () => {
    const page = await openPage(browser, base ?? '');
    const [first, second] = [`原图 ${Date.now()}`, `重绘 ${Date.now()}`];
    await submitPrompt(page, first);
    await card(page, first)
      .getByRole('link', { name: /查看第 1 张/ })
      .hover({ timeout: 80_000 });
    await card(page, first).getByRole('button', { name: '重绘第 1 张' }).click();
    const editor = page.getByRole('dialog', { name: '局部重绘' });
    await editor.getByText(/2048×2048/).waitFor();
    for (let i = 0; i < 4; i++) await page.keyboard.press('Shift+ArrowRight');
    await editor.getByText(/^已选/).waitFor();
    await editor.getByRole('textbox').fill(second);
    await editor.getByRole('button', { name: /^重绘 ≈ ¥/ }).click();
    await card(page, second)
      .getByRole('link', { name: /查看第 1 张/ })
      .waitFor({ timeout: 80_000 });
  });
});
