import { expect, it } from 'vitest';
import { aJob, succeeded } from './fakeJobs';
import { card, onFakeApi, submitPrompt, until } from './suite';

onFakeApi('a connection that breaks', stage => {
  it('never makes two jobs of one submit: the answer was lost, the key was not', async () => {
    const page = await stage.open();
    stage.fake.loseAnswers = 2;
    await submitPrompt(page, '灯塔');
    await card(page, '灯塔').getByText('排队中 · 第 3 位').waitFor();
    const sent = stage.fake.received.filter(each => each.method === 'POST');
    expect(sent).toHaveLength(3);
    expect(new Set(sent.map(each => each.key)).size).toBe(1);
    expect(stage.fake.all()).toHaveLength(1);
    expect(await page.getByRole('article').count()).toBe(1);
  });

  it('keeps what was submitted offline, says so, and sends it when the network is back', async () => {
    const page = await stage.open();
    await page.locator('h1').waitFor();
    await page.context().setOffline(true);
    await page.getByText(/网络已断开/).waitFor();
    await submitPrompt(page, '孤岛');
    await card(page, '孤岛').getByText('还没有送达，恢复连接后自动提交').waitFor();
    expect(stage.fake.all()).toHaveLength(0);
    await page.context().setOffline(false);
    await card(page, '孤岛').getByText('排队中 · 第 3 位').waitFor();
    await page.getByText(/网络已断开/).waitFor({ state: 'detached' });
    expect(stage.fake.all()).toHaveLength(1);
  });

  it('keeps the words of a submit that the server refuses', async () => {
    stage.fake.refuse = request =>
      request.method === 'POST' ? { status: 402, body: { code: 'budget_exceeded', detail: '本月预算已用完' } } : null;
    const page = await stage.open();
    await submitPrompt(page, '金库');
    await card(page, '金库').getByText('本月预算已用完').waitFor();
    await page.reload();
    await card(page, '金库').getByRole('button', { name: '修改提示词' }).click();
    expect(await page.locator('#prompt').inputValue()).toBe('金库');
    expect(await page.getByRole('article').count()).toBe(0);
  });

  it('shows after a reload what was there before: the draft, the choices and the jobs', async () => {
    stage.fake.add(aJob({ prompt: '在跑', status: 'running', started_at: new Date().toISOString() }));
    const page = await stage.open();
    await page.locator('#prompt').fill('写到一半');
    await page.getByRole('button', { name: /^画面尺寸/ }).click();
    await page.getByText('16:9', { exact: true }).click();
    await page.keyboard.press('Escape');
    await page.reload();
    await card(page, '在跑')
      .getByText(/生成中/)
      .waitFor();
    expect(await page.locator('#prompt').inputValue()).toBe('写到一半');
    await page.getByRole('button', { name: '画面尺寸: 16:9 2K' }).waitFor();
  });

  it('catches up with what happened while the stream was down', async () => {
    const job = aJob({ prompt: '远山', status: 'running', started_at: new Date().toISOString() });
    stage.fake.add(job);
    const page = await stage.open();
    await until(() => stage.fake.watchers === 1);
    stage.fake.refuse = request => (request.path === '/api/v1/events' ? { status: 502, body: {} } : null);
    stage.fake.dropStreams();
    // Nobody hears this; the floor has to find it.
    stage.fake.update(job.id, succeeded(job, [6]));
    await card(page, '远山').getByRole('img').waitFor();
    await page.getByText(/实时更新中断/).waitFor();
    stage.fake.refuse = () => null;
    await until(() => stage.fake.watchers === 1);
    await page.getByText(/实时更新中断/).waitFor({ state: 'detached' });
  });

  it('reads everything again when the server can not replay, and forgets what is gone', async () => {
    const gone = aJob({ prompt: '已删' });
    stage.fake.add(gone, aJob({ prompt: '还在' }));
    const page = await stage.open();
    await card(page, '已删').waitFor();
    await until(() => stage.fake.watchers === 1);
    stage.fake.remove(gone.id);
    stage.fake.reset();
    await card(page, '已删').waitFor({ state: 'detached' });
    await card(page, '还在').waitFor();
  });

  it('drops a snapshot that is older than what is shown', async () => {
    const job = aJob({ prompt: '快照', version: 1 });
    stage.fake.add(job);
    const page = await stage.open();
    await until(() => stage.fake.watchers === 1);
    stage.fake.update(job.id, { status: 'canceled', cancellation: 'stopped' });
    await card(page, '快照').getByText('已取消', { exact: true }).waitFor();
    stage.fake.send(job);
    // The next event proves that the old one has been read.
    stage.fake.update(job.id, { cancellation: 'charged' });
    await card(page, '快照')
      .getByText(/已计费/)
      .waitFor();
    expect(await card(page, '快照').getByText('已取消', { exact: true }).count()).toBe(1);
  });

  it('loads older jobs as the page is scrolled, each once', async () => {
    for (let i = 0; i < 50; i++) {
      const created_at = new Date(Date.now() - i * 60_000).toISOString();
      stage.fake.add(succeeded(aJob({ prompt: `第 ${i} 个`, created_at }), [i]));
    }
    const page = await stage.open();
    await card(page, '第 0 个').waitFor();
    for (let seen = 0; seen < 50;) {
      await page.mouse.wheel(0, 20_000);
      seen = await page.getByRole('article', { includeHidden: true }).count();
    }
    expect(await page.getByRole('article', { includeHidden: true }).count()).toBe(50);
    expect(stage.fake.received.filter(each => each.path === '/api/v1/events')).toHaveLength(1);
  });
});
