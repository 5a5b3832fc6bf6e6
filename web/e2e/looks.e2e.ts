import { phone } from './browser';
import { aJob, succeeded } from './fakeJobs';
import { card, expect, submitPrompt, test } from './suite';

test.describe('the page', () => {
  test('speaks the browser’s language, and remembers another choice', async ({ open }) => {
    const page = await open('/', { locale: 'en-GB' });
    await expect(page.getByRole('heading', { name: 'What would you like to see?' })).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('en');
    await page.getByRole('button', { name: '中文' }).click();
    await expect(page.getByRole('heading', { name: '想画点什么？' })).toBeVisible();
    await page.reload();
    await expect(page.getByRole('heading', { name: '想画点什么？' })).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('zh-CN');
  });

  test('follows the system’s colours, and remembers another choice', async ({ open }) => {
    const page = await open('/', { colorScheme: 'dark' });
    const theme = () => page.evaluate(() => document.documentElement.dataset.theme);
    expect(await theme()).toBe('dark');
    expect(await page.locator('meta[name="theme-color"]').getAttribute('content')).toBe('#18181e');
    await page.getByRole('button', { name: '切换到浅色' }).click();
    expect(await theme()).toBe('light');
    expect(await page.locator('meta[name="theme-color"]').getAttribute('content')).toMatch(/^#fff/);
    await page.reload();
    expect(await theme()).toBe('light');
  });

  test('says that nothing is billed in demo mode, and how to end it', async ({ open }) => {
    const page = await open();
    await expect(page.getByText('演示模式')).toBeVisible();
    await page.getByRole('button', { name: '接入火山引擎' }).click();
    await expect(page.getByText('VOLCENGINE_ACCESS_KEY')).toBeVisible();
  });

  test('has no demo banner where pictures cost money', async ({ fake, open }) => {
    fake.demoMode = false;
    const page = await open();
    await expect(page.locator('h1')).toBeVisible();
    await expect(page.getByText('演示模式')).toHaveCount(0);
  });

  test('fits a phone: nothing sticks out, the choices come from below, targets are large', async ({ fake, open }) => {
    fake.add(succeeded(aJob({ prompt: '雪'.repeat(300), count: 3 }), [1, 2, 3]));
    const page = await open('/', phone);
    await expect(page.getByRole('img').first()).toBeVisible();
    const sticksOut = () => page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
    expect(await sticksOut()).toBe(false);
    await page.getByRole('button', { name: /^张数/ }).tap();
    const sheet = page.getByRole('dialog', { name: '张数' });
    await sheet.getByRole('button', { name: '增加一张' }).tap();
    const box = await sheet.boundingBox();
    expect((box?.y ?? 0) + (box?.height ?? 0)).toBeGreaterThan(800);
    expect(await sticksOut()).toBe(false);
    await page.mouse.click(195, 60);
    await expect(sheet).toBeHidden();
    for (const button of await page.locator('form button:visible').all()) {
      expect((await button.boundingBox())?.height).toBeGreaterThanOrEqual(44);
    }
    await submitPrompt(page, '手机');
    await expect(card(page, '手机').getByText('排队中 · 第 3 位')).toBeVisible();
  });

  test('opens choices on a phone without a keyboard that covers them, and closes them with a button', async ({
    open,
  }) => {
    const page = await open('/', phone);
    await page.getByRole('button', { name: '更多' }).tap();
    const sheet = page.getByRole('dialog', { name: '更多参数' });
    const done = sheet.getByRole('button', { name: '完成' });
    await page.waitForFunction(() => document.activeElement?.closest('dialog') != null);
    expect(await page.evaluate(() => document.activeElement?.tagName)).not.toMatch(/INPUT|TEXTAREA/);
    await done.tap();
    await expect(sheet).toBeHidden();
  });

  test('asks nobody else: every request goes to its own server', async ({ fake, open }) => {
    const page = await open();
    const foreign: string[] = [];
    page.on('request', request => {
      const url = request.url();
      if (!url.startsWith(fake.url) && !url.startsWith('data:')) foreign.push(url);
    });
    await page.reload();
    await expect(page.locator('h1')).toBeVisible();
    expect(foreign).toEqual([]);
  });
});

test.describe('the lightbox', () => {
  test('opens a picture with its facts, moves with the arrows and closes with Escape to where one was', async ({
    fake,
    open,
  }) => {
    const job = succeeded(aJob({ prompt: '竹林', count: 3 }), [3, 9, 15]);
    fake.add(job);
    const page = await open();
    const tile = card(page, '竹林').getByRole('link', { name: '查看第 1 张：竹林' });
    await tile.click();
    const box = page.getByRole('dialog', { name: '画面详情' });
    await expect(box.getByText('1 / 3', { exact: true })).toBeVisible();
    await expect(box.getByRole('row', { name: /尺寸.*2496×1664/ })).toBeVisible();
    await expect(box.getByRole('row', { name: /请求 随机\s*实际 20461/ })).toBeVisible();
    await page.keyboard.press('ArrowRight');
    await expect(box.getByText('2 / 3', { exact: true })).toBeVisible();
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('ArrowLeft');
    await expect(box.getByText('3 / 3', { exact: true })).toBeVisible();
    expect(page.url()).toContain(`/jobs/${job.id}/images/${job.images[2]?.id}`);
    await page.keyboard.press('Escape');
    await expect(box).not.toBeAttached();
    await expect(page).toHaveURL(url => url.pathname === '/');
    expect(await tile.evaluate(node => node === document.activeElement)).toBe(true);
  });

  test('opens from a link alone, also of a job that the feed has not loaded', async ({ fake, open }) => {
    const job = succeeded(aJob({ prompt: '旧作', created_at: '2025-01-02T03:04:05Z' }), [4]);
    for (let i = 0; i < 25; i++) fake.add(aJob({ prompt: `${i}`, status: 'canceled' }));
    fake.add(job);
    const page = await open(`/jobs/${job.id}/images/${job.images[0]?.id}`);
    const box = page.getByRole('dialog', { name: '画面详情' });
    await expect(box.getByRole('img', { name: '旧作' })).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(box).not.toBeAttached();
    await expect(page).toHaveURL(url => url.pathname === '/');
  });

  test('shows a picture as near as one likes: by the button, the wheel, a double click, and moved by hand', async ({
    fake,
    open,
  }) => {
    fake.add(succeeded(aJob({ prompt: '竹林' }), [3]));
    const page = await open();
    await card(page, '竹林').getByRole('link', { name: '查看第 1 张：竹林' }).click();
    const box = page.getByRole('dialog', { name: '画面详情' });
    const picture = box.getByRole('img', { name: '竹林' });
    const zoom = box.getByRole('button', { name: /^缩放/ });
    await expect(picture).toBeVisible();
    const fit = await zoom.textContent();
    await zoom.click();
    await expect(box.getByRole('button', { name: '缩放 100%' })).toBeVisible();
    expect((await picture.boundingBox())?.width).toBeCloseTo(2496, 0);
    const before = await picture.boundingBox();
    await page.mouse.move(500, 500);
    await page.mouse.down();
    await page.mouse.move(600, 540, { steps: 4 });
    await page.mouse.up();
    await page.waitForFunction(
      x => (document.querySelector('dialog[open] img[alt="竹林"]')?.getBoundingClientRect().x ?? x) !== x,
      before?.x ?? 0,
    );
    const after = await picture.boundingBox();
    expect([(after?.x ?? 0) - (before?.x ?? 0), (after?.y ?? 0) - (before?.y ?? 0)]).toEqual([100, 40]);
    await page.mouse.dblclick(500, 500);
    await expect(box.getByRole('button', { name: `缩放 ${fit}` })).toBeVisible();
    await page.mouse.wheel(0, -300);
    await expect(box.getByRole('button', { name: `缩放 ${fit}` })).not.toBeAttached();
  });

  test('says so when there is no such picture', async ({ open }) => {
    const page = await open('/jobs/job_none/images/img_none');
    await expect(page.getByText('没有找到这张画面')).toBeVisible();
  });

  test('moves on a phone with a swipe and, for those who can not swipe, with buttons', async ({ fake, open }) => {
    fake.add(succeeded(aJob({ prompt: '竹林', count: 3 }), [3, 9, 15]));
    const page = await open('/', phone);
    await card(page, '竹林').getByRole('link', { name: '查看第 1 张：竹林' }).tap();
    const box = page.getByRole('dialog', { name: '画面详情' });
    await box.getByRole('button', { name: '下一张' }).tap();
    await expect(box.getByText('2 / 3', { exact: true })).toBeVisible();
    const devtools = await page.context().newCDPSession(page);
    const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', x?: number) =>
      devtools.send('Input.dispatchTouchEvent', { type, touchPoints: x === undefined ? [] : [{ x, y: 300 }] });
    await touch('touchStart', 300);
    await touch('touchMove', 120);
    await touch('touchEnd');
    await expect(box.getByText('3 / 3', { exact: true })).toBeVisible();
  });
});
