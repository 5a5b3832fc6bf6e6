import { screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { show } from '@testing/show';
import { followPasswordLink, getSession, providerSignInUrl, setUp, signIn } from '@/api/account';
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
    review: false,
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

  it('offers the provider, and says in words what a sign-in there has ended with', async () => {
    vi.mocked(providerSignInUrl).mockImplementation(back => `/provider?back=${back}`);
    vi.mocked(getSession).mockResolvedValue({ state: 'signed_out', user: null, provider: { name: 'Company' } });
    open('/jobs/1?a=b&sign_in_error=oidc_not_invited');
    const link = await screen.findByRole('link', { name: 'Sign in with Company' });
    expect(link.getAttribute('href')).toBe('/provider?back=/jobs/1?a=b');
    expect(screen.getByRole('alert').textContent).toBe('You have no account here. Ask your administrator to add you.');
  });

  it('does not repeat what somebody has written into the address', async () => {
    vi.mocked(getSession).mockResolvedValue({ state: 'signed_out', user: null, provider: null });
    open('/?sign_in_error=call%20this%20number');
    expect((await screen.findByRole('alert')).textContent).toBe('The sign-in did not work. Try again.');
    expect(screen.queryByRole('link')).toBeNull();
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
});
