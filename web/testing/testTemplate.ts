import type { Template } from '@/api/types';

/** A template for tests. */
export const testTemplate = (patch: Partial<Template> = {}): Template => ({
  id: 'tpl_1',
  name: 'Shop window',
  description: null,
  prompt: 'a {product} on a table, {season} light',
  negative_prompt: 'no {product}',
  variables: [
    { name: 'product', description: 'What is shown', default: null, choices: [], required: true },
    { name: 'season', description: null, default: 'spring', choices: ['spring', 'winter'], required: false },
  ],
  model: 'jimeng-t2i-4.0',
  style: null,
  parameters: { size: '2496x1664', count: 2, seed: 7 },
  tags: ['shop'],
  problems: [],
  uses: 3,
  used_at: null,
  owner: { user: 'local', team: null },
  created_at: '2026-11-20T08:00:00Z',
  updated_at: '2026-11-21T08:00:00Z',
  version: 3,
  ...patch,
});
