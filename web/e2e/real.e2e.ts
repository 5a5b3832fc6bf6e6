import { file, png } from './pictures';
import { browserTest as test, card, expect, pick, submitPrompt } from './suite';

/** Against a running installation in demo mode: E2E_BASE_URL=http://127.0.0.1:8080 npm run e2e */
const base = process.env.E2E_BASE_URL;

test.describe('a real server', () => {
  test.skip(base === undefined, 'E2E_BASE_URL names no server');
  test.use({ baseURL: base });
  test.beforeEach(({ page }) => page.goto('/'));

  test('makes a picture that can be opened, and shows it again after a reload', async ({ page }) => {
    const prompt = `端到端 ${Date.now()}`;
    await submitPrompt(page, prompt);
    const picture = card(page, prompt).getByRole('link', { name: /查看第 1 张/ });
    await expect(picture).toBeVisible({ timeout: 80_000 });
    await page.reload();
    await picture.click();
    const image = page.getByRole('dialog', { name: '画面详情' }).getByRole('img', { name: prompt });
    await expect(image).toBeVisible();
    await page.waitForFunction(
      alt => [...document.images].some(each => each.alt === alt && each.complete && each.naturalWidth > 0),
      prompt,
    );
    await expect(page.getByRole('article', { name: prompt, includeHidden: true })).toHaveCount(1);
  });

  test('makes a group from a picture that was added, and shows each as it arrives', async ({ page }) => {
    const prompt = `组图 ${Date.now()}`;
    await page.getByRole('button', { name: /^模型/ }).click();
    await pick(page, /^Seedream 4.5/);
    await page.keyboard.press('Escape');
    await page
      .locator('input[type=file]')
      .first()
      .setInputFiles([file('a.png', png(600, 400))]);
    await expect(page.getByText('参考图 1 / 14')).toBeVisible();
    await page.getByRole('button', { name: /^张数/ }).click();
    await pick(page, '组图');
    await page.keyboard.press('Escape');
    await submitPrompt(page, prompt);
    const pictures = card(page, prompt).getByRole('link', { name: /查看第/ });
    const seen = new Set<number>();
    while (!seen.has(4)) seen.add(await pictures.count());
    expect([...seen].some(count => count > 0 && count < 4)).toBe(true);
    await expect(card(page, prompt).getByText('组图 4 张')).toBeVisible();
  });

  test('repaints a region of a picture that it has made', async ({ page }) => {
    const [first, second] = [`原图 ${Date.now()}`, `重绘 ${Date.now()}`];
    await submitPrompt(page, first);
    await card(page, first)
      .getByRole('link', { name: /查看第 1 张/ })
      .hover({ timeout: 80_000 });
    await card(page, first).getByRole('button', { name: '重绘第 1 张' }).click();
    const editor = page.getByRole('dialog', { name: '局部重绘' });
    await expect(editor.getByText(/2048×2048/)).toBeVisible();
    for (let i = 0; i < 4; i++) await page.keyboard.press('Shift+ArrowRight');
    await expect(editor.getByText(/^已选/)).toBeVisible();
    await editor.getByRole('textbox').fill(second);
    await editor.getByRole('button', { name: /^重绘 ≈ ¥/ }).click();
    await expect(card(page, second).getByRole('link', { name: /查看第 1 张/ })).toBeVisible({ timeout: 80_000 });
  });
});
