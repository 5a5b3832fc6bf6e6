import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { show } from '@testing/show';
import {
  createKey,
  deleteKey,
  endSession,
  getAccount,
  getSession,
  listKeys,
  listSessions,
  signOut,
} from '@/api/account';
import { ApiProblem } from '@/api/problem';
import { queries } from '@/api/queries';
import type { Key, OwnSession, User } from '@/api/types';
import { changeForm } from '@/domain/batch/store';
import { changeDraft, useDraft } from '@/domain/draft/store';
import { useSubmits } from '@/domain/jobs/submits';
import { writeSubmit } from '@/domain/jobs/submitStorage';
import { AccountPage } from './AccountPage';

vi.mock('@/api/account');

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
const here: OwnSession = {
  id: 'ses_here',
  current: true,
  address: '192.0.2.7',
  user_agent: 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0',
  created_at: '2026-11-28T08:00:00Z',
  last_used_at: '2026-11-28T09:00:00Z',
  expires_at: '2026-12-05T09:00:00Z',
};
const elsewhere: OwnSession = { ...here, id: 'ses_elsewhere', current: false, address: null, user_agent: null };
const nightly: Key = {
  id: 'key_1',
  name: 'nightly',
  prefix: 'ig_4mT9xKq2',
  scopes: ['jobs:write'],
  created_at: '2026-11-28T08:00:00Z',
  expires_at: null,
  last_used_at: null,
  models: null,
  addresses: null,
  rate: null,
  limits: {},
};

beforeEach(() => {
  vi.mocked(getSession).mockResolvedValue({ state: 'signed_in', user: bob, provider: null });
  vi.mocked(getAccount).mockResolvedValue({
    user: bob,
    scopes: ['account'],
    teams: [{ id: 'tem_1', name: 'Design', role: 'viewer' }],
    has_password: true,
  });
  vi.mocked(listSessions).mockResolvedValue([here, elsewhere]);
  vi.mocked(listKeys).mockResolvedValue([nightly]);
});
afterEach(() => vi.resetAllMocks());

const open = async () => {
  const person = show(<AccountPage />, '/account');
  // Who is here is known before the page is shown; here it asks itself.
  await screen.findByRole('heading', { name: 'Bob' });
  return person;
};

describe('the account', () => {
  it('says who one is, and in which teams', async () => {
    await open();
    screen.getByText('bob@example.com');
    await screen.findByText('Design');
    screen.getByText('Viewer');
    expect(screen.queryByRole('link', { name: 'Admin' })).toBeNull();
  });

  it('asks for a password only who has one', async () => {
    await open();
    await screen.findByRole('heading', { name: 'Change password' });
    cleanup();
    queries.clear();
    vi.mocked(getAccount).mockResolvedValue({ user: bob, scopes: [], teams: [], has_password: false });
    await open();
    await screen.findByText('nightly');
    expect(screen.queryByRole('heading', { name: 'Change password' })).toBeNull();
  });

  it('lists where one is signed in, and ends what is not this browser', async () => {
    const person = await open();
    await screen.findByText('Firefox · Linux');
    screen.getByText('This browser');
    expect(screen.queryByRole('button', { name: 'Sign out: Firefox · Linux' })).toBeNull();
    await person.click(screen.getByRole('button', { name: 'Sign out: Unknown browser' }));
    expect(vi.mocked(endSession).mock.calls[0]?.[0]).toBe('ses_elsewhere');
    await waitFor(() => expect(listSessions).toHaveBeenCalledTimes(2));
  });

  it('makes a key, which it shows until somebody has it', async () => {
    const person = await open();
    await person.click(screen.getByRole('button', { name: 'New key' }));
    const form = within(screen.getByRole('form', { name: 'New key' }));
    await person.type(form.getByLabelText('Name'), 'weekly');
    await person.selectOptions(form.getByLabelText('Good for'), 'no end');
    await person.click(form.getByLabelText('images:read'));
    await person.type(form.getByLabelText('Pictures a day'), '20');
    expect(form.queryByLabelText('admin')).toBeNull();
    vi.mocked(createKey)
      .mockRejectedValueOnce(new ApiProblem(409, { detail: 'You have 100 keys.' }))
      .mockResolvedValueOnce({ secret: 'ig_secret', key: { ...nightly, id: 'key_2', name: 'weekly' } });
    await person.click(form.getByRole('button', { name: 'Create key' }));
    await form.findByText('You have 100 keys.');
    await person.click(form.getByRole('button', { name: 'Create key' }));
    const secret = await screen.findByDisplayValue('ig_secret');
    expect(createKey).toHaveBeenLastCalledWith('weekly', ['jobs:write', 'jobs:read'], null, { pictures_per_day: 20 });
    expect(screen.queryByRole('form', { name: 'New key' })).toBeNull();
    await person.click(screen.getByRole('button', { name: 'I have it' }));
    expect(secret.isConnected).toBe(false);
  });

  it('deletes a key only when somebody is sure', async () => {
    const person = await open();
    await person.click(await screen.findByRole('button', { name: 'Delete nightly' }));
    await person.click(screen.getByRole('button', { name: 'Go back' }));
    expect(deleteKey).not.toHaveBeenCalled();
    await person.click(screen.getByRole('button', { name: 'Delete nightly' }));
    await person.click(within(screen.getByRole('alertdialog')).getByRole('button', { name: 'Delete' }));
    await waitFor(() => expect(vi.mocked(deleteKey).mock.calls[0]?.[0]).toBe('key_1'));
  });

  it('leaves nothing of the person in the browser who signs out', async () => {
    const assign = vi.fn();
    vi.stubGlobal('location', { origin: location.origin, assign });
    changeDraft({ prompt: 'a secret campaign' });
    changeForm({ prompts: 'a secret campaign' });
    writeSubmit({
      key: 'unsent',
      request: { model: 'm', prompt: 'a secret campaign' },
      createdAt: Date.now(),
      state: 'waiting',
      problem: null,
    });
    const person = await open();
    await person.click(screen.getByRole('button', { name: 'Sign out' }));
    await waitFor(() => expect(assign).toHaveBeenCalledWith('/'));
    expect(signOut).toHaveBeenCalledOnce();
    expect(useDraft.getState().draft.prompt).toBe('');
    expect(useSubmits.getState().all).toEqual([]);
    expect(JSON.stringify(localStorage)).not.toContain('secret campaign');
    vi.unstubAllGlobals();
  });

  it('goes on to the provider, which has a session of its own', async () => {
    const assign = vi.fn();
    vi.stubGlobal('location', { origin: location.origin, assign });
    vi.mocked(signOut).mockResolvedValue('https://id.example.com/logout?client_id=imagegen');
    const person = await open();
    await person.click(screen.getByRole('button', { name: 'Sign out' }));
    await waitFor(() => expect(assign).toHaveBeenCalledWith('https://id.example.com/logout?client_id=imagegen'));
    expect(assign).toHaveBeenCalledOnce();
    vi.unstubAllGlobals();
  });

  it('keeps everything where the server does not let go', async () => {
    vi.mocked(signOut).mockRejectedValue(new ApiProblem(503, { detail: 'Try again.' }));
    changeDraft({ prompt: 'a campaign' });
    const person = await open();
    await person.click(screen.getByRole('button', { name: 'Sign out' }));
    await screen.findByText('Try again.');
    expect(useDraft.getState().draft.prompt).toBe('a campaign');
  });
});
