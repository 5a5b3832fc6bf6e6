import type { Locator, Page } from '@playwright/test';
import type { ReferenceRule } from '@/api/types';
import { phone } from './browser';
import type { Received } from './fakeApi';
import { aJob, succeeded } from './fakeJobs';
import { jimeng, lite, upscale } from './fakeModels';
import { file, png } from './pictures';
import { card, expect, pick, submitPrompt, test } from './suite';

const jobs = (received: readonly Received[]): Received[] =>
  received.filter(each => each.method === 'POST' && each.path === '/api/v1/jobs');

const add = (page: Page, ...files: ReturnType<typeof file>[]): Promise<void> =>
  page.locator('input[type=file]').first().setInputFiles(files);

const thumb = (page: Page, n: number) => page.getByRole('button', { name: `图${n}`, exact: true });

/** What a screen reader is told. */
const said = (page: Page, text: string) => page.getByRole('status').filter({ hasText: text });

async function centre(of: Locator): Promise<{ x: number; y: number }> {
  const box = await of.boundingBox();
  if (box === null) throw new Error('It is not shown');
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** A drop of files, as the browser hands it to the page. */
async function drop(page: Page, type: 'drop' | 'paste', bytes: Buffer, mime = 'image/png'): Promise<void> {
  await page.evaluate(
    ({ type, bytes, mime }) => {
      const data = new DataTransfer();
      data.items.add(new File([new Uint8Array(bytes)], 'dropped.png', { type: mime }));
      const event =
        type === 'drop'
          ? new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true })
          : new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true });
      document.body.dispatchEvent(event);
    },
    { type, bytes: [...bytes], mime },
  );
}

test.describe('references', () => {
  test('come from the button, a drop and the clipboard, in their order, and go with the job', async ({
    fake,
    open,
  }) => {
    fake.models = [{ ...lite, default: true }];
    const page = await open();
    await expect(page.getByRole('button', { name: '参考图' })).toBeVisible();
    await add(page, file('a.png', png(300, 200)), file('b.png', png(200, 300)));
    await expect(thumb(page, 2)).toBeVisible();
    await drop(page, 'drop', png(64, 64));
    await expect(thumb(page, 3)).toBeVisible();
    await drop(page, 'paste', png(32, 32));
    await expect(thumb(page, 4)).toBeVisible();
    await expect(page.getByText('参考图 4 / 14')).toBeVisible();
    await submitPrompt(page, '把图1放进图2');
    await expect.poll(() => jobs(fake.received).length).toBe(1);
    expect(jobs(fake.received)[0]?.body).toMatchObject({ references: ['upl_1', 'upl_2', 'upl_3', 'upl_4'] });
    expect(fake.uploads.kept.map(({ facts }) => facts.width)).toEqual([300, 200, 64, 32]);
    // They stay for the next picture.
    await expect(thumb(page, 4)).toHaveCount(1);
  });

  test('can be put in another order, taken away, and are there after a reload', async ({ fake, open }) => {
    fake.models = [{ ...lite, default: true }];
    const page = await open();
    await expect(page.getByRole('button', { name: '参考图' })).toBeVisible();
    await add(page, file('a.png'), file('b.png'), file('c.png'));
    await expect(thumb(page, 3)).toBeVisible();
    await thumb(page, 3).click();
    await page.getByRole('menuitem', { name: '前移一位' }).click();
    await thumb(page, 1).hover();
    await page.getByRole('button', { name: '移除图1' }).click();
    await expect(page.getByText('参考图 2 / 14')).toBeVisible();
    const [from, to] = [await centre(thumb(page, 1)), await centre(thumb(page, 2))];
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await page.mouse.move(to.x, to.y, { steps: 8 });
    await expect(said(page, '图1移到第 2 位，共 2 位')).toBeAttached();
    await page.mouse.up();
    await expect(said(page, '图1现在是第 2 位，共 2 位')).toBeAttached();
    await expect(page.getByRole('menu')).toHaveCount(0);
    await page.reload();
    await expect(thumb(page, 2)).toBeVisible();
    await submitPrompt(page, '雪');
    await expect.poll(() => jobs(fake.received).length).toBe(1);
    expect(jobs(fake.received)[0]?.body).toMatchObject({ references: ['upl_2', 'upl_3'] });
  });

  test('are put in another order by the keyboard, which says where each is', async ({ fake, open }) => {
    fake.models = [{ ...lite, default: true }];
    const page = await open('/', { locale: 'en-GB' });
    await expect(page.getByRole('button', { name: 'Reference' })).toBeVisible();
    await add(page, file('a.png'), file('b.png'), file('c.png'));
    const third = page.getByRole('button', { name: 'Pic 3', exact: true });
    await expect(third).toHaveAccessibleDescription(/press the space bar/);
    await third.press('Space');
    await expect(said(page, 'Pic 3 is lifted from place 3 of 3')).toBeAttached();
    await page.keyboard.press('ArrowLeft');
    await expect(said(page, 'Pic 3 is over place 2 of 3')).toBeAttached();
    await page.keyboard.press('ArrowLeft');
    await expect(said(page, 'Pic 3 is over place 1 of 3')).toBeAttached();
    await page.keyboard.press('Space');
    await expect(said(page, 'Pic 3 now has place 1 of 3')).toBeAttached();
    await expect(page.getByRole('menu')).toHaveCount(0);
    // What was put down can be taken again at once, and goes back where it was.
    await expect(page.getByRole('button', { name: 'Pic 1', exact: true })).toBeFocused();
    await page.keyboard.press('Space');
    await page.keyboard.press('ArrowRight');
    await expect(said(page, 'Pic 1 is over place 2 of 3')).toBeAttached();
    await page.keyboard.press('Escape');
    await expect(said(page, 'Pic 1 is back in its place')).toBeAttached();
    await submitPrompt(page, 'Snow');
    await expect.poll(() => jobs(fake.received).length).toBe(1);
    expect(jobs(fake.received)[0]?.body).toMatchObject({ references: ['upl_3', 'upl_1', 'upl_2'] });
  });

  test('are put in another order by a finger that rests on one first', async ({ fake, open }) => {
    fake.models = [{ ...lite, default: true }];
    const page = await open('/', phone);
    await expect(page.getByRole('button', { name: '添加参考图' })).toBeVisible();
    await add(page, file('a.png'), file('b.png'));
    const [from, to] = [await centre(thumb(page, 1)), await centre(thumb(page, 2))];
    const devtools = await page.context().newCDPSession(page);
    const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', points: { x: number; y: number }[]) =>
      devtools.send('Input.dispatchTouchEvent', { type, touchPoints: points });
    await touch('touchStart', [from]);
    await expect(said(page, '已拿起图1，当前第 1 位，共 2 位')).toBeAttached();
    await touch('touchMove', [{ x: to.x - 10, y: to.y }]);
    await touch('touchMove', [to]);
    await expect(said(page, '图1移到第 2 位，共 2 位')).toBeAttached();
    await touch('touchEnd', []);
    await expect(said(page, '图1现在是第 2 位，共 2 位')).toBeAttached();
    await expect(page.getByRole('menu')).toHaveCount(0);
    await submitPrompt(page, '雪');
    await expect.poll(() => jobs(fake.received).length).toBe(1);
    expect(jobs(fake.received)[0]?.body).toMatchObject({ references: ['upl_2', 'upl_1'] });
  });

  test('that can not be taken say why at once, and never leave the computer', async ({ fake, open }) => {
    fake.models = [{ ...lite, default: true }];
    const page = await open();
    await expect(page.getByRole('button', { name: '参考图' })).toBeVisible();
    await drop(page, 'drop', Buffer.from('GIF89a'), 'image/gif');
    await expect(page.getByText('dropped.png：只支持 PNG、JPEG 和 WebP 图片')).toBeVisible();
    await page.getByRole('button', { name: '移除', exact: true }).click();
    await add(page, file('large.png', Buffer.alloc(10 * 1024 * 1024 + 1)));
    await expect(page.getByText('large.png：图片超过 10 MB')).toBeVisible();
    await page.getByRole('button', { name: '移除', exact: true }).click();
    await expect(page.getByRole('group', { name: '参考图' })).toHaveCount(0);
    expect(fake.received.filter(each => each.path === '/api/v1/uploads')).toEqual([]);
  });

  test('show how far they are, keep the job back meanwhile, and can be sent again', async ({ fake, open }) => {
    fake.models = [{ ...lite, default: true }];
    const release: (() => void)[] = [];
    fake.uploads.held = new Promise(resolve => release.push(resolve));
    const page = await open();
    await expect(page.getByRole('button', { name: '参考图' })).toBeVisible();
    await add(page, file('a.png'));
    await expect(page.getByRole('progressbar', { name: '正在上传 a.png' })).toBeVisible();
    await submitPrompt(page, '雪');
    await expect(page.getByText('图片还没有全部上传')).toBeVisible();
    expect(jobs(fake.received)).toEqual([]);
    release.forEach(go => go());
    await expect(thumb(page, 1)).toBeVisible();
    fake.refuse = request => (request.path === '/api/v1/uploads' ? 'cut' : null);
    await add(page, file('b.png'));
    await expect(page.getByText('b.png：上传中断，服务没有回应')).toBeVisible();
    fake.refuse = request =>
      request.path === '/api/v1/uploads'
        ? { status: 422, body: { code: 'invalid_picture', detail: 'damaged', retryable: false } }
        : null;
    await page.getByRole('button', { name: '重试' }).click();
    await expect(page.getByText('b.png：图片已损坏，无法读取')).toBeVisible();
    await expect(page.getByRole('button', { name: '重试' })).toHaveCount(0);
  });

  test('stay when a model is chosen that takes none, or fewer, and the page says so', async ({ fake, open }) => {
    const one = { ...lite, id: 'one', name: { zh: '单图', en: 'One' }, references: { ...upscale.references, min: 0 } };
    fake.models = [{ ...lite, default: true }, jimeng, one as typeof lite];
    const page = await open();
    await expect(page.getByRole('button', { name: '参考图' })).toBeVisible();
    await add(page, file('a.png'), file('b.png'));
    await expect(thumb(page, 2)).toBeVisible();
    const chooseModel = async (model: RegExp): Promise<void> => {
      await page.getByRole('button', { name: /^模型/ }).click();
      await pick(page, model);
      await page.keyboard.press('Escape');
    };
    await chooseModel(/^即梦 4.0/);
    await expect(page.getByText('即梦 4.0 不使用参考图')).toBeVisible();
    await submitPrompt(page, '雪');
    expect(jobs(fake.received)).toEqual([]);
    await chooseModel(/^单图/);
    await expect(page.getByText('单图 最多使用 1 张参考图')).toBeVisible();
    await page.getByRole('button', { name: '移除 1 张' }).click();
    await page.locator('#prompt').press('Control+Enter');
    await expect.poll(() => jobs(fake.received).length).toBe(1);
    expect(jobs(fake.received)[0]?.body).toMatchObject({ model: 'one', references: ['upl_1'] });
  });

  test('are checked against what the model takes of each', async ({ fake, open }) => {
    fake.models = [{ ...lite, default: true, references: { ...(lite.references as ReferenceRule), max_ratio: 3 } }];
    const page = await open();
    await expect(page.getByRole('button', { name: '参考图' })).toBeVisible();
    await add(page, file('a.png', png(400, 100)));
    await expect(page.getByText('图1 的宽高比超出 Seedream 5.0 Lite 的 0 – 3:1')).toBeVisible();
    await submitPrompt(page, '雪');
    expect(jobs(fake.received)).toEqual([]);
  });

  test('can be pictures that were made here: from the tile, from the lightbox, and of a job that is edited again', async ({
    fake,
    open,
  }) => {
    fake.models = [{ ...lite, default: true }, jimeng];
    const made = succeeded(aJob({ prompt: '竹林', count: 2 }), [3, 9]);
    const again = succeeded(aJob({ prompt: '再来' }), [4]);
    again.model = lite.id;
    again.parameters = { ...again.parameters, references: ['img_a', 'img_b'], group: true, count: 3, style: 'ink' };
    fake.add(made, again);
    const page = await open();
    await card(page, '竹林').getByRole('link').first().hover();
    await card(page, '竹林').getByRole('button', { name: '把第 1 张用作参考' }).click();
    await expect(thumb(page, 1)).toBeVisible();
    await card(page, '竹林')
      .getByRole('link', { name: /查看第 2 张/ })
      .click();
    await page.getByRole('dialog', { name: '画面详情' }).getByRole('button', { name: '参考', exact: true }).click();
    await expect(thumb(page, 2)).toBeVisible();
    await expect(page).toHaveURL(url => url.pathname === '/');
    await submitPrompt(page, '雪');
    await expect.poll(() => jobs(fake.received).length).toBe(1);
    expect(jobs(fake.received)[0]?.body).toMatchObject({ references: made.images.map(image => image.id) });

    await card(page, '再来').getByRole('button', { name: '重新编辑' }).click();
    await expect(page.getByRole('button', { name: '张数: 组图 3 张' })).toBeVisible();
    await expect(page.getByRole('button', { name: '风格: 水墨国画' })).toBeVisible();
    await page.locator('#prompt').press('Control+Enter');
    await expect.poll(() => jobs(fake.received).length).toBe(2);
    expect(jobs(fake.received)[1]?.body).toMatchObject({
      prompt: '再来',
      references: ['img_a', 'img_b'],
      group: true,
      count: 3,
      style: 'ink',
    });
  });

  test('have a menu that stays where it is when a key moves into it', async ({ fake, open }) => {
    fake.models = [{ ...lite, default: true }];
    const page = await open('/', phone);
    await expect(page.getByRole('button', { name: '添加参考图' })).toBeVisible();
    await add(page, file('a.png'), file('b.png'));
    await thumb(page, 2).press('Enter');
    await expect(page.getByRole('menu')).toBeVisible();
    await page.keyboard.press('Tab');
    await page.waitForFunction(() => document.activeElement?.closest('[role=menu]') != null);
    expect(await page.evaluate(() => scrollY)).toBe(0);
    await page.getByRole('menuitem', { name: '移除' }).press('Enter');
    await expect(thumb(page, 2)).not.toBeAttached();
  });

  test('come by a finger on a phone', async ({ fake, open }) => {
    fake.models = [{ ...lite, default: true }];
    const page = await open('/', phone);
    await expect(page.getByRole('button', { name: '添加参考图' })).toBeVisible();
    await add(page, file('a.png'), file('b.png'));
    await thumb(page, 2).tap();
    await page.getByRole('menuitem', { name: '移除' }).tap();
    await expect(thumb(page, 2)).not.toBeAttached();
    expect(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)).toBe(false);
  });
});
