import { mkdirSync } from 'node:fs';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { desktop, launch, openPage, phone, whyNoBrowser } from './browser';
import { FakeApi } from './fakeApi';
import { aJob, busy, moderated, succeeded } from './fakeJobs';
import { jimeng, seedream } from './fakeModels';

/** Pictures of every state, to be looked at: IMAGEGEN_SHOTS names the folder they go to (npm run shots). */
const folder = process.env.IMAGEGEN_SHOTS ?? '';

describe.skipIf(folder === '' || whyNoBrowser() !== null)('screenshots', () => {
  let browser: Browser;
  let empty: FakeApi;
  let full: FakeApi;

  beforeAll(async () => {
    mkdirSync(folder, { recursive: true });
    [browser, empty, full] = await Promise.all([launch(), FakeApi.start(), FakeApi.start()]);
    full.models = [jimeng, seedream];
    fill(full);
  });
  afterAll(async () => {
    await browser.close();
    await Promise.all([empty.stop(), full.stop()]);
  });

  const looks: [string, BrowserContextOptions][] = [
    ['zh-light', { locale: 'zh-CN', colorScheme: 'light' }],
    ['zh-dark', { locale: 'zh-CN', colorScheme: 'dark' }],
    ['en-light', { locale: 'en-GB', colorScheme: 'light' }],
    ['en-dark', { locale: 'en-GB', colorScheme: 'dark' }],
  ];
  const screens = { desktop, phone };

  for (const [look, colours] of looks) {
    for (const [screen, size] of Object.entries(screens)) {
      it(`${screen} ${look}`, async () => {
        const shot = async (page: Page, name: string, fullPage = false): Promise<void> => {
          await page.waitForLoadState('networkidle').catch(() => undefined);
          await page.waitForTimeout(400);
          await page.screenshot({ path: `${folder}/${name}-${screen}-${look}.png`, fullPage });
        };
        const first = await openPage(browser, empty.url, { ...size, ...colours });
        await first.locator('h1').waitFor();
        await shot(first, 'empty');
        await first.context().close();

        const page = await openPage(browser, full.url, { ...size, ...colours });
        await page.locator('article img').first().waitFor();
        await shot(page, 'feed');
        const articles = page.locator('article');
        await articles.nth(3).scrollIntoViewIfNeeded();
        await page.mouse.wheel(0, 500);
        await shot(page, 'feed-2');
        await page.mouse.wheel(0, 1400);
        await shot(page, 'feed-3');

        const chips = page.locator('form button[aria-haspopup="dialog"]');
        await page
          .locator('#prompt')
          .fill(
            look.startsWith('zh') ? '站在湖边，回头微笑，逆光' : 'On the shore, looking back with a smile, backlit',
          );
        for (const [i, name] of ['model', 'size', 'count', 'options'].entries()) {
          await chips.nth(i).click();
          await shot(page, `chip-${name}`);
          await page.keyboard.press('Escape');
          await page.waitForTimeout(300);
        }
        await page.locator('#prompt').fill('一只狐狸在蒲公英田里写生，柔和晨光。'.repeat(48));
        await shot(page, 'composer-long');
        await page.evaluate(() => scrollTo(0, 0));
        await page.locator('article a[href*="/images/"]').first().click();
        await page.locator('dialog[open] table').waitFor();
        await shot(page, 'lightbox');
        await page.context().close();
      });
    }
  }
});

function fill(fake: FakeApi): void {
  const ago = (minutes: number): string => new Date(Date.now() - minutes * 60_000).toISOString();
  const running = aJob({
    prompt: '黄昏时分的雪山湖泊，水面倒映着粉紫色的霞光，远处有一间亮着灯的小木屋，胶片质感，宽画幅',
    count: 4,
    status: 'running',
    created_at: ago(0.3),
    started_at: ago(0.2),
  });
  const queued = aJob({
    prompt: '国风山水长卷，云海日出，大面积留白',
    size: '3024x1296',
    queue: { position: 3, eta_s: 25 },
  });
  const odd = aJob({
    prompt: '初春庭院里的白猫与红梅，工笔画',
    size: '2048x2048',
    status: 'needs_attention',
    created_at: ago(8),
    error: { ...busy, code: 'submission_unknown', message: '', provider_request_id: '02b7aa009f1c4d' },
  });
  const neon = aJob({
    prompt: '赛博朋克风格的重庆夜景，雨后霓虹倒影，俯拍',
    size: '2560x1440',
    count: 2,
    created_at: ago(14),
  });
  neon.parameters.seed = 20461;
  const refused = aJob({
    prompt: '某品牌联名海报，主体为可乐瓶',
    size: '1728x2304',
    status: 'failed',
    error: moderated,
    created_at: ago(22),
  });
  const tired = aJob({
    prompt: '未来城市鸟瞰，悬浮列车穿过云层',
    size: '3024x1296',
    status: 'failed',
    error: busy,
    created_at: ago(24),
  });
  const partly = aJob({
    prompt: '城市夜跑海报，逆光剪影，动感模糊，竖版',
    size: '1728x2304',
    count: 4,
    created_at: ago(30),
  });
  const partlyDone = succeeded(partly, [5, 11, 17], 46.1);
  const failedImage = {
    ...(partlyDone.images[2] as Job1),
    index: 2,
    id: 'img_none',
    url: null,
    error: { ...moderated, message: '第 3 张未通过内容审核', provider_code: '50511' },
  };
  const last = { ...(partlyDone.images[2] as Job1), index: 3 };
  const canceled = aJob({
    prompt: '儿童绘本封面：热气球越过麦田',
    status: 'canceled',
    cancellation: 'stopped',
    created_at: ago(50),
  });
  const expired = aJob({
    prompt: 'A paper boat on a rainy street, macro photograph',
    status: 'expired',
    cancellation: 'unknown',
    created_at: ago(60),
  });
  const single = aJob({ prompt: '极简咖啡馆室内，清晨侧光，35 毫米胶片', size: '1728x2304', created_at: ago(70) });
  const watercolour = aJob({
    prompt: '水彩绘本：小狐狸在蒲公英田里写生，柔和晨光',
    size: '2048x2048',
    count: 4,
    created_at: ago(1500),
  });
  const many = aJob({ prompt: '九宫格表情：一只橘猫的一天', size: '2048x2048', count: 9, created_at: ago(1600) });
  const pair = succeeded({ ...running, status: 'running' }, [6, 12]).images;
  fake.add(
    queued,
    { ...running, images: pair, progress: { completed: 2, total: 4, percent: 50 } },
    odd,
    succeeded(neon, [3, 9]),
    refused,
    tired,
    { ...partlyDone, status: 'partially_succeeded', images: [...partlyDone.images.slice(0, 2), failedImage, last] },
    canceled,
    expired,
    succeeded(single, [8], 22.7),
    succeeded(watercolour, [1, 7, 13, 19], 64.2),
    succeeded(many, [2, 14, 20, 26, 32, 38, 44, 50, 56], 80),
  );
}

type Job1 = ReturnType<typeof succeeded>['images'][number];
