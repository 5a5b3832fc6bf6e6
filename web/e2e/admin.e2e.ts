import { ada } from './fakeAccounts';
import { fillReviews } from './fakePages';
import { expect, test } from './suite';

test.describe('administrators', () => {
  test.beforeEach(({ fake }) => {
    fake.accounts.session = { state: 'signed_in', user: ada };
  });

  test('set limits of users, teams and keys, and lift them', async ({ fake, open }) => {
    const page = await open('/admin/users');
    await page.getByRole('button', { name: '陈屿 的操作' }).click();
    await page.getByRole('menuitem', { name: '设置限额' }).click();
    const form = page.getByRole('form', { name: '陈屿 的限额' });
    await form.getByLabel('每天的图片数').fill('50');
    await form.getByLabel('每月的费用').fill('99.5');
    await form.getByRole('button', { name: '保存限额' }).click();
    const chen = page.getByRole('listitem').filter({ hasText: '陈屿' });
    await expect(chen).toContainText('50 张/天');
    await expect(chen).toContainText('¥99.50/月');
    await page.getByRole('button', { name: '陈屿 的操作' }).click();
    await page.getByRole('menuitem', { name: '标记为需要审核' }).click();
    await expect(chen).toContainText('需审核');

    await page.getByRole('link', { name: '团队' }).click();
    const design = page.getByRole('region', { name: '设计组' });
    await design.getByRole('button', { name: '限额' }).click();
    await design.getByLabel('每月的费用').fill('3000');
    await design.getByRole('button', { name: '保存限额' }).click();
    await expect(design).toContainText('¥3,000.00/月');
    await design.getByRole('button', { name: '限额' }).click();
    await design.getByRole('button', { name: '取消限额' }).click();
    await expect(design).not.toContainText('/月');
    const sent = fake.received.filter(({ method }) => method === 'PATCH').map(({ body }) => body);
    expect(sent).toEqual([
      { limits: { pictures_per_day: 50, cost_per_month: 99.5 } },
      { review: true },
      { limits: { cost_per_month: 3000 } },
      { limits: {} },
    ]);

    await page.goto(`${fake.url}/account`);
    await page.getByRole('button', { name: '新建密钥' }).click();
    const key = page.getByRole('form', { name: '新建密钥' });
    await key.getByLabel('名称').fill('nightly');
    await key.getByLabel('每天的图片数').fill('20');
    await page.getByRole('button', { name: '创建密钥' }).click();
    await expect(page.getByText('20 张/天')).toBeVisible();
  });

  test('read who did what: page by page, filtered, and as a table', async ({ open }) => {
    const page = await open('/admin');
    await page.getByRole('link', { name: '审计' }).click();
    const list = page.getByRole('list', { name: '审计记录' });
    await expect(list.getByRole('listitem')).toHaveCount(3);
    await expect(list).toContainText('陈屿 提交任务');
    await page.getByRole('button', { name: '显示更多' }).click();
    await expect(list.getByRole('listitem')).toHaveCount(4);
    await page.getByLabel('做了什么').selectOption('登录失败');
    await expect(list.getByRole('listitem')).toHaveCount(1);
    await expect(list).toContainText('未登录的人 登录失败');
    expect(page.url()).toContain('action=session.refused');
    await expect(page.getByRole('link', { name: '下载 CSV' })).toHaveAttribute(
      'href',
      '/api/v1/audit?action=session.refused&format=csv',
    );
    await page.getByRole('button', { name: '清除筛选' }).click();
    await expect(list.getByRole('listitem')).toHaveCount(4);
  });

  test('review pictures by the keyboard alone', async ({ fake, open }) => {
    fillReviews(fake);
    const page = await open('/reviews');
    const cards = page.getByRole('list', { name: '等待审核的图片' }).getByRole('listitem');
    await expect(cards).toHaveCount(3);
    await page.keyboard.press('a');
    await expect(cards.first()).toBeFocused();
    await page.keyboard.press('a');
    await expect(cards).toHaveCount(2);
    await expect(cards.first()).toBeFocused();
    await page.keyboard.press('r');
    await page.keyboard.type('出现了商标');
    await page.getByRole('button', { name: '确认不通过' }).press('Enter');
    await expect(cards).toHaveCount(1);
    await expect(cards).toContainText('自己的图片由别人审核');
    const sent = fake.received.filter(({ path }) => path.endsWith('/review')).map(({ body }) => body);
    expect(sent).toEqual([{ decision: 'approve' }, { decision: 'reject', reason: '出现了商标' }]);
  });

  test('are the only ones to see these pages', async ({ fake, open }) => {
    fake.accounts.session = { state: 'signed_in', user: { ...ada, role: 'member' } };
    const page = await open('/reviews');
    await expect(page).toHaveURL(`${fake.url}/`);
    const nav = page.getByRole('navigation', { name: '主导航' });
    await expect(nav.getByRole('link')).toHaveText(['生成', '批量', '模板', '用量']);
    await page.goto(`${fake.url}/admin/audit`);
    await expect(page).toHaveURL(`${fake.url}/`);
    expect(fake.received.filter(({ path }) => /audit|reviews|users/.test(path))).toEqual([]);
  });
});
