import { readFile } from 'node:fs/promises';
import { phone } from './browser';
import { ada } from './fakeAccounts';
import { moneyLimit, pictureLimit } from './fakeUsage';
import { card, expect, submitPrompt, test } from './suite';

test.describe('usage', () => {
  test('shows a month in figures, by day and by share, and what is left of each limit', async ({ fake, open }) => {
    fake.accounts.session = { state: 'signed_in', user: ada };
    fake.usage.limits = [pictureLimit(300, 36), moneyLimit(500, 430.5), moneyLimit(3000, 120, 'team', 'tem_1')];
    const page = await open();
    await page.getByRole('link', { name: '用量', exact: true }).click();
    await expect(page.getByRole('region', { name: '2026年11月花费' })).toContainText('¥344.74');
    const limits = page.getByRole('region', { name: '限额' });
    await expect(limits.getByRole('listitem')).toHaveCount(3);
    await expect(limits.getByRole('listitem').nth(1)).toContainText('接近上限');
    await expect(limits.getByRole('meter', { name: '每月的费用 · 设计组' })).toHaveAttribute('aria-valuenow', '4');
    await expect(page.getByRole('img', { name: /最高 11月11日：¥24.86/ })).toBeVisible();
    await page.getByText('查看每天的数字').click();
    await expect(
      page.getByRole('table', { name: '每日用量' }).getByRole('row', { name: /^11月11日 113/ }),
    ).toBeVisible();
    const shares = page.getByRole('region', { name: '按模型' });
    await expect(shares.getByRole('row', { name: /^即梦 4.0/ })).toContainText('64%');
    await expect(shares.getByRole('row', { name: /retired-model/ })).toBeVisible();

    await page.locator('label').filter({ hasText: '所有人' }).click();
    await expect(page.getByRole('region', { name: '按成员' }).getByRole('row', { name: /^陈屿/ })).toContainText('34%');
    await expect(limits).toBeHidden();
    expect(page.url()).toContain('of=all');
    await page.reload();
    await expect(page.getByRole('row', { name: /^陈屿/ })).toBeVisible();
    await expect(page.getByRole('button', { name: '下一个月' })).toBeDisabled();
    await page.getByRole('button', { name: '上一个月' }).click();
    await expect(page.getByRole('heading', { name: '这个月还没有生成图片。' })).toBeVisible();
  });

  test('is taken away as a table', async ({ open }) => {
    const page = await open('/usage');
    await expect(page.getByRole('img', { name: /最高/ })).toBeVisible();
    const saved = page.waitForEvent('download');
    await page.getByRole('link', { name: '下载 CSV' }).click();
    expect(await readFile(await (await saved).path(), 'utf8')).toContain('2026-11-11');
  });

  test('of which nothing loads says so, and is asked for again', async ({ fake, open }) => {
    fake.refuse = request =>
      request.path === '/api/v1/usage' ? { status: 403, body: { code: 'not_permitted' } } : null;
    const page = await open('/usage');
    await expect(page.getByRole('heading', { name: '用量没有加载出来' })).toBeVisible();
    fake.refuse = () => null;
    await page.getByRole('button', { name: '重试' }).click();
    await expect(page.getByRole('heading', { name: '每日用量' })).toBeVisible();
  });

  test('is counted before the click: what is left stands beside the price, and what would be refused is said', async ({
    fake,
    open,
  }) => {
    fake.usage.limits = [pictureLimit(50, 47), moneyLimit(100, 20)];
    const page = await open();
    const form = page.getByRole('form', { name: '提示词' });
    await expect(form).toContainText('今日余 3 张');
    await expect(form).toContainText('本月余 ¥80.00');
    await form.getByRole('button', { name: /^张数/ }).click();
    await page.getByRole('button', { name: '4', exact: true }).click();
    await page.keyboard.press('Escape');
    await expect(form).toContainText('今天还剩 3 张，这次需要 4 张。管理员可以提高上限。');
  });

  test('that is refused is told with its numbers and who can raise it, and is not sent again by itself', async ({
    fake,
    open,
  }) => {
    const limit = { kind: 'pictures_per_day', of: 'user', id: 'local', limit: 50, used: 49, asked: 2 };
    const detail = { resets_at: '2026-11-29T00:00:00+08:00', raised_by: 'administrator' };
    const body = { code: 'quota_exceeded', detail: '…', retryable: true, limit: { ...limit, ...detail } };
    fake.refuse = ({ method, path }) => (method === 'POST' && path === '/api/v1/jobs' ? { status: 429, body } : null);
    const page = await open('/', phone);
    await submitPrompt(page, '一只狐狸');
    const note = card(page, '一只狐狸');
    await expect(note.getByRole('heading', { name: '今天的图片数不够了' })).toBeVisible();
    await expect(note).toContainText('你的上限 50 张，已用或预留 49 张，这次需要 2 张。');
    await expect(note).toContainText('管理员可以提高上限。');
    fake.refuse = () => null;
    await note.getByRole('button', { name: '查看用量' }).tap();
    await expect(page.getByRole('heading', { name: '用量', level: 1 })).toBeVisible();
    await page.getByRole('link', { name: '生成', exact: true }).tap();
    expect(fake.received.filter(({ method, path }) => method === 'POST' && path === '/api/v1/jobs')).toHaveLength(1);
    await note.getByRole('button', { name: '重试' }).tap();
    await expect(note.getByText('排队中 · 第 3 位')).toBeVisible();
  });
});
