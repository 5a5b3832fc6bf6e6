import type { Page } from '@playwright/test';
import { ada } from './fakeAccounts';
import type { FakeApi } from './fakeApi';
import { aJob, busy, succeeded } from './fakeJobs';
import { jimeng, seedream } from './fakeModels';
import { moneyLimit, pictureLimit } from './fakeUsage';

interface Way {
  path: string;
  /** Shown once all of it is there. */
  ready: (page: Page) => ReturnType<Page['locator']>;
}

/** Pages beside that of the feed, each with something on it. */
export const PAGES: readonly Way[] = [
  { path: '/usage', ready: page => page.locator('table').last() },
  { path: '/usage?of=all&month=2026-10', ready: page => page.locator('h2').nth(1) },
  { path: '/batch', ready: page => page.getByRole('form').getByRole('group').last() },
  { path: '/batch/bat_0', ready: page => page.locator('td').last() },
  { path: '/reviews', ready: page => page.locator('li[data-image]').last() },
  { path: '/admin/audit', ready: page => page.locator('main li').last() },
  {
    path: '/templates',
    ready: page =>
      page
        .getByRole('list', { name: /模板列表|^Templates/ })
        .getByRole('link')
        .first(),
  },
  { path: '/templates/tpl_1', ready: page => page.getByRole('form').getByRole('textbox').first() },
  { path: '/templates/new?team=tem_1', ready: page => page.getByRole('form') },
  { path: '/templates/tpl_1/edit', ready: page => page.getByRole('form').getByRole('group').first() },
];

export async function visit(page: Page, { path, ready }: Way): Promise<void> {
  await page.goto(new URL(path, page.url()).href);
  await ready(page).waitFor();
}

export function fillPages(fake: FakeApi): void {
  fillTemplates(fake);
  fillReviews(fake);
  fillBatch(fake);
  fake.accounts.session = { state: 'signed_in', user: ada };
  fake.usage.limits = [pictureLimit(300, 36), moneyLimit(500, 430.5), moneyLimit(3000, 3000, 'team', 'tem_1')];
}

export function fillTemplates(fake: FakeApi): void {
  const parameters = { size: '2496x1664', count: 2 };
  fake.templates.add(
    {
      name: '产品静物',
      description: '电商主图与海报用的静物，留出放文字的地方。',
      prompt: '{产品}放在{台面}上，{光线}，浅景深，右侧留白',
      model: 'jimeng-t2i-4.0',
      parameters: { ...parameters, seed: 20461 },
      variables: [
        { name: '产品', description: '画面的主角，例如一盏黄铜台灯' },
        { name: '台面', default: '木桌' },
        { name: '光线', choices: ['清晨侧光', '柔和顶光', '黄昏逆光'], default: '清晨侧光' },
      ],
      tags: ['电商', '静物'],
    },
    null,
    96,
  );
  fake.templates.add(
    { name: '国风水墨', prompt: '{景物}，水墨淡彩，{方位}留白题字', parameters, tags: ['国风'] },
    null,
    74,
  );
  fake.templates.add(
    { name: 'Night city', prompt: 'a {city} at night, {weather}, neon reflections', parameters },
    null,
    1,
  );
  fake.templates.add({ name: '节气海报', prompt: '{节气}，{植物}，淡雅配色，竖版留白', parameters }, 'tem_1', 38);
}

export function fillReviews(fake: FakeApi): void {
  fake.reviews.add('雪山湖泊与木屋，黄昏，胶片质感，宽画幅', 'usr_2', 3);
  fake.reviews.add('Early summer valley, mist and pines', 'usr_3', 4);
  fake.reviews.add('国风水墨，江南远山', 'local', 5);
}

export function fillBatch(fake: FakeApi): void {
  fake.models = [jimeng, seedream];
  const prompts = ['雪山湖泊，黄昏霞光，胶片质感', '云雾山谷，初夏清晨，柔和逆光', '江南远山，春雨，水墨淡彩'];
  const columns = [jimeng.id, seedream.id].flatMap(model => ['2048x2048', '2496x1664'].map(size => ({ model, size })));
  prompts.forEach((prompt, row) =>
    columns.forEach(({ model, size }, i) => {
      const index = row * columns.length + i;
      const job = aJob({ prompt, model, size, batch: 'bat_0', batch_index: index });
      fake.add(
        index < 9
          ? succeeded(job, [row * 3 + i])
          : { ...job, status: index === 9 ? 'failed' : 'running', error: index === 9 ? busy : null },
      );
    }),
  );
}
