import { screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { show } from '@testing/show';
import { testLimit } from '@testing/testLimit';
import { testModel } from '@testing/testModel';
import { getAccount, listKeys } from '@/api/account';
import { listModels } from '@/api/calls';
import type * as Calls from '@/api/calls';
import { queries } from '@/api/queries';
import type { Usage, User } from '@/api/types';
import type * as UsageApi from '@/api/usage';
import { getUsage } from '@/api/usage';
import { UsagePage } from './UsagePage';

vi.mock('@/api/usage', async original => ({ ...(await original<typeof UsageApi>()), getUsage: vi.fn() }));
vi.mock('@/api/calls', async original => ({ ...(await original<typeof Calls>()), listModels: vi.fn() }));
vi.mock('@/api/account');

const figures = (pictures: number, cost: number) => ({
  jobs: pictures,
  pictures,
  cost,
  reserved_pictures: 0,
  reserved_cost: 0,
});
const month: Usage = {
  from: '2026-11-01',
  to: '2026-11-28',
  utc_offset: '+08:00',
  currency: 'CNY',
  total: figures(5, 1.1),
  data: [],
  limits: [testLimit({ limit: 10, used: 9 })],
};
const byDay = [
  { day: '2026-11-02', ...figures(4, 0.88) },
  { day: '2026-11-28', ...figures(1, 0.22) },
];
const byModel = [
  { model: 'gone', ...figures(1, 0.22) },
  { model: testModel.id, ...figures(4, 0.88) },
];
const bob: User = {
  id: 'usr_bob',
  email: 'bob@example.com',
  name: 'Bob',
  role: 'member',
  disabled: false,
  review: false,
  invited: false,
  created_at: '2026-11-28T08:00:00Z',
  limits: {},
};

beforeEach(() => {
  vi.mocked(getUsage).mockImplementation(({ groupBy }) =>
    Promise.resolve({ ...month, data: groupBy[0] === 'day' ? byDay : byModel }),
  );
  vi.mocked(listModels).mockResolvedValue([testModel]);
});
afterEach(() => vi.resetAllMocks());

it('tells a month in figures, each day in words too, and each model by its name, the dearest first', async () => {
  const person = show(<UsagePage />, '/usage');
  const spent = await screen.findByRole('region', { name: 'Spent in November 2026' });
  within(spent).getByText('¥1.10');
  screen.getByRole('img', { name: 'Usage of each day in November 2026; the most on 2 November: ¥0.88' });
  await person.click(screen.getByText('Show the figures of each day'));
  const days = screen.getByRole('table', { name: 'By day' });
  within(days).getByRole('row', { name: '2 November 4 ¥0.88 —' });
  const models = await screen.findByRole('table', { name: 'By model' });
  await within(models).findByText('Jimeng 4.0');
  expect(
    within(models)
      .getAllByRole('rowheader')
      .map(head => head.textContent),
  ).toEqual(['Jimeng 4.0', 'No longer there: gone', 'Total']);
});

it('says how far a limit is used, and when it is counted anew', async () => {
  show(<UsagePage />, '/usage');
  const limits = await screen.findByRole('region', { name: 'Limits' });
  within(limits).getByText('Almost used up');
  expect(within(limits).getByRole('meter', { name: 'Pictures a day' }).getAttribute('aria-valuenow')).toBe('90');
  expect(limits.textContent).toContain('1 picture left');
});

it('asks for the month, the people and the groups that the address names', async () => {
  vi.mocked(getAccount).mockResolvedValue({
    user: bob,
    scopes: [],
    teams: [{ id: 'tem_1', name: 'Design', role: 'admin' }],
    has_password: true,
  });
  vi.mocked(listKeys).mockResolvedValue([]);
  queries.setQueryData(['session'], { state: 'signed_in', user: bob, provider: null });
  const person = show(<UsagePage />, '/usage?month=2026-10&by=key');
  await screen.findByRole('region', { name: 'Spent in October 2026' });
  const october = { from: '2026-10-01', to: '2026-10-31' };
  const asked = () => vi.mocked(getUsage).mock.calls.map(([question]) => question);
  await waitFor(() => expect(asked()).toContainEqual({ days: october, groupBy: ['key'], of: 'own' }));
  expect(screen.queryByRole('radio', { name: 'Everybody' })).toBeNull();
  await person.click(await screen.findByRole('radio', { name: 'Design' }));
  await waitFor(() => expect(asked()).toContainEqual({ days: october, groupBy: ['user'], of: 'tem_1' }));
  const csv = screen.getByRole('link', { name: 'Download CSV' }).getAttribute('href');
  expect(csv).toBe('/api/v1/usage?from=2026-10-01&to=2026-10-31&group_by=day%2Cuser&team=tem_1&format=csv');
});

it('teaches who has made nothing yet', async () => {
  vi.mocked(getUsage).mockResolvedValue({ ...month, total: figures(0, 0), limits: [] });
  show(<UsagePage />, '/usage');
  await screen.findByRole('heading', { name: 'No pictures in this month yet.' });
  screen.getByRole('link', { name: 'Create one' });
  screen.getByText(/There are no limits/);
});
