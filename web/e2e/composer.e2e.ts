import type { Received } from './fakeApi';
import { aJob, succeeded } from './fakeJobs';
import { jimeng, seedream, studio, upscale } from './fakeModels';
import { card, expect, submitPrompt, test } from './suite';

const sent = (received: readonly Received[]): Received[] => received.filter(each => each.method === 'POST');

test.describe('the composer', () => {
  test('never submits while an input method composes', async ({ fake, open }) => {
    const page = await open();
    const prompt = page.locator('#prompt');
    await prompt.focus();
    const devtools = await page.context().newCDPSession(page);
    await devtools.send('Input.imeSetComposition', { text: 'xue', selectionStart: 3, selectionEnd: 3 });
    const key = { key: 'Enter', code: 'Enter', windowsVirtualKeyCode: 229, modifiers: 2 };
    await devtools.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...key });
    await devtools.send('Input.dispatchKeyEvent', { type: 'keyUp', ...key });
    await devtools.send('Input.insertText', { text: '雪山' });
    await expect(prompt).toHaveValue('雪山');
    expect(sent(fake.received)).toHaveLength(0);
    // Enter alone is a new line, with Ctrl it submits.
    await prompt.press('Enter');
    await expect(prompt).toHaveValue('雪山\n');
    await prompt.press('Control+Enter');
    await expect(card(page, '雪山')).toBeVisible();
    await expect(prompt).toHaveValue('');
  });

  test('sends what somebody asked for before the models were there, as soon as they are', async ({ fake, open }) => {
    const page = await open();
    const release: (() => void)[] = [];
    const held = new Promise<void>(resolve => release.push(resolve));
    await page.route('**/api/v1/models', async route => {
      await held;
      await route.continue();
    });
    await page.reload();
    await submitPrompt(page, '快手');
    await expect(page.locator('#prompt')).toHaveValue('快手');
    expect(sent(fake.received)).toHaveLength(0);
    release.forEach(go => go());
    await expect(card(page, '快手')).toBeVisible();
    await expect.poll(() => sent(fake.received).length).toBe(1);
  });

  test('grows to six lines and no further', async ({ open }) => {
    const page = await open();
    const prompt = page.locator('#prompt');
    const height = async (lines: number): Promise<number> => {
      await prompt.fill(Array.from({ length: lines }, () => '行').join('\n'));
      return (await prompt.boundingBox())?.height ?? 0;
    };
    const [one, three, six, nine] = [await height(1), await height(3), await height(6), await height(9)];
    expect(three).toBeGreaterThan(one);
    expect(six).toBeGreaterThan(three);
    expect(nine).toBe(six);
  });

  test('counts near the limit, and says what is wrong beyond it', async ({ fake, open }) => {
    const page = await open();
    await page.locator('#prompt').fill('雪'.repeat(639));
    await expect(page.getByText('639 / 800')).toHaveCount(0);
    await page.locator('#prompt').fill('雪'.repeat(640));
    await expect(page.getByText('640 / 800')).toBeVisible();
    await page.locator('#prompt').fill('雪'.repeat(803));
    await expect(page.getByText('提示词超出 3 字，请删减')).toBeVisible();
    await page.locator('#prompt').press('Control+Enter');
    expect(sent(fake.received)).toHaveLength(0);
    expect(await page.locator('#prompt').inputValue()).toHaveLength(803);
  });

  test('tells what is missing only after somebody pressed the button', async ({ open }) => {
    const page = await open();
    const submit = page.getByRole('button', { name: /^生成 ¥0.22/ });
    await expect(submit).toBeVisible();
    await expect(page.getByText('先描述你想要的画面')).toHaveCount(0);
    await submit.click();
    await expect(page.getByText('先描述你想要的画面')).toBeVisible();
  });

  test('checks a custom size against the rule of the model', async ({ open }) => {
    const page = await open();
    await page.getByRole('button', { name: /^画面尺寸/ }).click();
    await page.getByLabel('宽').fill('500');
    await expect(page.getByText(/总像素 102 万，超出/)).toBeVisible();
    await page.getByLabel('高').fill('4000');
    await expect(page.getByText(/宽高比 1:8，超出 1:3 – 3:1/)).toBeVisible();
    await page.getByLabel('宽').fill('2000');
    await expect(page.getByText(/总像素 105 万 – 1678 万/)).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('button', { name: '画面尺寸: 2000×4000' })).toBeVisible();
  });

  test('shows the price of what would be made', async ({ open }) => {
    const page = await open();
    await page.getByRole('button', { name: /^张数/ }).click();
    await page.getByRole('button', { name: '增加一张' }).click();
    await page.getByRole('button', { name: '增加一张' }).click();
    await expect(page.getByRole('button', { name: '生成 ¥0.66 3 张' })).toBeVisible();
  });

  test('says so where a price is an estimate', async ({ fake, open }) => {
    fake.models = fake.models.map(each => ({ ...each, price: { ...each.price, verified: false } }));
    const page = await open();
    await expect(page.getByRole('button', { name: '生成 ≈ ¥0.22 1 张' })).toBeVisible();
    await page.getByRole('button', { name: /^模型/ }).click();
    await expect(page.getByText('≈ 为估价，以火山引擎账单为准。')).toBeVisible();
  });

  test('sends the parameters that were set, and says what another model does not take', async ({ fake, open }) => {
    fake.models = [...fake.models, seedream];
    const page = await open();
    await page.getByRole('button', { name: '更多' }).click();
    await page.getByRole('spinbutton', { name: '文本强度' }).fill('0.8');
    await page.keyboard.press('Escape');
    await expect(page.getByRole('button', { name: '更多 · 1' })).toBeVisible();
    await page.locator('#prompt').fill('雪');
    await page.locator('#prompt').press('Control+Enter');
    await expect.poll(() => sent(fake.received).length).toBe(1);
    expect(fake.received.find(each => each.method === 'POST')?.body).toMatchObject({ guidance_scale: 0.8 });
    await page.getByRole('button', { name: /^模型/ }).click();
    await page.getByText('细节与文字排版更稳定').click();
    await expect(page.getByText('Seedream 4.5 不支持以下设置，已移除：文本强度')).toBeVisible();
  });

  test('fills from an example, so that the first picture is two clicks away', async ({ open }) => {
    const page = await open();
    await page.getByRole('button', { name: /江南远山/ }).click();
    await expect(page.locator('#prompt')).toHaveValue('江南远山，春雨初歇，水墨淡彩，大面积留白');
  });

  test('draws every kind of parameter from the model, and sends what was chosen', async ({ fake, open }) => {
    fake.models = [{ ...studio, default: true }, seedream];
    const page = await open();
    await page.getByRole('button', { name: '更多' }).click();
    const panel = page.getByRole('dialog', { name: '更多参数' });
    await panel.getByRole('spinbutton', { name: '步数' }).fill('12');
    await panel.getByLabel('负面提示词').fill('文字');
    await panel.getByRole('switch', { name: '联网搜索' }).click();
    await panel.getByText('水墨').click();
    await expect(panel.getByText('工作室 不支持：随机种子')).toBeVisible();
    await expect(page.getByRole('button', { name: '更多 · 4' })).toBeVisible();
    await panel.getByText('自动', { exact: true }).click();
    await expect(page.getByRole('button', { name: '更多 · 3' })).toBeVisible();
    await panel.getByText('油画').click();
    await page.keyboard.press('Escape');
    await page.locator('#prompt').fill('雪');
    await page.locator('#prompt').press('Control+Enter');
    await expect.poll(() => sent(fake.received).length).toBe(1);
    const { prompt, model, size, count, ...chosen } = sent(fake.received)[0]?.body as Record<string, unknown>;
    expect([prompt, model, size, count]).toEqual(['雪', 'studio', '2048x2048', 1]);
    expect(chosen).toEqual({ steps: 12, negative_prompt: '文字', options: { web_search: true, look: 'oil' } });
  });

  test('lists the models by what they are for, and says which begin with a picture', async ({ fake, open }) => {
    fake.models = [jimeng, upscale];
    const page = await open();
    await page.getByRole('button', { name: /^模型/ }).click();
    const panel = page.getByRole('dialog', { name: '模型' });
    await expect(panel.getByRole('heading', { level: 3 }).first()).toBeVisible();
    await expect(panel.getByRole('heading', { level: 3 })).toHaveText(['文生图', '超清']);
    await expect(panel.getByRole('radio', { name: /即梦智能超清.*¥0.40 \/ 张.*从一张图片开始/ })).toBeAttached();
    await expect(panel.getByRole('radio', { name: /即梦 4.0/ })).toBeChecked();
  });

  test('is no dead end when a kept draft holds what the models no longer take', async ({ open }) => {
    const page = await open();
    await expect(page.locator('h1')).toBeVisible();
    await page.evaluate(() => {
      const draft = { prompt: '雪', model: 'gone', size: null, count: 40, parameters: { sampler: 'euler' } };
      localStorage.setItem('imagegen.draft', JSON.stringify(draft));
    });
    await page.reload();
    await expect(page.getByText('即梦 4.0 不支持以下设置，已移除：张数、sampler')).toBeVisible();
    await page.locator('#prompt').press('Control+Enter');
    await expect(card(page, '雪')).toBeVisible();
  });

  test('brings back the words that an edit has replaced', async ({ fake, open }) => {
    fake.add(succeeded(aJob({ prompt: '竹林' }), [3]));
    const page = await open();
    await page.locator('#prompt').fill('写了很久的一段话');
    await card(page, '竹林').getByRole('button', { name: '重新编辑' }).click();
    await expect(page.locator('#prompt')).toHaveValue('竹林');
    await page.getByRole('button', { name: '撤销' }).click();
    await expect(page.locator('#prompt')).toHaveValue('写了很久的一段话');
    await expect(page.getByRole('button', { name: '撤销' })).toHaveCount(0);
  });
});
