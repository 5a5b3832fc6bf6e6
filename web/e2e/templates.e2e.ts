import { phone } from './browser';
import { ada } from './fakeAccounts';
import { aJob, succeeded } from './fakeJobs';
import { fillTemplates } from './fakePages';
import { card, expect, pick, test } from './suite';

test.describe('templates', () => {
  test('are found, filled in, and used: into the composer or off at once', async ({ fake, open }) => {
    fillTemplates(fake);
    const page = await open();
    await page.getByRole('link', { name: '模板', exact: true }).click();
    await page.getByRole('searchbox', { name: '搜索模板' }).fill('静物');
    const list = page.getByRole('list', { name: '模板列表' });
    await expect(list.getByRole('listitem')).toHaveCount(1);
    await list.getByRole('link', { name: '产品静物' }).click();
    const panel = page.getByRole('region', { name: '产品静物' });
    await panel.getByRole('button', { name: /^生成/ }).click();
    await expect(panel.getByText('请填写')).toBeVisible();
    await panel.getByLabel('产品').fill('黄铜台灯');
    await pick(page, '黄昏逆光');
    await expect(panel).toContainText('黄铜台灯放在木桌上，黄昏逆光，浅景深，右侧留白');
    await panel.getByRole('button', { name: /^生成 ¥0.44/ }).click();
    await expect(card(page, '黄铜台灯放在木桌上，黄昏逆光，浅景深，右侧留白')).toContainText('3:2 · 2K');
    const sent = fake.received.filter(({ method, path }) => method === 'POST' && path === '/api/v1/jobs').at(-1);
    expect(sent?.body).toMatchObject({
      template_id: 'tpl_1',
      variables: { 产品: '黄铜台灯', 台面: '木桌', 光线: '黄昏逆光' },
      count: 2,
    });

    await page.goBack();
    await panel.getByLabel('产品').fill('瓷杯');
    await panel.getByRole('button', { name: '填入输入框' }).click();
    await expect(page.locator('#prompt')).toHaveValue('瓷杯放在木桌上，清晨侧光，浅景深，右侧留白');
  });

  test('are made of the composer’s words and of a finished job, for oneself or a team', async ({ fake, open }) => {
    fake.accounts.session = { state: 'signed_in', user: ada };
    fake.add(succeeded(aJob({ prompt: '雪山湖泊', count: 2 }), [1, 2]));
    const page = await open();
    await card(page, '雪山湖泊').getByRole('button', { name: '存为模板' }).click();
    const form = page.getByRole('form', { name: '新建模板' });
    await expect(form.getByLabel('提示词', { exact: true })).toHaveValue('雪山湖泊');
    await form.getByLabel('提示词', { exact: true }).fill('{时间}的雪山湖泊');
    await form.getByLabel('名称').fill('雪山');
    await form.getByLabel('保存到').selectOption({ label: '设计组' });
    await form.getByRole('group', { name: '时间' }).getByLabel('选项').fill('清晨，黄昏');
    await form.getByRole('button', { name: '保存模板' }).click();
    await expect(page.getByRole('region', { name: '雪山' }).getByText('黄昏')).toBeVisible();
    expect(page.url()).toContain('team=tem_1');

    await page.getByRole('link', { name: '生成', exact: true }).click();
    await page.locator('#prompt').fill('一只{动物}');
    await page.getByRole('button', { name: '更多', exact: true }).click();
    await page.getByRole('button', { name: '存为模板' }).last().click();
    await expect(form.getByRole('group', { name: '动物' })).toBeVisible();
  });

  test('are not written over unseen', async ({ fake, open }) => {
    fillTemplates(fake);
    const page = await open('/templates/tpl_1/edit');
    const form = page.getByRole('form', { name: '修改模板' });
    await form.getByLabel('名称').fill('我的静物');
    fake.templates.change('tpl_1', { name: '别人的静物' });
    await form.getByRole('button', { name: '保存模板' }).click();
    await expect(page.getByRole('heading', { name: '你打开之后，别人修改过这个模板' })).toBeVisible();
    expect(fake.templates.all.find(({ id }) => id === 'tpl_1')?.name).toBe('别人的静物');
    await page.getByRole('button', { name: /载入最新版/ }).click();
    await expect(form.getByLabel('名称')).toHaveValue('别人的静物');
    await form.getByLabel('名称').fill('大家的静物');
    await form.getByRole('button', { name: '保存模板' }).click();
    await expect(page.getByRole('link', { name: '大家的静物' })).toBeVisible();
  });

  test('are deleted by somebody who is sure, and come in by a file', async ({ fake, open }) => {
    fillTemplates(fake);
    const page = await open('/templates/tpl_2', phone);
    const sheet = page.getByRole('dialog', { name: '国风水墨' });
    await sheet.getByRole('button', { name: '删除' }).tap();
    await page.getByRole('alertdialog').getByRole('button', { name: '删除' }).tap();
    await expect(sheet).toBeHidden();
    const list = page.getByRole('list', { name: '模板列表' });
    await expect(list.getByRole('link')).toHaveText(['Night city', '产品静物']);
    const file = { templates: [{ name: '城市夜景', prompt: '{城市}夜景' }] };
    await page.getByLabel('导入文件').setInputFiles({
      name: 'templates.json',
      mimeType: 'application/json',
      buffer: Buffer.from(JSON.stringify(file)),
    });
    await expect(page.getByRole('alertdialog')).toContainText('新建 1，更新 0，未变 0，未导入 0。');
    await page.getByRole('button', { name: '完成' }).tap();
    await expect(list.getByRole('link', { name: '城市夜景' })).toBeVisible();
    await list.getByRole('link', { name: '城市夜景' }).tap();
    const form = page.getByRole('dialog', { name: '城市夜景' });
    await form.getByLabel('城市').fill('重庆');
    await form.getByRole('button', { name: '填入输入框' }).tap();
    await expect(page.locator('#prompt')).toHaveValue('重庆夜景');
  });
});
