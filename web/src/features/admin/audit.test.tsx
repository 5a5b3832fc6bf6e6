import { screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { show } from '@testing/show';
import { listUsers } from '@/api/admin';
import type * as AuditApi from '@/api/audit';
import { listAudit } from '@/api/audit';
import en from '@/i18n/en';
import type { AuditEntry, User } from '@/api/types';
import { ACTIONS } from './auditActions';
import { AuditPage } from './AuditPage';
import { filterOf } from './useAuditFilter';

vi.mock('@/api/admin');
vi.mock('@/api/audit', async original => ({ ...(await original<typeof AuditApi>()), listAudit: vi.fn() }));

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
const entry: AuditEntry = {
  id: 'aud_1',
  created_at: '2026-11-28T09:14:03Z',
  actor: 'usr_bob',
  credential: 'key_1',
  action: 'job.created',
  object: 'job_1',
  address: '192.0.2.7',
  request_id: 'r1',
  details: { prompt: 'a fox', count: '1' },
};
const nothing = { from: '', to: '', actor: '', action: '', object: '' };

beforeEach(() => {
  vi.mocked(listUsers).mockResolvedValue({ data: [bob], next_cursor: null, has_more: false });
  vi.mocked(listAudit).mockResolvedValue({ data: [entry], next_cursor: 'next', has_more: true });
});
afterEach(() => vi.resetAllMocks());

describe('the record', () => {
  it('says who did what, where from, and with what, page by page', async () => {
    const person = show(<AuditPage />, '/admin/audit');
    const row = await screen.findByText('Bob: asked for a job');
    expect(row.closest('li')?.textContent).toContain('job_1 · prompt: a fox · count: 1');
    screen.getByText('192.0.2.7');
    vi.mocked(listAudit).mockResolvedValue({
      data: [{ ...entry, id: 'aud_2', actor: null, action: 'newer.kind' }],
      next_cursor: null,
      has_more: false,
    });
    await person.click(screen.getByRole('button', { name: 'Show more' }));
    await screen.findByText('Somebody not signed in: newer.kind');
    expect(vi.mocked(listAudit).mock.calls.at(-1)?.slice(0, 2)).toEqual([{}, 'next']);
    expect(screen.queryByRole('button', { name: 'Show more' })).toBeNull();
  });

  it('is filtered, and taken away as it is filtered', async () => {
    const person = show(<AuditPage />, '/admin/audit?object=job_1');
    const filters = within(await screen.findByRole('form', { name: 'Filters' }));
    await screen.findByText('Bob: asked for a job');
    await person.selectOptions(filters.getByLabelText('Who'), 'Bob');
    await person.selectOptions(filters.getByLabelText('Did what'), 'signed in');
    const filter = { actor: 'usr_bob', action: 'session.created', object: 'job_1' };
    await waitFor(() => expect(vi.mocked(listAudit).mock.calls.at(-1)?.[0]).toEqual(filter));
    expect(screen.getByRole('link', { name: 'Download CSV' }).getAttribute('href')).toBe(
      '/api/v1/audit?actor=usr_bob&action=session.created&object=job_1&format=csv',
    );
    vi.mocked(listAudit).mockResolvedValue({ data: [], next_cursor: null, has_more: false });
    await person.type(filters.getByLabelText('Id of what it was done to'), '0{Enter}');
    await screen.findByText('The filters leave nothing');
    await person.click(screen.getByRole('button', { name: 'Clear the filters' }));
    await waitFor(() => expect(vi.mocked(listAudit).mock.calls.at(-1)?.[0]).toEqual({}));
  });

  it('has whole days: from their first moment to their last', () => {
    const { created_after: after, created_before: before } = filterOf({
      ...nothing,
      from: '2026-11-28',
      to: '2026-11-28',
    });
    expect(Date.parse(before ?? '') - Date.parse(after ?? '')).toBe(24 * 3_600_000 + 1);
    expect(new Date(Date.parse(after ?? '') + 1).getHours()).toBe(0);
    expect(filterOf({ ...nothing, from: 'x' })).toEqual({});
  });

  it('has words for all that is on record', () => {
    const words = (name: string): unknown =>
      name.split('.').reduce<unknown>((node, key) => (node as Record<string, unknown>)[key], en.audit.action);
    for (const action of ACTIONS) expect([action, typeof words(action)]).toEqual([action, 'string']);
  });
});
