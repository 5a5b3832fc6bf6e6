import axe from 'axe-core';
import type { BrowserContextOptions, Page } from '@playwright/test';
import { desktop, phone } from './browser';
import { ada } from './fakeAccounts';
import { fill } from './fakeFeed';
import { fillPages, PAGES, visit } from './fakePages';
import { inpaint, jimeng, lite, outpaint, studio, upscale } from './fakeModels';
import { file } from './pictures';
import { card, expect, pick, test } from './suite';

/** What lies outside of the screen is looked at too. */
const drawAll = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('article { content-visibility: visible !important }');
    document.adoptedStyleSheets.push(sheet);
  });

/** What axe finds on the page as it stands: the rule and where it is broken. */
async function findings(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  return await page.evaluate(async () => {
    const { violations } = await (window as unknown as { axe: typeof axe }).axe.run(document, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    });
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(node => `${id}: ${node.target.join(' ')} ${node.html.slice(0, 120)} ${node.failureSummary ?? ''}`),
    );
  });
}

test.describe('everybody', () => {
  const looks: [string, BrowserContextOptions][] = [
    ['desktop, light', { ...desktop, colorScheme: 'light' }],
    ['desktop, dark', { ...desktop, colorScheme: 'dark' }],
    ['phone, light', { ...phone, colorScheme: 'light' }],
    ['phone, dark', { ...phone, colorScheme: 'dark' }],
  ];

  for (const [look, options] of looks) {
    test(`can read and use the empty page: ${look}`, async ({ open }) => {
      const page = await open('/', options);
      await expect(page.locator('h1')).toBeVisible();
      expect(await findings(page)).toEqual([]);
    });
  }

  for (const [look, options] of looks) {
    test(`can read and use every state of a job, the choices and the dialogs: ${look}`, async ({ fake, open }) => {
      fake.models = [{ ...studio, default: true }, { ...jimeng, default: false }, upscale];
      fill(fake);
      const page = await open('/', options);
      await expect(card(page, '初春庭院里的白猫与红梅，工笔画')).toBeVisible();
      await drawAll(page);
      expect(await findings(page)).toEqual([]);
      const chips = page.locator('form button[aria-haspopup="dialog"]');
      for (const chip of await chips.all()) {
        await chip.click();
        await expect(page.getByRole('dialog')).toBeVisible();
        expect(await findings(page)).toEqual([]);
        await page.keyboard.press('Escape');
        await expect(page.getByRole('dialog')).toBeHidden();
      }
      await page.getByRole('button', { name: '重新提交（可能再次计费）' }).click();
      await expect(page.getByRole('alertdialog')).toBeVisible();
      expect(await findings(page)).toEqual([]);
      await page.getByRole('button', { name: '返回' }).click();
      await page
        .getByRole('link', { name: /查看第 1 张/ })
        .first()
        .click();
      await expect(page.locator('dialog[open] table')).toBeVisible();
      expect(await findings(page)).toEqual([]);
    });
  }

  for (const [look, options] of looks) {
    test(`can read and use the pages of accounts: ${look}`, async ({ fake, open }) => {
      fake.accounts.session = { state: 'signed_in', user: ada };
      const page = await open('/account', options);
      await withAccounts(page, async () => expect(await findings(page)).toEqual([]));
    });
  }

  for (const [look, options] of looks) {
    test(`can read and use the other pages: ${look}`, async ({ fake, open }) => {
      fillPages(fake);
      const page = await open('/', options);
      for (const way of PAGES) {
        await visit(page, way);
        expect([way.path, await findings(page)]).toEqual([way.path, []]);
      }
    });
  }

  for (const [look, options] of looks) {
    test(`can work on pictures: ${look}`, async ({ fake, open }) => {
      fake.models = [{ ...lite, default: true }, inpaint, outpaint, upscale];
      const page = await open('/', options);
      await expect(page.locator('h1')).toBeVisible();
      await withPictures(page, async () => expect(await findings(page)).toEqual([]));
    });
  }
});

/** One's own account with a new key; users with a new link; teams; and where one signs in. */
async function withAccounts(page: Page, look: () => Promise<void>): Promise<void> {
  await page.getByRole('button', { name: '新建密钥' }).click();
  await look();
  await page.getByRole('form', { name: '新建密钥' }).getByLabel('名称').fill('cms-preview');
  await page.getByRole('button', { name: '创建密钥' }).click();
  await expect(page.getByText('我已保存')).toBeVisible();
  await look();
  await page.getByRole('region', { name: '林晓' }).getByRole('link', { name: '管理' }).click();
  await page.getByRole('button', { name: '添加用户' }).click();
  await look();
  await page.getByRole('link', { name: '团队' }).click();
  await expect(page.getByLabel('陈屿 的角色')).toBeVisible();
  await look();
  await page.goto(new URL('/account', page.url()).href);
  await page.getByRole('button', { name: '退出登录' }).click();
  await expect(page.getByRole('link', { name: /公司账号/ })).toBeVisible();
  await look();
}

/** Pictures in the composer: of a model with groups, styles and references; then the editor of masks. */
async function withPictures(page: Page, look: () => Promise<void>): Promise<void> {
  await page
    .locator('input[type=file]')
    .first()
    .setInputFiles([file('a.png'), file('b.png')]);
  await expect(page.getByRole('button', { name: '图2', exact: true })).toBeVisible();
  await look();
  for (const chip of await page.locator('form button[aria-haspopup="dialog"]').all()) {
    await chip.click();
    await expect(page.getByRole('dialog')).toBeVisible();
    await look();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toBeHidden();
  }
  await page.getByRole('button', { name: '图2', exact: true }).click();
  await page.getByRole('menuitem', { name: '移除' }).click();
  await page.getByRole('button', { name: /^模型/ }).click();
  await pick(page, /^即梦局部重绘/);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: '涂抹重绘区域' }).click();
  await expect(page.getByRole('dialog', { name: '局部重绘' }).getByText('300×200')).toBeAttached();
  await look();
}

test.describe('a finger', () => {
  const devices: [string, BrowserContextOptions][] = [
    ['phone', phone],
    ['tablet', { viewport: { width: 1024, height: 768 }, hasTouch: true, isMobile: true }],
  ];

  /** What can be pressed and is smaller than 44 × 44 pixels, with what a label or a margin adds to it. */
  const small = (page: Page): Promise<string[]> =>
    page.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>('button, a[href], label:has(input), input:not(.sr-only), textarea')]
        .filter(node => node.checkVisibility({ opacityProperty: true, visibilityProperty: true }))
        .filter(node => node.closest('[inert]') === null && !node.matches('[class*=skip]'))
        .map(node => ({ node, box: (node.closest('label') ?? node).getBoundingClientRect() }))
        .filter(({ box }) => box.width > 0 && (box.width < 43.5 || box.height < 43.5))
        .map(({ node, box }) => `${node.outerHTML.slice(0, 90)} ${Math.round(box.width)}×${Math.round(box.height)}`),
    );

  for (const [device, options] of devices) {
    test(`finds nothing too small on a ${device}`, async ({ fake, open }) => {
      fake.models = [{ ...studio, default: true }, { ...jimeng, default: false }, upscale];
      fill(fake);
      const page = await open('/', options);
      await expect(card(page, '初春庭院里的白猫与红梅，工笔画')).toBeVisible();
      await drawAll(page);
      expect(await small(page)).toEqual([]);
      for (const chip of await page.locator('form button[aria-haspopup="dialog"]').all()) {
        await chip.tap();
        await expect(page.getByRole('dialog')).toBeVisible();
        expect(await small(page)).toEqual([]);
        await page.keyboard.press('Escape');
        await expect(page.getByRole('dialog')).toBeHidden();
      }
      await page
        .getByRole('link', { name: /查看第 1 张/ })
        .first()
        .tap();
      await expect(page.locator('dialog[open] table')).toBeVisible();
      expect(await small(page)).toEqual([]);
    });
  }

  for (const [device, options] of devices) {
    test(`finds nothing too small in accounts on a ${device}`, async ({ fake, open }) => {
      fake.accounts.session = { state: 'signed_in', user: ada };
      const page = await open('/account', options);
      await withAccounts(page, async () => expect(await small(page)).toEqual([]));
    });
  }

  for (const [device, options] of devices) {
    test(`finds nothing too small on the other pages on a ${device}`, async ({ fake, open }) => {
      fillPages(fake);
      const page = await open('/', options);
      for (const way of PAGES) {
        await visit(page, way);
        expect([way.path, await small(page)]).toEqual([way.path, []]);
      }
    });
  }

  for (const [device, options] of devices) {
    test(`finds nothing too small for pictures on a ${device}`, async ({ fake, open }) => {
      fake.models = [{ ...lite, default: true }, inpaint, outpaint, upscale];
      const page = await open('/', options);
      await expect(page.locator('h1')).toBeVisible();
      await withPictures(page, async () => expect(await small(page)).toEqual([]));
    });
  }
});
