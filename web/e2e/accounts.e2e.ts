import { ada } from './fakeAccounts';
import { expect, submitPrompt, test } from './suite';

test.describe('accounts', () => {
  test('the way to one’s account is in the rail; a key is made there and shown once', async ({ fake, open }) => {
    fake.accounts.session = { state: 'signed_in', user: ada };
    const page = await open();
    await page.getByRole('link', { name: '林晓 的账号' }).click();
    await expect(page.getByRole('heading', { name: '登录设备' })).toBeVisible();
    await page.getByRole('button', { name: '退出：Safari · iOS' }).click();
    await expect(page.getByText('Safari · iOS')).toBeHidden();
    await page.getByRole('button', { name: '新建密钥' }).click();
    await page.getByRole('form', { name: '新建密钥' }).getByLabel('名称').fill('cms-preview');
    await page.getByRole('button', { name: '创建密钥' }).click();
    await expect(page.getByRole('textbox', { name: '“cms-preview”已创建' })).toHaveValue(/^ig_4mT9xKq2/);
    await page.reload();
    await expect(page.getByText('cms-preview')).toBeVisible();
    await expect(page.getByText('我已保存')).toBeHidden();
  });

  test('an administrator adds a user, hands over the link, and puts somebody into a team', async ({ fake, open }) => {
    fake.accounts.session = { state: 'signed_in', user: ada };
    const page = await open();
    await page.getByRole('link', { name: '管理' }).click();
    await page.getByRole('button', { name: '添加用户' }).click();
    const form = page.getByRole('form', { name: '添加用户' });
    await form.getByLabel('名称').fill('吴桐');
    await form.getByLabel('邮箱').fill('wu@example.com');
    await form.getByRole('button', { name: '添加' }).click();
    await expect(page.getByRole('textbox', { name: '吴桐 的链接' })).toHaveValue(
      `${fake.url}/account/password#usr_5.token`,
    );
    await page.getByRole('link', { name: '团队' }).click();
    const print = page.getByRole('region', { name: 'Print' });
    await print.getByRole('combobox', { name: '添加成员' }).selectOption({ label: '吴桐 (wu@example.com)' });
    await print.getByRole('button', { name: '添加' }).click();
    await expect(print.getByLabel('吴桐 的角色')).toHaveValue('member');
  });

  test('whoever signs out leaves no words behind, and comes back by the provider', async ({ fake, open }) => {
    fake.accounts.session = { state: 'signed_in', user: ada };
    const page = await open();
    await page.locator('#prompt').fill('还没公开的新品');
    await page.getByRole('link', { name: '林晓 的账号' }).click();
    await page.getByRole('button', { name: '退出登录' }).click();
    const way = page.getByRole('link', { name: '使用 公司账号 登录' });
    await expect(way).toHaveAttribute('href', '/api/v1/session/oidc?return_to=%2F');
    expect(await page.evaluate(() => JSON.stringify(localStorage))).not.toContain('新品');
    fake.accounts.session = { state: 'signed_in', user: ada };
    await page.reload();
    await expect(page.locator('#prompt')).toHaveValue('');
    await submitPrompt(page, '雪山');
  });

  test('a refused sign-in by the provider is told in words', async ({ fake, open }) => {
    fake.accounts.session = { state: 'signed_out', user: null, provider: { name: '公司账号' } };
    const page = await open('/?sign_in_error=oidc_expired');
    await expect(page.getByRole('alert')).toHaveText('这次登录已过期，或是在另一个浏览器中开始的。请再试一次。');
  });
});
