import type { Page } from '@playwright/test';
import { phone } from './browser';
import type { FakeApi, Received } from './fakeApi';
import { aJob, succeeded } from './fakeJobs';
import { inpaint, jimeng, lite, outpaint, upscale } from './fakeModels';
import { file, png } from './pictures';
import { card, expect, pick, submitPrompt, test, type Open } from './suite';

const jobs = (received: readonly Received[]): unknown[] =>
  received.filter(each => each.method === 'POST' && each.path === '/api/v1/jobs').map(each => each.body);

const editor = (page: Page) => page.getByRole('dialog', { name: '局部重绘' });

/** What a browser reads of a PNG: its size, and how much of it is white. */
async function look(page: Page, bytes: Buffer): Promise<{ width: number; height: number; white: number }> {
  return await page.evaluate(
    async data => {
      const bitmap = await createImageBitmap(new Blob([new Uint8Array(data)], { type: 'image/png' }));
      const canvas = document.createElement('canvas');
      canvas.width = bitmap.width;
      canvas.height = bitmap.height;
      const context = canvas.getContext('2d') as CanvasRenderingContext2D;
      context.drawImage(bitmap, 0, 0);
      const pixels = context.getImageData(0, 0, bitmap.width, bitmap.height).data;
      let white = 0;
      for (let i = 0; i < pixels.length; i += 4) if ((pixels[i] ?? 0) > 127) white++;
      return { width: bitmap.width, height: bitmap.height, white: white / (bitmap.width * bitmap.height) };
    },
    [...bytes],
  );
}

test.describe('a mask', () => {
  const begin = async (fake: FakeApi, open: Open): Promise<Page> => {
    fake.models = [jimeng, inpaint];
    fake.add(succeeded(aJob({ prompt: '竹林', size: '800x600' }), [3]));
    const page = await open();
    await card(page, '竹林').getByRole('link').first().hover();
    await card(page, '竹林').getByRole('button', { name: '重绘第 1 张' }).click();
    await expect(editor(page).getByText('即梦局部重绘 · 800×600')).toBeVisible();
    return page;
  };
  const stroke = async (page: Page, from: [number, number], to: [number, number]): Promise<void> => {
    const box = await editor(page)
      .getByRole('button', { name: /^涂抹区域/ })
      .boundingBox();
    if (box === null) throw new Error('There is no stage');
    const at = ([x, y]: [number, number]): [number, number] => [box.x + box.width * x, box.y + box.height * y];
    await page.mouse.move(...at(from));
    await page.mouse.down();
    await page.mouse.move(...at(to), { steps: 8 });
    await page.mouse.up();
  };
  const share = async (page: Page): Promise<number> => {
    const text = await editor(page).getByRole('status').textContent();
    return Number(/([\d.]+)%/.exec(text ?? '')?.[1] ?? 0);
  };

  test('is painted on a picture, sent as large as the picture, and goes with the job', async ({ fake, open }) => {
    const page = await begin(fake, open);
    const submit = editor(page).getByRole('button', { name: /^重绘 ¥0.20/ });
    await expect(submit).toBeDisabled();
    await stroke(page, [0.4, 0.5], [0.6, 0.5]);
    await expect(editor(page).getByText(/^已选 \d/)).toBeVisible();
    await editor(page).getByRole('textbox').fill('一轮满月');
    await submit.click();
    await expect.poll(() => jobs(fake.received).length).toBe(1);
    await expect(editor(page)).not.toBeAttached();
    const [mask] = fake.uploads.kept;
    expect(mask?.facts).toMatchObject({ purpose: 'mask', width: 800, height: 600 });
    const { white } = await look(page, mask?.bytes ?? Buffer.alloc(0));
    expect(white).toBeGreaterThan(0.01);
    expect(white).toBeLessThan(0.2);
    const [picture] = fake.all().find(job => job.parameters.prompt === '竹林')?.images ?? [];
    expect(jobs(fake.received)[0]).toEqual({
      model: 'jimeng-inpaint',
      prompt: '一轮满月',
      count: 1,
      references: [picture?.id],
      mask: 'upl_1',
    });
  });

  test('can be erased, inverted, cleared, undone and done again', async ({ fake, open }) => {
    const page = await begin(fake, open);
    /** Waits until it is no longer `before`: what is painted is counted a moment later. */
    const shareAfter = async (before: number): Promise<number> => {
      await expect(editor(page).getByText(`已选 ${before.toFixed(1)}%`)).not.toBeAttached();
      return await share(page);
    };
    const shows = (value: number) => expect(editor(page).getByText(`已选 ${value.toFixed(1)}%`)).toBeVisible();
    await stroke(page, [0.4, 0.5], [0.6, 0.5]);
    await expect(editor(page).getByText(/^已选/)).toBeVisible();
    const once = await share(page);
    await page.keyboard.press('e');
    await stroke(page, [0.5, 0.5], [0.6, 0.5]);
    const less = await shareAfter(once);
    expect(less).toBeLessThan(once);
    await page.keyboard.press('Control+z');
    await shows(once);
    await page.keyboard.press('Control+y');
    await shows(less);
    await editor(page).getByRole('button', { name: '反选' }).click();
    const inverted = await shareAfter(less);
    expect(inverted).toBeCloseTo(100 - less, 0);
    await editor(page).getByRole('button', { name: '清空' }).click();
    await expect(editor(page).getByText('涂出要重绘的区域')).toBeVisible();
    await editor(page).getByRole('button', { name: '撤销' }).click();
    await shows(inverted);
  });

  test('is painted in the right place of an enlarged picture', async ({ fake, open }) => {
    const page = await begin(fake, open);
    await editor(page).getByRole('button', { name: /^缩放/ }).click();
    const box = await editor(page)
      .getByRole('button', { name: /^涂抹区域/ })
      .boundingBox();
    await page.mouse.move((box?.x ?? 0) + (box?.width ?? 0) / 2, (box?.y ?? 0) + (box?.height ?? 0) / 2);
    const before = await editor(page).getByRole('button', { name: /^缩放/ }).textContent();
    await page.mouse.wheel(0, -400);
    await page.waitForFunction(
      text => document.querySelector('dialog[open] button[aria-label^="缩放"]')?.textContent !== text,
      before,
    );
    await stroke(page, [0.5, 0.5], [0.5, 0.5]);
    await expect(editor(page).getByText(/^已选/)).toBeVisible();
    await editor(page).getByRole('button', { name: '保存区域', exact: true }).click();
    await expect(editor(page)).not.toBeAttached();
    const mask = fake.uploads.kept[0]?.bytes ?? Buffer.alloc(0);
    // The middle of the picture is white, its corners are black.
    const at = await page.evaluate(
      async data => {
        const bitmap = await createImageBitmap(new Blob([new Uint8Array(data)]));
        const canvas = document.createElement('canvas');
        [canvas.width, canvas.height] = [bitmap.width, bitmap.height];
        const context = canvas.getContext('2d') as CanvasRenderingContext2D;
        context.drawImage(bitmap, 0, 0);
        return [
          [400, 300],
          [5, 5],
          [795, 595],
        ].map(([x = 0, y = 0]) => context.getImageData(x, y, 1, 1).data[0]);
      },
      [...mask],
    );
    expect(at).toEqual([255, 0, 0]);
  });

  test('is painted with the keyboard alone, kept, and changed later', async ({ fake, open }) => {
    const page = await begin(fake, open);
    await page.keyboard.press('Shift+ArrowRight');
    await page.keyboard.press('Shift+ArrowRight');
    await page.keyboard.press('Shift+ArrowDown');
    await expect(editor(page).getByText(/^已选/)).toBeVisible();
    const painted = await share(page);
    await editor(page).getByRole('button', { name: '保存区域', exact: true }).click();
    await expect(editor(page)).not.toBeAttached();
    expect(jobs(fake.received)).toEqual([]);
    await page.reload();
    await page.getByRole('button', { name: '修改重绘区域' }).click();
    await expect(editor(page).getByText(/^已选/)).toBeVisible();
    expect(await share(page)).toBeCloseTo(painted, 0);
    await expect(editor(page).getByRole('button', { name: '撤销' })).toBeDisabled();
    await page.keyboard.press('Escape');
    await submitPrompt(page, '雪');
    await expect.poll(() => jobs(fake.received).length).toBe(1);
    expect(jobs(fake.received)[0]).toMatchObject({ mask: 'upl_1' });
  });

  test('that is missing is asked for, and one of another picture is none', async ({ fake, open }) => {
    fake.models = [{ ...inpaint, default: true }];
    const page = await open();
    await expect(page.getByText('即梦局部重绘 需要 1 张图片')).toBeVisible();
    await submitPrompt(page, '雪');
    await expect(page.getByText('先添加一张图片')).toBeVisible();
    await page.locator('input[type=file]').setInputFiles([file('a.png', png(400, 300))]);
    await expect(page.getByRole('button', { name: '涂抹重绘区域' })).toBeVisible();
    await expect(page.getByText('先涂出要重绘的区域')).toBeVisible();
    expect(jobs(fake.received)).toEqual([]);
  });

  test('says why it was not kept', async ({ fake, open }) => {
    const page = await begin(fake, open);
    await stroke(page, [0.4, 0.5], [0.6, 0.5]);
    fake.refuse = request => (request.path === '/api/v1/uploads' ? 'cut' : null);
    await editor(page).getByRole('button', { name: '保存区域', exact: true }).click();
    await expect(editor(page).getByText('上传中断，服务没有回应')).toBeVisible();
    fake.refuse = () => null;
    await editor(page).getByRole('button', { name: '保存区域', exact: true }).click();
    await expect(editor(page)).not.toBeAttached();
  });

  test('is painted with one finger and moved with two', async ({ fake, open }) => {
    fake.models = [jimeng, inpaint];
    fake.add(succeeded(aJob({ prompt: '竹林', size: '800x600' }), [3]));
    const page = await open('/', phone);
    await card(page, '竹林').getByRole('link').first().tap();
    await page.getByRole('dialog', { name: '画面详情' }).getByRole('button', { name: '重绘' }).tap();
    await expect(editor(page).getByRole('button', { name: /^涂抹区域/ })).toBeVisible();
    const box = await editor(page)
      .getByRole('button', { name: /^涂抹区域/ })
      .boundingBox();
    const [x, y] = [(box?.x ?? 0) + (box?.width ?? 0) / 2, (box?.y ?? 0) + (box?.height ?? 0) / 2];
    const devtools = await page.context().newCDPSession(page);
    const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', ...points: [number, number][]) =>
      devtools.send('Input.dispatchTouchEvent', {
        type,
        touchPoints: points.map(([px, py], id) => ({ x: px, y: py, id })),
      });
    await touch('touchStart', [x - 40, y]);
    await touch('touchMove', [x + 40, y]);
    await touch('touchEnd');
    await expect(editor(page).getByText(/^已选/)).toBeVisible();
    const painted = await share(page);
    const zoom = editor(page).getByRole('button', { name: /^缩放/ });
    const before = await zoom.textContent();
    await touch('touchStart', [x - 30, y], [x + 30, y]);
    await touch('touchMove', [x - 90, y], [x + 90, y]);
    await touch('touchEnd');
    await page.waitForFunction(
      text => document.querySelector('dialog[open] button[aria-label^="缩放"]')?.textContent !== text,
      before,
    );
    expect(await share(page)).toBe(painted);
  });
});

test.describe('a picture that is worked on', () => {
  test('grows to the sides that were chosen, without words', async ({ fake, open }) => {
    fake.models = [jimeng, outpaint];
    fake.add(succeeded(aJob({ prompt: '竹林', size: '1000x1000' }), [3]));
    const page = await open();
    await card(page, '竹林').getByRole('link').first().hover();
    await card(page, '竹林').getByRole('button', { name: '第 1 张的更多操作' }).click();
    await page.getByRole('menuitem', { name: '扩图' }).click();
    await page.getByRole('button', { name: /^生成 ¥0.20/ }).click();
    await expect(page.getByText('先选择要扩展的方向')).toBeVisible();
    await page.getByRole('button', { name: /^扩展范围/ }).click();
    await page.getByRole('button', { name: '16:9' }).click();
    await expect(page.getByRole('button', { name: '扩展范围: 1778×1000' })).toBeVisible();
    await page.getByRole('spinbutton', { name: '向上扩展' }).fill('0.2');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: /^生成 ¥0.20/ }).click();
    await expect.poll(() => jobs(fake.received).length).toBe(1);
    const body = jobs(fake.received)[0] as Record<string, unknown>;
    expect(body).not.toHaveProperty('prompt');
    expect(body).toMatchObject({ model: 'jimeng-outpaint', options: { top: 0.2, left: 0.389, right: 0.389 } });
    await expect(card(page, '扩图')).toBeVisible();
  });

  test('is enlarged to what the catalogue offers, without words', async ({ fake, open }) => {
    fake.models = [jimeng, upscale];
    fake.add(succeeded(aJob({ prompt: '竹林' }), [3]));
    const page = await open();
    await page.locator('#prompt').fill('写到一半');
    await card(page, '竹林').getByRole('link').first().hover();
    await card(page, '竹林').getByRole('button', { name: '第 1 张的更多操作' }).click();
    await page.getByRole('menuitem', { name: '超清' }).click();
    await expect(page.getByText('即梦智能超清 不需要提示词')).toBeVisible();
    await page.getByRole('button', { name: '分辨率: 4K' }).click();
    await pick(page, '8K');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: /^生成 ¥0.40/ }).click();
    await expect.poll(() => jobs(fake.received).length).toBe(1);
    const body = jobs(fake.received)[0] as Record<string, unknown>;
    expect(body).not.toHaveProperty('prompt');
    expect(body).toMatchObject({ model: 'jimeng-upscale', count: 1, options: { resolution: '8k' } });
    await expect(card(page, '超清')).toBeVisible();
    // The words wait for a model that takes some.
    await page.getByRole('button', { name: /^模型/ }).click();
    await pick(page, /^即梦 4.0/);
    await page.keyboard.press('Escape');
    await expect(page.locator('#prompt')).toHaveValue('写到一半');
  });
});

test.describe('a group', () => {
  test('is asked for as one, in a style, and its pictures are shown as they arrive', async ({ fake, open }) => {
    fake.models = [{ ...lite, default: true }, jimeng];
    const page = await open();
    await page.getByRole('button', { name: /^张数/ }).click();
    await pick(page, '组图');
    await expect(page.getByText('一次生成最多 15 张相互关联的画面')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('button', { name: '张数: 组图 4 张' })).toBeVisible();
    await page.getByRole('button', { name: /^风格/ }).click();
    await pick(page, '水墨国画');
    await expect(page.getByText('将加到提示词后：中国水墨画')).toBeVisible();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: /^画面尺寸/ }).click();
    await pick(page, '自动');
    await page.keyboard.press('Escape');
    await expect(page.getByRole('button', { name: '画面尺寸: 自动 2K' })).toBeVisible();
    await submitPrompt(page, '四季庭院');
    await expect.poll(() => jobs(fake.received).length).toBe(1);
    expect(jobs(fake.received)[0]).toEqual({
      model: 'seedream-5.0-lite',
      prompt: '四季庭院',
      size: '2K',
      count: 4,
      group: true,
      style: 'ink',
    });
    const job = card(page, '四季庭院');
    await expect(job.getByText('组图 4 张')).toBeVisible();
    await expect(job.getByText('水墨国画')).toBeVisible();
    const id = fake.all()[0]?.id ?? '';
    fake.update(id, { status: 'running', started_at: new Date().toISOString(), queue: null });
    for (let i = 0; i < 3; i++) {
      fake.picture(id, i, i + 3);
      await expect(job.getByRole('link', { name: new RegExp(`查看第 ${i + 1} 张`) })).toBeVisible();
      await expect(job.getByTestId('waiting')).toHaveCount(3 - i);
    }
  });

  test('and its style are dropped aloud by a model that makes none', async ({ fake, open }) => {
    fake.models = [{ ...lite, default: true }, jimeng];
    const page = await open();
    await page.getByRole('button', { name: /^张数/ }).click();
    await pick(page, '组图');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: /^风格/ }).click();
    await pick(page, '水彩');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: /^模型/ }).click();
    await pick(page, /^即梦 4.0/);
    await expect(page.getByText('即梦 4.0 不支持以下设置，已移除：组图、风格')).toBeVisible();
  });
});
