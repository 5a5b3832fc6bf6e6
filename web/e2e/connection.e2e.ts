import { aJob, succeeded } from './fakeJobs';
import { card, expect, submitPrompt, test } from './suite';

test.describe('a connection that breaks', () => {
  test('never makes two jobs of one submit: the answer was lost, the key was not', async ({ fake, open }) => {
    const page = await open();
    fake.loseAnswers = 2;
    await submitPrompt(page, '灯塔');
    await expect(card(page, '灯塔').getByText('排队中 · 第 3 位')).toBeVisible();
    const sent = fake.received.filter(each => each.method === 'POST');
    expect(sent).toHaveLength(3);
    expect(new Set(sent.map(each => each.key)).size).toBe(1);
    expect(fake.all()).toHaveLength(1);
    await expect(page.getByRole('article')).toHaveCount(1);
  });

  test('keeps what was submitted offline, says so, and sends it when the network is back', async ({ fake, open }) => {
    const page = await open();
    await expect(page.locator('h1')).toBeVisible();
    await page.context().setOffline(true);
    await expect(page.getByText(/网络已断开/)).toBeVisible();
    await submitPrompt(page, '孤岛');
    await expect(card(page, '孤岛').getByText('还没有送达，恢复连接后自动提交')).toBeVisible();
    expect(fake.all()).toHaveLength(0);
    await page.context().setOffline(false);
    await expect(card(page, '孤岛').getByText('排队中 · 第 3 位')).toBeVisible();
    await expect(page.getByText(/网络已断开/)).not.toBeAttached();
    expect(fake.all()).toHaveLength(1);
  });

  test('keeps the words of a submit that the server refuses', async ({ fake, open }) => {
    fake.refuse = request =>
      request.method === 'POST' ? { status: 402, body: { code: 'budget_exceeded', detail: '本月预算已用完' } } : null;
    const page = await open();
    await submitPrompt(page, '金库');
    await expect(card(page, '金库').getByText('本月预算已用完')).toBeVisible();
    await page.reload();
    await card(page, '金库').getByRole('button', { name: '修改提示词' }).click();
    await expect(page.locator('#prompt')).toHaveValue('金库');
    await expect(page.getByRole('article')).toHaveCount(0);
  });

  test('shows after a reload what was there before: the draft, the choices and the jobs', async ({ fake, open }) => {
    fake.add(aJob({ prompt: '在跑', status: 'running', started_at: new Date().toISOString() }));
    const page = await open();
    await page.locator('#prompt').fill('写到一半');
    await page.getByRole('button', { name: /^画面尺寸/ }).click();
    await page.getByText('16:9', { exact: true }).click();
    await page.keyboard.press('Escape');
    await page.reload();
    await expect(card(page, '在跑').getByText(/生成中/)).toBeVisible();
    await expect(page.locator('#prompt')).toHaveValue('写到一半');
    await expect(page.getByRole('button', { name: '画面尺寸: 16:9 2K' })).toBeVisible();
  });

  test('catches up with what happened while the stream was down', async ({ fake, open }) => {
    const job = aJob({ prompt: '远山', status: 'running', started_at: new Date().toISOString() });
    fake.add(job);
    const page = await open();
    await expect.poll(() => fake.watchers).toBe(1);
    fake.refuse = request => (request.path === '/api/v1/events' ? { status: 502, body: {} } : null);
    fake.dropStreams();
    // Nobody hears this; the floor has to find it.
    fake.update(job.id, succeeded(job, [6]));
    await expect(card(page, '远山').getByRole('img')).toBeVisible();
    await expect(page.getByText(/实时更新中断/)).toBeVisible();
    fake.refuse = () => null;
    await expect.poll(() => fake.watchers).toBe(1);
    await expect(page.getByText(/实时更新中断/)).not.toBeAttached();
  });

  test('reads everything again when the server can not replay, and forgets what is gone', async ({ fake, open }) => {
    const gone = aJob({ prompt: '已删' });
    fake.add(gone, aJob({ prompt: '还在' }));
    const page = await open();
    await expect(card(page, '已删')).toBeVisible();
    await expect.poll(() => fake.watchers).toBe(1);
    fake.remove(gone.id);
    fake.reset();
    await expect(card(page, '已删')).not.toBeAttached();
    await expect(card(page, '还在')).toBeVisible();
  });

  test('drops a snapshot that is older than what is shown', async ({ fake, open }) => {
    const job = aJob({ prompt: '快照', version: 1 });
    fake.add(job);
    const page = await open();
    await expect.poll(() => fake.watchers).toBe(1);
    fake.update(job.id, { status: 'canceled', cancellation: 'stopped' });
    await expect(card(page, '快照').getByText('已取消', { exact: true })).toBeVisible();
    fake.send(job);
    // The next event proves that the old one has been read.
    fake.update(job.id, { cancellation: 'charged' });
    await expect(card(page, '快照').getByText(/已计费/)).toBeVisible();
    await expect(card(page, '快照').getByText('已取消', { exact: true })).toHaveCount(1);
  });

  test('loads older jobs as the page is scrolled, each once', async ({ fake, open }) => {
    for (let i = 0; i < 50; i++) {
      const created_at = new Date(Date.now() - i * 60_000).toISOString();
      fake.add(succeeded(aJob({ prompt: `第 ${i} 个`, created_at }), [i]));
    }
    const page = await open();
    await expect(card(page, '第 0 个')).toBeVisible();
    for (let seen = 0; seen < 50;) {
      await page.mouse.wheel(0, 20_000);
      seen = await page.getByRole('article', { includeHidden: true }).count();
    }
    await expect(page.getByRole('article', { includeHidden: true })).toHaveCount(50);
    expect(fake.received.filter(each => each.path === '/api/v1/events')).toHaveLength(1);
  });
});
