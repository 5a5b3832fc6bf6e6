import { mkdirSync } from 'node:fs';
import type { BrowserContextOptions, Page } from '@playwright/test';
import { desktop, phone } from './browser';
import { ada } from './fakeAccounts';
import { fill } from './fakeFeed';
import { inpaint, jimeng, lite, outpaint, seedream, studio, upscale } from './fakeModels';
import { fillPages, PAGES, visit } from './fakePages';
import { moneyLimit, pictureLimit } from './fakeUsage';
import { file, png } from './pictures';
import { test } from './suite';

/** Pictures of every state, to be looked at: IMAGEGEN_SHOTS names the folder they go to (npm run shots). */
const folder = process.env.IMAGEGEN_SHOTS ?? '';

const small = { ...phone, viewport: { width: 320, height: 640 } };
const landscape = { ...phone, viewport: { width: 844, height: 390 } };

test.describe('screenshots', () => {
  test.skip(folder === '', 'IMAGEGEN_SHOTS names no folder');
  test.beforeAll(() => void mkdirSync(folder, { recursive: true }));

  const looks: [string, BrowserContextOptions][] = [
    ['zh-light', { locale: 'zh-CN', colorScheme: 'light' }],
    ['zh-dark', { locale: 'zh-CN', colorScheme: 'dark' }],
    ['en-light', { locale: 'en-GB', colorScheme: 'light' }],
    ['en-dark', { locale: 'en-GB', colorScheme: 'dark' }],
  ];
  const screens = { desktop, phone };

  for (const [look, colours] of looks) {
    for (const [screen, size] of Object.entries(screens)) {
      test(`${screen} ${look}`, async ({ fake, open }) => {
        const shot = async (page: Page, name: string, fullPage = false): Promise<void> => {
          await page.waitForLoadState('networkidle').catch(() => undefined);
          await page.waitForTimeout(400);
          await page.screenshot({ path: `${folder}/${name}-${screen}-${look}.png`, fullPage });
        };
        const first = await open('/', { ...size, ...colours });
        await first.locator('h1').waitFor();
        await shot(first, 'empty');

        fake.accounts.session = {
          state: 'signed_out',
          user: null,
          provider: { name: look.startsWith('zh') ? '公司账号' : 'Company' },
        };
        await first.goto(`${fake.url}/?sign_in_error=oidc_denied`);
        await first.locator('h1').waitFor();
        await shot(first, 'sign-in');
        fake.accounts.session = { state: 'signed_in', user: ada };
        for (const [name, path] of [
          ['account', '/account'],
          ['admin-users', '/admin/users'],
          ['admin-teams', '/admin/teams'],
        ] as const) {
          await first.goto(fake.url + path);
          await first.locator('li').first().waitFor();
          if (name !== 'admin-teams') await first.locator('section button[aria-expanded]').first().click();
          await shot(first, name, true);
        }
        fake.accounts.session = { state: 'local', user: null };

        fake.models = [jimeng, seedream];
        fill(fake);
        const page = await open('/', { ...size, ...colours });
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
      });
    }
  }

  const everything = looks.flatMap(([look, colours]) =>
    Object.entries(screens).map(([screen, size]) => [`${screen}-${look}`, { ...size, ...colours }] as const),
  );

  for (const [name, options] of everything) {
    test(`other pages: ${name}`, async ({ fake, open }) => {
      fillPages(fake);
      const page = await open('/', options);
      for (const way of PAGES) {
        await visit(page, way);
        await page.waitForTimeout(400);
        const file = way.path.split('?').join('-').replaceAll('/', '-').slice(1);
        await page.screenshot({ path: `${folder}/page-${file}-${name}.png`, fullPage: true });
      }
      fake.usage.limits = [pictureLimit(50, 49), moneyLimit(100, 82)];
      await page.goto(`${fake.url}/`);
      await page.locator('#prompt').fill('一只狐狸');
      await page.getByRole('button', { name: /^(张数|Number)/ }).click();
      await page.getByRole('button', { name: '4', exact: true }).click();
      await page.keyboard.press('Escape');
      await page.waitForTimeout(400);
      await page.screenshot({ path: `${folder}/page-limits-${name}.png` });
    });
  }

  for (const [name, options] of everything) {
    test(`pictures that are worked on: ${name}`, async ({ fake, open }) => {
      const zh = options.locale === 'zh-CN';
      fake.models = [{ ...lite, default: true }, { ...jimeng, default: false }, inpaint, outpaint, upscale];
      fill(fake);
      const page = await open('/', options);
      const shot = async (state: string): Promise<void> => {
        await page.waitForTimeout(500);
        await page.screenshot({ path: `${folder}/${state}-${name}.png` });
      };
      const say = (chinese: string, english: string): string => (zh ? chinese : english);
      const chip = (chinese: string, english: string) =>
        page.locator('form button[aria-haspopup="dialog"]').filter({ hasText: say(chinese, english) });
      const close = async (): Promise<void> => {
        await page.keyboard.press('Escape');
        await page.waitForTimeout(300);
      };
      await page.locator('article img').first().waitFor();
      await page.locator('article a[href*="/images/"]').first().hover();
      await shot('tile-actions');
      await page
        .locator('input[type=file]')
        .first()
        .setInputFiles([
          file('a.png'),
          file('b.png', png(200, 300, [60, 110, 190])),
          file('c.gif', png(9, 9), 'image/gif'),
        ]);
      await page
        .locator('#prompt')
        .fill(say('图1的人站在图2的湖边，回头微笑', 'The person of picture 1 at the lake of picture 2'));
      await page.getByRole('alert').first().waitFor();
      await shot('references-problem');
      await page.getByRole('button', { name: say('移除', 'Remove'), exact: true }).click();
      await shot('references');
      await page.getByRole('button', { name: say('图2', 'Pic 2'), exact: true }).click();
      await shot('reference-menu');
      await close();
      await chip('张数', 'Number').click();
      await page.getByText(say('组图', 'Group'), { exact: true }).click();
      await shot('chip-group');
      await close();
      if (name.startsWith('desktop')) {
        await chip('风格', 'Style').click();
        await page.getByText(say('水墨国画', 'Chinese ink')).click();
        await shot('chip-style');
      } else {
        await page.getByRole('button', { name: say('更多', 'More'), exact: true }).click();
        await shot('chip-style');
      }
      await close();
      const pick = async (model: RegExp): Promise<void> => {
        await chip('模型', 'Model').click();
        await page
          .locator('label')
          .filter({ has: page.getByRole('radio', { name: model }) })
          .click();
      };
      await pick(zh ? /^即梦 4.0/ : /^Jimeng 4.0/);
      await shot('models-all');
      await close();
      await shot('references-refused');
      await page.getByRole('button', { name: say('移除 2 张', 'Remove 2 pictures') }).click();
      await page.locator('article a[href*="/images/"]').first().click();
      await page.locator('dialog[open] table').waitFor();
      await shot('lightbox-edits');
      await page.getByRole('button', { name: say('扩图', 'Outpaint') }).click();
      await chip('扩展范围', 'Grow').click();
      await page.getByRole('button', { name: '16:9' }).click();
      await shot('chip-margins');
      await close();
      await pick(zh ? /^即梦智能超清/ : /^Jimeng upscale/);
      await close();
      await shot('upscale');
      await pick(zh ? /^即梦局部重绘/ : /^Jimeng inpaint/);
      await close();
      await shot('mask-needed');
      await page.getByRole('button', { name: say('涂抹重绘区域', 'Paint the region') }).click();
      const stage = page.locator('dialog[open] button[aria-roledescription]');
      await stage.waitFor();
      await page.waitForTimeout(500);
      const box = await stage.boundingBox();
      if (box === null) throw new Error('There is no stage');
      const to = (x: number, y: number) => page.mouse.move(box.x + box.width * x, box.y + box.height * y, { steps: 6 });
      for (const [x, y] of [
        [0.42, 0.4],
        [0.4, 0.47],
        [0.43, 0.54],
      ] as const) {
        await to(x, y);
        await page.mouse.down();
        await to(x + 0.18, y + 0.02);
        await page.mouse.up();
      }
      await page.locator('#mask-prompt').fill(say('换成一轮带光晕的满月', 'A full moon with a halo'));
      await shot('mask');
    });
  }

  const rare = Object.entries({ ...screens, small, landscape }).flatMap(([screen, size]) =>
    looks
      .filter(([look]) => look === 'zh-light' || look === 'en-dark')
      .map(([look, colours]) => [`${screen} ${look}`, { ...size, ...colours }] as const),
  );

  for (const [name, options] of rare) {
    test(`what is rare: ${name}`, async ({ fake, open }) => {
      const zh = options.locale === 'zh-CN';
      fake.models = [jimeng, seedream, studio, upscale];
      fill(fake);
      const page = await open('/', options);
      const shot = async (state: string): Promise<void> => {
        await page.waitForTimeout(500);
        await page.screenshot({ path: `${folder}/${state}-${name.replace(' ', '-')}.png` });
      };
      const article = page.locator('article');
      await article.first().waitFor();
      const chips = page.locator('form button[aria-haspopup="dialog"]');
      await chips.nth(0).click();
      await page.getByText(zh ? '工作室' : 'Studio').click();
      await shot('models');
      await page.keyboard.press('Escape');
      await chips.last().click();
      await page.getByText(zh ? '水墨' : 'Ink wash').click();
      await shot('parameters');
      await page.keyboard.press('Escape');
      await page.locator('#prompt').fill('写到一半');
      const edit = article.nth(4).getByRole('button', { name: zh ? '修改提示词' : 'Edit prompt' });
      await edit.click();
      await shot('replaced');
      fake.refuse = request => (request.method === 'POST' ? 'cut' : null);
      const cancel = article.first().getByRole('button', { name: zh ? '取消' : 'Cancel' });
      await cancel.click();
      await page.getByRole('alert').first().waitFor();
      await shot('toast');
      await page.getByRole('button', { name: zh ? /^重新提交/ : /^Submit again/ }).click();
      await shot('confirm');
      await page.keyboard.press('Escape');
      fake.refuse = () => 'cut';
      fake.dropStreams();
      await page.locator('#prompt').press('Control+Enter');
      await page.getByText(zh ? /实时更新中断/ : /Live updates/).waitFor();
      await shot('away');
      fake.refuse = () => 'hang';
      await page.reload();
      await shot('loading');
    });
  }
});
