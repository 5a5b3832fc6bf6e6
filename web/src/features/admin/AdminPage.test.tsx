import { screen, waitFor, within } from '@testing-library/react';
import { Route, Routes } from 'react-router';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { show } from '@testing/show';
import {
  addTeam,
  addUser,
  changeUser,
  deleteTeam,
  getTeam,
  listTeams,
  listUsers,
  removeMember,
  resetPassword,
  setMember,
} from '@/api/admin';
import { ApiProblem } from '@/api/problem';
import { queries } from '@/api/queries';
import type { User } from '@/api/types';
import { AdminPage } from './AdminPage';
import { TeamsPage } from './TeamsPage';
import { UsersPage } from './UsersPage';

vi.mock('@/api/admin');

const ada: User = {
  id: 'local',
  email: 'ada@example.com',
  name: 'Ada',
  role: 'admin',
  disabled: false,
  review: false,
  invited: false,
  created_at: '2026-11-28T08:00:00Z',
  limits: {},
};
const bob: User = { ...ada, id: 'usr_bob', email: 'bob@example.com', name: 'Bob', role: 'member', invited: true };
const link = { url: '/account/password#usr_bob.token', token: 'usr_bob.token', expires_at: '2026-12-05T08:00:00Z' };

beforeEach(() => {
  vi.mocked(listUsers).mockResolvedValue({ data: [ada, bob], next_cursor: null, has_more: false });
  vi.mocked(listTeams).mockResolvedValue([
    { id: 'tem_1', name: 'Design', created_at: '2026-11-28T08:00:00Z', limits: {} },
  ]);
  vi.mocked(getTeam).mockResolvedValue({ id: 'tem_1', name: 'Design', members: [], limits: {} });
});
afterEach(() => vi.resetAllMocks());

/** The app is shown when it is known who is here. */
const open = (page: 'users' | 'teams', user = ada) => {
  queries.setQueryData(['session'], { state: 'signed_in', user, provider: null });
  return show(
    <Routes>
      <Route path="admin" element={<AdminPage />}>
        <Route path="users" element={<UsersPage />} />
        <Route path="teams" element={<TeamsPage />} />
      </Route>
      <Route path="/" element="the app" />
    </Routes>,
    `/admin/${page}`,
  );
};

describe('users', () => {
  it('are nothing for others', async () => {
    open('users', bob);
    await screen.findByText('the app');
    expect(listUsers).not.toHaveBeenCalled();
  });

  it('are added, and their link is shown once', async () => {
    const person = open('users');
    await screen.findByText('bob@example.com');
    screen.getByText('Invited');
    await person.click(screen.getByRole('button', { name: 'Add a user' }));
    const form = within(screen.getByRole('form', { name: 'Add a user' }));
    await person.type(form.getByLabelText('Name'), 'Carl');
    await person.type(form.getByLabelText('E-mail'), 'carl@example.com');
    vi.mocked(addUser)
      .mockRejectedValueOnce(new ApiProblem(409, { detail: 'There is one already.' }))
      .mockResolvedValueOnce({ user: { ...bob, id: 'usr_carl', name: 'Carl' }, link });
    await person.click(form.getByRole('button', { name: 'Add' }));
    await form.findByText('There is one already.');
    await person.click(form.getByRole('button', { name: 'Add' }));
    await screen.findByDisplayValue(`${location.origin}/account/password#usr_bob.token`);
    expect(addUser).toHaveBeenLastCalledWith('carl@example.com', 'Carl', 'member');
  });

  it('get another role, a new link, and are switched off by somebody who is sure', async () => {
    const person = open('users');
    const choose = async (action: string) => {
      await person.click(await screen.findByRole('button', { name: 'Actions for Bob' }));
      await person.click(await screen.findByRole('menuitem', { name: action }));
    };
    await choose('Make administrator');
    expect(changeUser).toHaveBeenLastCalledWith('usr_bob', { role: 'admin' });
    vi.mocked(resetPassword).mockResolvedValue(link);
    await choose('Link for a new password');
    await screen.findByDisplayValue(`${location.origin}/account/password#usr_bob.token`);
    await choose('Switch off');
    expect(changeUser).toHaveBeenCalledTimes(1);
    await person.click(within(screen.getByRole('alertdialog')).getByRole('button', { name: 'Switch off' }));
    await waitFor(() => expect(changeUser).toHaveBeenLastCalledWith('usr_bob', { disabled: true }));
  });

  it('get limits, which are lifted again, and are marked for review', async () => {
    const person = open('users');
    const choose = async (action: string) => {
      await person.click(await screen.findByRole('button', { name: 'Actions for Bob' }));
      await person.click(await screen.findByRole('menuitem', { name: action }));
    };
    await choose('Set limits');
    const form = within(screen.getByRole('form', { name: 'Limits of Bob' }));
    await person.type(form.getByLabelText('Money a month (CNY)'), '99.5');
    const limited = { ...bob, limits: { cost_per_month: 99.5 } };
    vi.mocked(listUsers).mockResolvedValue({ data: [ada, limited], next_cursor: null, has_more: false });
    vi.mocked(changeUser).mockResolvedValue(limited);
    await person.click(form.getByRole('button', { name: 'Save the limits' }));
    await screen.findByText('¥99.50 a month');
    expect(changeUser).toHaveBeenLastCalledWith('usr_bob', { limits: { cost_per_month: 99.5 } });
    expect(screen.queryByRole('form', { name: 'Limits of Bob' })).toBeNull();
    await choose('Set limits');
    await person.click(screen.getByRole('button', { name: 'Lift the limits' }));
    expect(changeUser).toHaveBeenLastCalledWith('usr_bob', { limits: {} });
    await choose('Mark for review');
    expect(changeUser).toHaveBeenLastCalledWith('usr_bob', { review: true });
  });

  it('do not lose their own role', async () => {
    const person = open('users');
    await person.click(await screen.findByRole('button', { name: 'Actions for Ada' }));
    expect((await screen.findAllByRole('menuitem')).map(item => item.textContent)).toEqual([
      'Link for a new password',
      'Set limits',
      'Mark for review',
    ]);
  });
});

describe('teams', () => {
  it('are made, get members, and are deleted when they have none', async () => {
    vi.mocked(addTeam).mockResolvedValue({
      id: 'tem_2',
      name: 'Print',
      created_at: '2026-11-28T08:00:00Z',
      limits: {},
    });
    const person = open('teams');
    await person.type(await screen.findByLabelText('Name'), 'Print');
    await person.click(screen.getByRole('button', { name: 'Add a team' }));
    expect(addTeam).toHaveBeenCalledWith('Print');

    await screen.findByText('Nobody is in it yet');
    const form = within(screen.getByRole('form', { name: 'Add a member to Design' }));
    await person.selectOptions(form.getByLabelText('Add a member'), 'Bob (bob@example.com)');
    await person.selectOptions(form.getByLabelText('Role'), 'Viewer');
    const member = { user_id: bob.id, name: bob.name, email: bob.email, role: 'viewer' as const };
    vi.mocked(getTeam).mockResolvedValue({ id: 'tem_1', name: 'Design', members: [member], limits: {} });
    await person.click(form.getByRole('button', { name: 'Add' }));
    expect(setMember).toHaveBeenLastCalledWith('tem_1', 'usr_bob', 'viewer');

    await person.selectOptions(await screen.findByLabelText('Role of Bob'), 'Administrator');
    expect(setMember).toHaveBeenLastCalledWith('tem_1', 'usr_bob', 'admin');
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Delete' }).disabled).toBe(true);
    vi.mocked(getTeam).mockResolvedValue({ id: 'tem_1', name: 'Design', members: [], limits: {} });
    await person.click(screen.getByRole('button', { name: 'Remove Bob' }));
    expect(removeMember).toHaveBeenLastCalledWith('tem_1', 'usr_bob');

    await waitFor(() => expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Delete' }).disabled).toBe(false));
    await person.click(screen.getByRole('button', { name: 'Delete' }));
    await person.click(within(screen.getByRole('alertdialog')).getByRole('button', { name: 'Delete' }));
    await waitFor(() => expect(deleteTeam).toHaveBeenCalledWith('tem_1'));
  });
});
