import { screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { show } from '@testing/show';
import { followPasswordLink, getSession, setUp, signIn } from '@/api/account';
import { ApiProblem, Unreachable } from '@/api/problem';
import type { Session } from '@/api/types';
import { AccountGate } from './AccountGate';

vi.mock('@/api/account');
afterEach(() => vi.resetAllMocks());

const ada: Session = {
  state: 'signed_in',
  user: {
    id: 'local',
    email: 'ada@example.com',
    name: 'Ada',
    role: 'admin',
    disabled: false,
    invited: false,
    limits: {},
    created_at: '2026-11-28T08:00:00Z',
  },
};
const open = (at?: string) => show(<AccountGate>the app</AccountGate>, at);
const type = (label: string, text: string) => userEvent.type(screen.getByLabelText(label), text);
const press = (name: string) => userEvent.click(screen.getByRole('button', { name }));

describe('the gate', () => {
  it.each<[string, () => Promise<Session>]>([
    ['there are no accounts', () => Promise.resolve({ state: 'local', user: null })],
    ['somebody is signed in', () => Promise.resolve(ada)],
    ['an older server knows no accounts', () => Promise.reject(new ApiProblem(404, {}))],
    ['nothing answers, which the app says itself', () => Promise.reject(new Unreachable('down'))],
  ])('shows the app where %s', async (_, answer) => {
    vi.mocked(getSession).mockImplementation(answer);
    open();
    await screen.findByText('the app');
  });

  it('asks for a password where nobody is signed in, and says what the server has against it', async () => {
    vi.mocked(getSession).mockResolvedValue({ state: 'signed_out', user: null });
    vi.mocked(signIn)
      .mockRejectedValueOnce(new ApiProblem(401, { detail: 'That is wrong.' }))
      .mockResolvedValueOnce(ada);
    open();
    await screen.findByRole('heading', { name: 'Sign in' });
    expect(screen.queryByText('the app')).toBeNull();
    await type('E-mail', 'ada@example.com');
    await type('Password', 'a password');
    await press('Sign in');
    await screen.findByText('That is wrong.');
    await press('Sign in');
    await screen.findByText('the app');
    expect(signIn).toHaveBeenLastCalledWith('ada@example.com', 'a password');
  });

  it('lets the first visitor make the administrator, who is signed in then', async () => {
    vi.mocked(getSession).mockResolvedValue({ state: 'setup', user: null });
    vi.mocked(signIn).mockResolvedValue(ada);
    open();
    await screen.findByRole('heading', { name: 'Make the first account' });
    await type('Set-up code', 'a-code');
    await type('E-mail', 'ada@example.com');
    await type('Password', 'a password');
    await press('Create');
    await screen.findByText('the app');
    expect(setUp).toHaveBeenCalledWith('a-code', 'ada@example.com', 'a password');
  });

  it('takes the token of a link from behind the #', async () => {
    vi.mocked(getSession).mockResolvedValue({ state: 'signed_out', user: null });
    open('/account/password#usr_1.secret');
    await screen.findByRole('heading', { name: 'Choose a password' });
    await type('New password', 'another password');
    await press('Save');
    await screen.findByRole('heading', { name: 'Sign in' });
    expect(followPasswordLink).toHaveBeenCalledWith('usr_1.secret', 'another password');
  });

  it('shows the account at its own address', async () => {
    vi.mocked(getSession).mockResolvedValue(ada);
    open('/account');
    await screen.findByRole('heading', { name: 'ada@example.com' });
    screen.getByRole('button', { name: 'Sign out everywhere' });
  });
});
