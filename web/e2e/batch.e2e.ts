import { jimeng, seedream } from './fakeModels';
import { expect, test } from './suite';

test.describe('a batch', () => {
  test('is many prompts, models and sizes with one submit; its table fills, and the rest is canceled', async ({
    fake,
    open,
  }) => {
    fake.models = [jimeng, seedream];
    const page = await open();
    await page.getByRole('link', { name: '批量', exact: true }).click();
    await page.locator('#batch-prompts').fill('雪山湖泊，{清晨|黄昏}\n江南远山');
    const form = page.getByRole('form', { name: '批量任务' });
    await form.getByRole('group', { name: /^模型/ }).getByText('Seedream').first().click();
    await form.getByText('3:2 · 2K').click();
    await form.getByText('1:1 · 2K').click();
    await expect(form).toContainText('3 条提示词 × 2 个模型 × 2 个尺寸 × 1 个种子');
    await expect(form).toContainText('12 张');
    await form.getByRole('button', { name: /^开始生成/ }).click();

    const table = page.getByRole('table');
    await expect(table.getByRole('rowheader')).toHaveText(['雪山湖泊，清晨', '雪山湖泊，黄昏', '江南远山']);
    await expect(table.getByRole('columnheader')).toHaveCount(5);
    await expect(page.getByText('0 / 12 张')).toBeVisible();
    expect(fake.received.filter(({ path }) => path === '/api/v1/jobs/batch')).toHaveLength(1);
    const first = fake.all().find(job => job.batch_index === 0);
    fake.picture(first?.id ?? '', 0, 6, {
      status: 'succeeded',
      cost: { amount: 0.22, currency: 'CNY', verified: true },
    });
    await expect(table.getByRole('img')).toHaveCount(1);
    await expect(page.getByText('1 / 12 张')).toBeVisible();

    await page.getByRole('button', { name: '全部取消' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: '全部取消' }).click();
    await expect(table.getByText('已取消')).toHaveCount(11);
    await page.getByRole('link', { name: '再做一批' }).click();
    await expect(page.locator('#batch-prompts')).toHaveValue(/雪山湖泊/);
    await page.getByRole('link', { name: '批量结果' }).click();
    await expect(table.getByRole('img')).toHaveCount(1);
    await table.getByRole('link').click();
    await expect(page.getByRole('dialog', { name: '画面详情' })).toBeVisible();
  });

  test('that a limit refuses says the numbers, and nothing of it is lost', async ({ fake, open }) => {
    const limit = {
      kind: 'cost_per_month',
      of: 'user',
      id: 'local',
      limit: 10,
      used: 9.8,
      asked: 0.44,
      currency: 'CNY',
    };
    const detail = { resets_at: '2026-12-01T00:00:00+08:00', raised_by: 'administrator' };
    fake.refuse = ({ path }) =>
      path === '/api/v1/jobs/batch'
        ? { status: 402, body: { code: 'budget_exceeded', detail: '…', limit: { ...limit, ...detail } } }
        : null;
    const page = await open('/batch');
    await page.locator('#batch-prompts').fill('狐狸\n白猫');
    await page.getByRole('button', { name: /^开始生成/ }).click();
    await expect(page.getByRole('alert')).toContainText('上限 ¥10.00，已用或预留 ¥9.80，这次需要 ¥0.44。');
    await page.reload();
    await expect(page.locator('#batch-prompts')).toHaveValue('狐狸\n白猫');
  });
});
