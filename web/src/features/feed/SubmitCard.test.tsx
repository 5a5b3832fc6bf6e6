import { screen } from '@testing-library/react';
import { it, vi } from 'vitest';
import { show } from '@testing/show';
import { testModel } from '@testing/testModel';
import type * as Calls from '@/api/calls';
import type { ProblemLimit } from '@/api/types';
import type { Submit } from '@/domain/jobs/submitStorage';
import { SubmitCard } from './SubmitCard';

vi.mock('@/api/calls', async original => ({
  ...(await original<typeof Calls>()),
  listModels: vi.fn(() => Promise.resolve([testModel])),
}));

const refused = (limit: ProblemLimit): Submit => ({
  key: 'k',
  request: { model: testModel.id, prompt: 'A fox' },
  createdAt: 0,
  state: 'refused',
  problem: { code: 'budget_exceeded', message: 'The server’s words.', limit },
});
const budget: ProblemLimit = {
  kind: 'cost_per_month',
  of: 'user',
  id: 'usr_1',
  limit: 100,
  used: 99.5,
  asked: 0.88,
  currency: 'CNY',
  resets_at: '2026-12-01T00:00:00+08:00',
  raised_by: 'administrator',
};

it.each([
  [
    budget,
    'Not enough of the budget left this month',
    /^Your limit is ¥100.00; ¥99.50 used or reserved, and this needs ¥0.88. Counted anew .* An administrator can raise it. Nothing was billed.$/,
  ],
  [
    { ...budget, kind: 'pictures_per_day', of: 'key', limit: 20, used: 20, asked: 1, raised_by: 'owner' },
    'Not enough pictures left today',
    /^The key’s limit is 20 pictures; 20 pictures used or reserved, and this needs 1 picture. .* can make another one with a higher limit. Nothing was billed.$/,
  ],
])('a submit that a limit refuses says the numbers and who can raise it', async (limit, title, text) => {
  show(<SubmitCard submit={refused(limit)} />);
  await screen.findByRole('heading', { name: title });
  screen.getByText(text);
  screen.getByRole('button', { name: 'See the usage' });
});
