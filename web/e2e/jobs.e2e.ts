import type { Received } from './fakeApi';
import { aJob, busy, moderated, succeeded } from './fakeJobs';
import { card, expect, submitPrompt, test } from './suite';

const posts = (received: readonly Received[], path: string): Received[] =>
  received.filter(each => each.method === 'POST' && each.path === path);

test.describe('the life of a job', () => {
  test('goes from the button over the queue to pictures that come one by one, and costs one request', async ({
    fake,
    open,
  }) => {
    const page = await open();
    await page.getByRole('button', { name: /^张数/ }).click();
    await page.getByRole('button', { name: '2', exact: true }).click();
    await page.keyboard.press('Escape');
    await submitPrompt(page, '雪山湖泊');

    const job = card(page, '雪山湖泊');
    await expect(job.getByText('排队中 · 第 3 位')).toBeVisible();
    await expect(page.getByRole('article')).toHaveCount(1);
    const id = fake.all()[0]?.id ?? '';
    fake.update(id, { status: 'running', started_at: new Date().toISOString(), queue: null });
    await expect(job.getByText(/生成中 \d+ 秒/)).toBeVisible();
    fake.picture(id, 1, 6);
    await expect(job.getByRole('img')).toBeVisible();
    await expect(job.getByTestId('waiting')).toHaveCount(1);
    await expect(page.getByRole('status').filter({ hasText: '第 2 张完成' })).toBeAttached();
    fake.picture(id, 0, 12, succeeded(fake.all()[0] ?? aJob(), [12, 6]));
    await expect(job.getByText('¥0.44')).toBeVisible();
    await expect(job.getByRole('img')).toHaveCount(2);

    const sent = posts(fake.received, '/api/v1/jobs');
    expect(sent).toHaveLength(1);
    expect(sent[0]?.key).toMatch(/^[0-9a-f]{32}$/);
    expect(sent[0]?.body).toMatchObject({ prompt: '雪山湖泊', count: 2, size: '2048x2048' });
  });

  test('stands on the page at once, before the server has answered', async ({ fake, open }) => {
    const page = await open();
    fake.refuse = request => (request.method === 'POST' ? 'hang' : null);
    await submitPrompt(page, '一盏灯');
    await expect(card(page, '一盏灯').getByText('正在提交')).toBeVisible();
    await expect(page.locator('#prompt')).toHaveValue('');
  });

  test('that failed says why, and can be tried again', async ({ fake, open }) => {
    const job = aJob({ prompt: '未来城市', status: 'failed', error: busy });
    fake.add(job);
    const page = await open();
    await expect(card(page, '未来城市').getByText('服务商目前请求过多')).toBeVisible();
    await expect(card(page, '未来城市').getByText('provider_busy · 50430')).toBeVisible();
    await card(page, '未来城市').getByRole('button', { name: '重试' }).click();
    await expect(card(page, '未来城市').getByText('排队中 · 第 1 位')).toBeVisible();
    const sent = posts(fake.received, `/api/v1/jobs/${job.id}/retry`);
    expect(sent.map(each => each.body)).toEqual([{ attempt: 1 }]);
    expect(sent[0]?.key).toBe(`${job.id}-1`);
  });

  test('whose picture waits to be stored says why', async ({ fake, open }) => {
    const waiting_for = {
      code: 'picture_too_large',
      message: '图片超过了可保存的大小上限。请管理员调高 STORAGE_LARGEST_PICTURE。',
      act: 'operator' as const,
      since: '2026-11-23T06:00:00Z',
    };
    fake.add(aJob({ prompt: '巨幅山水', status: 'storing', waiting_for }));
    const page = await open();
    await expect(card(page, '巨幅山水').getByText('图片超过了可保存的大小上限')).toBeVisible();
    await expect(card(page, '巨幅山水').getByText('需管理员处理 · picture_too_large')).toBeVisible();
  });

  test('that was refused for its words offers them for editing', async ({ fake, open }) => {
    fake.add(aJob({ prompt: '可乐海报', status: 'failed', error: moderated }));
    const page = await open();
    await card(page, '可乐海报').getByRole('button', { name: '修改提示词' }).click();
    await expect(page.locator('#prompt')).toHaveValue('可乐海报');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('prompt');
  });

  test('of which nobody knows whether it was billed is only sent again by a person who has read that', async ({
    fake,
    open,
  }) => {
    const submission = {
      submit_id: 'sub_1',
      provider_request_id: null,
      submitted_at: '2026-11-23T06:00:00Z',
      prompt_sha256: 'c0ffee',
      indices: [0],
      reason: 'The connection broke.',
    };
    const job = aJob({
      prompt: '白猫',
      status: 'needs_attention',
      error: busy,
      unknown_submissions: [submission],
    });
    fake.add(job);
    const page = await open();
    const retries = () => posts(fake.received, `/api/v1/jobs/${job.id}/retry`);
    await expect(card(page, '白猫').getByText('可能已计费，结果未知')).toBeVisible();
    // What it takes to look for the call at the provider.
    await card(page, '白猫').getByText('在服务商控制台查这次请求').click();
    for (const fact of ['sub_1', '没有收到', '2026-11-23T06:00:00Z', 'c0ffee'])
      await expect(card(page, '白猫').getByText(fact, { exact: true })).toBeVisible();
    const again = card(page, '白猫').getByRole('button', { name: '重新提交（可能再次计费）' });
    await again.click();
    const dialog = page.getByRole('alertdialog', { name: '重新提交？1 张可能重复计费' });
    await expect(dialog.getByText(/最多再计费 ¥0.22/)).toBeVisible();
    await dialog.getByRole('button', { name: '返回' }).click();
    await expect(dialog).toBeHidden();
    expect(retries()).toHaveLength(0);
    await again.click();
    await dialog.getByRole('button', { name: '重新提交' }).click();
    await expect(card(page, '白猫').getByText('排队中 · 第 1 位')).toBeVisible();
    expect(retries().map(each => each.body)).toEqual([
      { attempt: 1, accept_possible_charge: true, possible_charge: [0] },
    ]);
  });

  test('asks how many may be billed twice, and again where more came into doubt meanwhile', async ({ fake, open }) => {
    const job = aJob({ prompt: '帆船', status: 'partially_succeeded', count: 4 });
    fake.add({
      ...job,
      images: succeeded(job, [3]).images,
      progress: { completed: 1, total: 4, percent: 25 },
      retry: { places: [1, 2], possible_charge: [1], arriving: [3] },
    });
    fake.refuse = ({ path, body }) =>
      path.endsWith('/retry') && (body as { possible_charge?: number[] }).possible_charge?.length !== 2
        ? { status: 409, body: { code: 'possible_charge', detail: 'may be billed', places: [1, 2] } }
        : null;
    const page = await open();
    await card(page, '帆船').getByRole('button', { name: '补齐 2 张' }).click();
    const dialog = (name: string) => page.getByRole('alertdialog', { name });
    await expect(dialog('重新提交？1 张可能重复计费').getByText(/重新提交会生成 2 张，最多再计费 ¥0.44/)).toBeVisible();
    await dialog('重新提交？1 张可能重复计费').getByRole('button', { name: '重新提交' }).click();
    await dialog('重新提交？2 张可能重复计费').getByRole('button', { name: '重新提交' }).click();
    await expect(card(page, '帆船').getByText('排队中 · 第 1 位')).toBeVisible();
    const sent = posts(fake.received, `/api/v1/jobs/${job.id}/retry`);
    expect(sent.map(each => (each.body as { possible_charge: number[] }).possible_charge)).toEqual([[1], [1, 2]]);
  });

  test('whose pictures are still being made can not be retried, and says that they come', async ({ fake, open }) => {
    const retry = { places: [], possible_charge: [], arriving: [0, 1] };
    const ended = { count: 2, retry, cancellation: 'pending' } as const;
    fake.add(
      aJob({ ...ended, prompt: '灯塔', status: 'expired' }),
      aJob({ ...ended, prompt: '风车', status: 'failed', error: busy }),
    );
    const page = await open();
    for (const prompt of ['灯塔', '风车']) {
      await expect(card(page, prompt).getByText(/2 张仍在生成或保存，完成后会出现在这里。/)).toBeVisible();
      await expect(card(page, prompt).getByRole('button', { name: /重试|补齐/ })).toHaveCount(0);
    }
  });

  test('that found no room says that it waits again', async ({ fake, open }) => {
    fake.add(aJob({ prompt: '水母', waits_again: true, queue: { position: 2, eta_s: 30 } }));
    const page = await open();
    await expect(card(page, '水母').getByText('服务商暂时没有空位，重新排队')).toBeVisible();
  });

  test('marks every price that is an estimate', async ({ fake, open }) => {
    fake.models = fake.models.map(each => ({ ...each, price: { ...each.price, verified: false } }));
    const done = succeeded(aJob({ prompt: '竹林', count: 2 }), [3, 9]);
    fake.add(
      done,
      aJob({ prompt: '未来城市', status: 'failed', error: busy }),
      aJob({ prompt: '白猫', status: 'needs_attention', error: busy }),
      aJob({ prompt: '热气球', queue: { position: 2, eta_s: 30 } }),
    );
    const page = await open();
    await expect(card(page, '竹林').getByRole('button', { name: '再次生成，费用 ≈ ¥0.44' })).toBeVisible();
    await expect(card(page, '未来城市').getByTitle('重试，费用 ≈ ¥0.22')).toBeVisible();
    await expect(card(page, '热气球').getByText('预留 ≈ ¥0.22')).toBeVisible();
    await expect(card(page, '白猫').getByText('最多 ≈ ¥0.22')).toBeVisible();
    await card(page, '白猫')
      .getByRole('button', { name: /重新提交/ })
      .click();
    await expect(page.getByRole('alertdialog', { name: /重新提交/ }).getByText(/最多再计费 ≈ ¥0.22/)).toBeVisible();
  });

  test('can be canceled, and says in words what came of it', async ({ fake, open }) => {
    const job = aJob({ prompt: '热气球', queue: { position: 2, eta_s: 30 } });
    fake.add(job);
    const page = await open();
    await card(page, '热气球').getByRole('button', { name: '取消' }).click();
    await expect(card(page, '热气球').getByRole('button', { name: '正在取消' })).toBeVisible();
    fake.update(job.id, { status: 'canceled', cancellation: 'stopped' });
    await expect(card(page, '热气球').getByText('在提交给服务商之前停下，未计费。')).toBeVisible();
  });

  test('that is being made is canceled only after a warning that it may be billed', async ({ fake, open }) => {
    const job = aJob({ prompt: '帆船', status: 'running', started_at: new Date().toISOString() });
    fake.add(job);
    const page = await open();
    await card(page, '帆船').getByRole('button', { name: '取消' }).click();
    const dialog = page.getByRole('alertdialog', { name: '取消正在生成的任务？' });
    await expect(dialog.getByText(/仍可能计费/)).toBeVisible();
    expect(posts(fake.received, `/api/v1/jobs/${job.id}/cancel`)).toHaveLength(0);
    await dialog.getByRole('button', { name: '取消任务' }).click();
    await expect.poll(() => posts(fake.received, `/api/v1/jobs/${job.id}/cancel`).length).toBe(1);
  });

  test('can be made again as it was, as a job of its own', async ({ fake, open }) => {
    const job = succeeded(aJob({ prompt: '竹林', count: 2 }), [3, 9]);
    fake.add(job);
    const page = await open();
    await card(page, '竹林')
      .getByRole('button', { name: /^再次生成/ })
      .click();
    await expect.poll(() => fake.all().length).toBe(2);
    expect(posts(fake.received, '/api/v1/jobs')[0]?.body).toEqual({
      model: 'jimeng-t2i-4.0',
      prompt: '竹林',
      size: '2496x1664',
      count: 2,
    });
  });

  test('says why a cancel did not work', async ({ fake, open }) => {
    fake.add(aJob({ prompt: '热气球', queue: { position: 2, eta_s: 30 } }));
    fake.refuse = request =>
      request.path.endsWith('/cancel') ? { status: 409, body: { code: 'job_ended', detail: '任务已经结束' } } : null;
    const page = await open();
    await card(page, '热气球').getByRole('button', { name: '取消' }).click();
    await expect(page.getByRole('alert').filter({ hasText: '操作没有成功：任务已经结束' })).toBeVisible();
    await expect(card(page, '热气球').getByRole('button', { name: '取消' })).toBeEnabled();
  });

  test('says why the missing pictures could not be asked for', async ({ fake, open }) => {
    const job = aJob({ prompt: '帆船', status: 'partially_succeeded', count: 2 });
    fake.add({
      ...job,
      images: succeeded(job, [3]).images,
      progress: { completed: 1, total: 2, percent: 50 },
      retry: { places: [1], possible_charge: [], arriving: [] },
    });
    fake.refuse = request => (request.path.endsWith('/retry') ? 'cut' : null);
    const page = await open();
    await card(page, '帆船').getByRole('button', { name: '补齐 1 张' }).click();
    await expect(page.getByRole('alert').filter({ hasText: '操作没有成功：服务暂时没有回应' })).toBeVisible();
  });
});
