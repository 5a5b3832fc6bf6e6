import { screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { show } from '@testing/show';
import { testImage } from '@testing/testJob';
import { getTeam } from '@/api/admin';
import { ApiProblem } from '@/api/problem';
import { queries } from '@/api/queries';
import { listReviews, reviewImage } from '@/api/reviews';
import type { ListedImage, User } from '@/api/types';
import { ReviewPage } from './ReviewPage';

vi.mock('@/api/admin');
vi.mock('@/api/reviews');

const ada: User = {
  id: 'usr_ada',
  email: 'ada@example.com',
  name: 'Ada',
  role: 'admin',
  disabled: false,
  review: false,
  invited: false,
  created_at: '2026-11-28T08:00:00Z',
  limits: {},
};
const picture = (n: number, user = 'usr_bob'): ListedImage => ({
  ...testImage(n),
  job_id: `job_${n}`,
  job_title: null,
  model: 'm',
  prompt: `fox ${n}`,
  owner: { user, team: 'tem_1' },
  created_at: '2026-11-28T09:00:00Z',
  review: { state: 'waiting', by: null, at: null, reason: null },
});
let waiting: ListedImage[] = [];

beforeEach(() => {
  waiting = [picture(1), picture(2), picture(3, 'usr_ada')];
  vi.mocked(listReviews).mockImplementation(() =>
    Promise.resolve({ data: waiting, next_cursor: null, has_more: false }),
  );
  vi.mocked(reviewImage).mockImplementation(id => {
    const found = waiting.find(image => image.id === id) ?? picture(1);
    waiting = waiting.filter(image => image.id !== id);
    return Promise.resolve(found);
  });
  vi.mocked(getTeam).mockResolvedValue({
    id: 'tem_1',
    name: 'Design',
    members: [{ user_id: 'usr_bob', name: 'Bob', email: 'bob@example.com', role: 'member' }],
    limits: {},
  });
  queries.setQueryData(['session'], { state: 'signed_in', user: ada, provider: null });
});
afterEach(() => vi.resetAllMocks());

const card = (n: number) => screen.findByRole('listitem', { name: `fox ${n}` });

it('pictures are approved and rejected by keys, with a reason, and what comes next has the focus', async () => {
  const person = show(<ReviewPage />, '/reviews');
  const first = await card(1);
  await within(first).findByText('Bob · Design');
  await person.keyboard('a');
  expect(document.activeElement).toBe(first);
  expect(reviewImage).not.toHaveBeenCalled();
  await person.keyboard('a');
  expect(reviewImage).toHaveBeenLastCalledWith('img_1_1', null);
  await waitFor(() => expect(first.isConnected).toBe(false));
  const second = await card(2);
  expect(document.activeElement).toBe(second);

  await person.keyboard('r');
  await person.keyboard('{Escape}');
  expect(document.activeElement).toBe(second);
  await person.keyboard('r');
  await person.keyboard('A trademark, really');
  await person.click(within(second).getByRole('button', { name: 'Reject it' }));
  expect(reviewImage).toHaveBeenLastCalledWith('img_1_2', 'A trademark, really');
});

it('nobody decides on their own', async () => {
  const person = show(<ReviewPage />, '/reviews');
  const own = await card(3);
  within(own).getByText('Somebody else reviews your own pictures');
  expect(within(own).queryByRole('button')).toBeNull();
  await person.keyboard('{ArrowRight}{ArrowRight}{ArrowRight}a');
  expect(document.activeElement).toBe(own);
  expect(reviewImage).not.toHaveBeenCalled();
});

it('what the server does not take is back, and the reason is said', async () => {
  vi.mocked(reviewImage).mockRejectedValue(new ApiProblem(503, { detail: 'Try again.' }));
  const person = show(<ReviewPage />, '/reviews');
  await person.click(within(await card(1)).getByRole('button', { name: 'Approve' }));
  await screen.findByText('Try again.');
  await card(1);
});

it('teaches what comes here while nothing waits, and is nothing for those who do not review', async () => {
  waiting = [];
  show(<ReviewPage />, '/reviews');
  await screen.findByRole('heading', { name: 'No picture waits for a review' });
});
