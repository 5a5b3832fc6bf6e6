import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import type { ReferenceRule } from '@/api/types';
import { phone } from './browser';
import type { Received } from './fakeApi';
import { aJob, succeeded } from './fakeJobs';
import { jimeng, lite, upscale } from './fakeModels';
import { file, png } from './pictures';
import { card, onFakeApi, pick, submitPrompt, until } from './suite';

const jobs = (received: readonly Received[]): Received[] =>
  received.filter(each => each.method === 'POST' && each.path === '/api/v1/jobs');

const add = (page: Page, ...files: ReturnType<typeof file>[]): Promise<void> =>
  page.locator('input[type=file]').first().setInputFiles(files);

const thumb = (page: Page, n: number) => page.getByRole('button', { name: `图${n}`, exact: true });

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

onFakeApi('references', stage => {
  it('come from the button, a drop and the clipboard, in their order, and go with the job', async () => {
    stage.fake.models = [{ ...lite, default: true }];
    const page = await stage.open();
    await page.getByRole('button', { name: '参考图' }).waitFor();
    await add(page, file('a.png', png(300, 200)), file('b.png', png(200, 300)));
    await thumb(page, 2).waitFor();
    await drop(page, 'drop', png(64, 64));
    await thumb(page, 3).waitFor();
    await drop(page, 'paste', png(32, 32));
    await thumb(page, 4).waitFor();
    await page.getByText('参考图 4 / 14').waitFor();
    await submitPrompt(page, '把图1放进图2');
    await until(() => jobs(stage.fake.received).length === 1);
    expect(jobs(stage.fake.received)[0]?.body).toMatchObject({ references: ['upl_1', 'upl_2', 'upl_3', 'upl_4'] });
    expect(stage.fake.uploads.kept.map(({ facts }) => facts.width)).toEqual([300, 200, 64, 32]);
    // They stay for the next picture.
    expect(await thumb(page, 4).count()).toBe(1);
  });

  it('can be put in another order, taken away, and are there after a reload', async () => {
    stage.fake.models = [{ ...lite, default: true }];
    const page = await stage.open();
    await page.getByRole('button', { name: '参考图' }).waitFor();
    await add(page, file('a.png'), file('b.png'), file('c.png'));
    await thumb(page, 3).waitFor();
    await thumb(page, 3).click();
    await page.getByRole('menuitem', { name: '前移一位' }).click();
    await thumb(page, 1).hover();
    await page.getByRole('button', { name: '移除图1' }).click();
    await page.getByText('参考图 2 / 14').waitFor();
    await thumb(page, 1).dragTo(thumb(page, 2));
    await page.reload();
    await thumb(page, 2).waitFor();
    await submitPrompt(page, '雪');
    await until(() => jobs(stage.fake.received).length === 1);
    expect(jobs(stage.fake.received)[0]?.body).toMatchObject({ references: ['upl_2', 'upl_3'] });
  });

  it('that can not be taken say why at once, and never leave the computer', async () => {
    stage.fake.models = [{ ...lite, default: true }];
    const page = await stage.open();
    await page.getByRole('button', { name: '参考图' }).waitFor();
    await drop(page, 'drop', Buffer.from('GIF89a'), 'image/gif');
    await page.getByText('dropped.png：只支持 PNG、JPEG 和 WebP 图片').waitFor();
    await page.getByRole('button', { name: '移除', exact: true }).click();
    await add(page, file('large.png', Buffer.alloc(10 * 1024 * 1024 + 1)));
    await page.getByText('large.png：图片超过 10 MB').waitFor();
    await page.getByRole('button', { name: '移除', exact: true }).click();
    expect(await page.getByRole('group', { name: '参考图' }).count()).toBe(0);
    expect(stage.fake.received.filter(each => each.path === '/api/v1/uploads')).toEqual([]);
  });

  it('show how far they are, keep the job back meanwhile, and can be sent again', async () => {
    stage.fake.models = [{ ...lite, default: true }];
    const release: (() => void)[] = [];
    stage.fake.uploads.held = new Promise(resolve => release.push(resolve));
    const page = await stage.open();
    await page.getByRole('button', { name: '参考图' }).waitFor();
    await add(page, file('a.png'));
    await page.getByRole('progressbar', { name: '正在上传 a.png' }).waitFor();
    await submitPrompt(page, '雪');
    await page.getByText('图片还没有全部上传').waitFor();
    expect(jobs(stage.fake.received)).toEqual([]);
    release.forEach(go => go());
    await thumb(page, 1).waitFor();
    stage.fake.refuse = request => (request.path === '/api/v1/uploads' ? 'cut' : null);
    await add(page, file('b.png'));
    await page.getByText('b.png：上传中断，服务没有回应').waitFor();
    stage.fake.refuse = request =>
      request.path === '/api/v1/uploads'
        ? { status: 422, body: { code: 'invalid_picture', detail: 'damaged', retryable: false } }
        : null;
    await page.getByRole('button', { name: '重试' }).click();
    await page.getByText('b.png：图片已损坏，无法读取').waitFor();
    expect(await page.getByRole('button', { name: '重试' }).count()).toBe(0);
  });

  it('stay when a model is chosen that takes none, or fewer, and the page says so', async () => {
    const one = { ...lite, id: 'one', name: { zh: '单图', en: 'One' }, references: { ...upscale.references, min: 0 } };
    stage.fake.models = [{ ...lite, default: true }, jimeng, one as typeof lite];
    const page = await stage.open();
    await page.getByRole('button', { name: '参考图' }).waitFor();
    await add(page, file('a.png'), file('b.png'));
    await thumb(page, 2).waitFor();
    const chooseModel = async (model: RegExp): Promise<void> => {
      await page.getByRole('button', { name: /^模型/ }).click();
      await pick(page, model);
      await page.keyboard.press('Escape');
    };
    await chooseModel(/^即梦 4.0/);
    await page.getByText('即梦 4.0 不使用参考图').waitFor();
    await submitPrompt(page, '雪');
    expect(jobs(stage.fake.received)).toEqual([]);
    await chooseModel(/^单图/);
    await page.getByText('单图 最多使用 1 张参考图').waitFor();
    await page.getByRole('button', { name: '移除 1 张' }).click();
    await page.locator('#prompt').press('Control+Enter');
    await until(() => jobs(stage.fake.received).length === 1);
    expect(jobs(stage.fake.received)[0]?.body).toMatchObject({ model: 'one', references: ['upl_1'] });
  });

  it('are checked against what the model takes of each', async () => {
    stage.fake.models = [
      { ...lite, default: true, references: { ...(lite.references as ReferenceRule), max_ratio: 3 } },
    ];
    const page = await stage.open();
    await page.getByRole('button', { name: '参考图' }).waitFor();
    await add(page, file('a.png', png(400, 100)));
    await page.getByText('图1 的宽高比超出 Seedream 5.0 Lite 的 0 – 3:1').waitFor();
    await submitPrompt(page, '雪');
    expect(jobs(stage.fake.received)).toEqual([]);
  });

  it('can be pictures that were made here: from the tile, from the lightbox, and of a job that is edited again', async () => {
    stage.fake.models = [{ ...lite, default: true }, jimeng];
    const made = succeeded(aJob({ prompt: '竹林', count: 2 }), [3, 9]);
    const again = succeeded(aJob({ prompt: '再来' }), [4]);
    again.model = lite.id;
    again.parameters = { ...again.parameters, references: ['img_a', 'img_b'], group: true, count: 3, style: 'ink' };
    stage.fake.add(made, again);
    const page = await stage.open();
    await card(page, '竹林').getByRole('link').first().hover();
    await card(page, '竹林').getByRole('button', { name: '把第 1 张用作参考' }).click();
    await thumb(page, 1).waitFor();
    await card(page, '竹林')
      .getByRole('link', { name: /查看第 2 张/ })
      .click();
    await page.getByRole('dialog', { name: '画面详情' }).getByRole('button', { name: '参考', exact: true }).click();
    await thumb(page, 2).waitFor();
    expect(new URL(page.url()).pathname).toBe('/');
    await submitPrompt(page, '雪');
    await until(() => jobs(stage.fake.received).length === 1);
    expect(jobs(stage.fake.received)[0]?.body).toMatchObject({ references: made.images.map(image => image.id) });

    await card(page, '再来').getByRole('button', { name: '重新编辑' }).click();
    await page.getByRole('button', { name: '张数: 组图 3 张' }).waitFor();
    await page.getByRole('button', { name: '风格: 水墨国画' }).waitFor();
    await page.locator('#prompt').press('Control+Enter');
    await until(() => jobs(stage.fake.received).length === 2);
    expect(jobs(stage.fake.received)[1]?.body).toMatchObject({
      prompt: '再来',
      references: ['img_a', 'img_b'],
      group: true,
      count: 3,
      style: 'ink',
    });
  });

  it('have a menu that stays where it is when a key moves into it', async () => {
    stage.fake.models = [{ ...lite, default: true }];
    const page = await stage.open('/', phone);
    await page.getByRole('button', { name: '添加参考图' }).waitFor();
    await add(page, file('a.png'), file('b.png'));
    await thumb(page, 2).press('Enter');
    await page.getByRole('menu').waitFor();
    await page.keyboard.press('Tab');
    await page.waitForFunction(() => document.activeElement?.closest('.ant-dropdown') != null);
    expect(await page.evaluate(() => scrollY)).toBe(0);
    await page.getByRole('menuitem', { name: '移除' }).press('Enter');
    await thumb(page, 2).waitFor({ state: 'detached' });
  });

  it('come by a finger on a phone', async () => {
    stage.fake.models = [{ ...lite, default: true }];
    const page = await stage.open('/', phone);
    await page.getByRole('button', { name: '添加参考图' }).waitFor();
    await add(page, file('a.png'), file('b.png'));
    await thumb(page, 2).tap();
    await page.getByRole('menuitem', { name: '移除' }).tap();
    await thumb(page, 2).waitFor({ state: 'detached' });
    expect(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)).toBe(false);
  });
});
