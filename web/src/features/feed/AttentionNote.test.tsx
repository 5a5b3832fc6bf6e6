import { screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { show } from '@testing/show';
import { testJob } from '@testing/testJob';
import { testModel } from '@testing/testModel';
import type * as Calls from '@/api/calls';
import { cancelJob, retryJob } from '@/api/calls';
import { Unreachable } from '@/api/problem';
import { knownNow } from '@/domain/jobs/cache';
import { AttentionNote } from './AttentionNote';

vi.mock('@/api/calls', async original => ({
  ...(await original<typeof Calls>()),
  cancelJob: vi.fn(),
  retryJob: vi.fn(),
}));
const [cancel, retry] = [vi.mocked(cancelJob), vi.mocked(retryJob)];
afterEach(() => vi.resetAllMocks());

const unknown = testJob({
  status: 'needs_attention',
  retry: { places: [0], possible_charge: [0], arriving: [] },
  unknown_submissions: [
    {
      submit_id: 'sub_1',
      submitted_at: '2026-11-23T06:00:01Z',
      provider_request_id: null,
      prompt_sha256: 'abc',
      indices: [0],
      reason: 'timeout',
    },
  ],
});
const press = (name: string) => screen.getByRole('button', { name });
const question = (name: string) => screen.findByRole('alertdialog', { name });

describe('the note of a job of which nobody knows whether it was paid', () => {
  it('says so, and gives an operator what finds the call', () => {
    show(<AttentionNote job={unknown} model={testModel} />);
    screen.getByRole('heading', { name: 'May have been billed, result unknown' });
    const facts = screen.getByText('Provider’s request ID').closest('dl');
    expect(facts?.textContent).toContain('2026-11-23T06:00:01Z');
    expect(facts?.textContent).toContain('none came');
    expect(facts?.textContent).toContain('timeout');
  });

  it('never sends it again before a person has read what that may cost', async () => {
    retry.mockResolvedValue({ ...unknown, version: 2, status: 'queued' });
    const person = show(<AttentionNote job={unknown} model={testModel} />);
    await person.click(press('Submit again (may bill again)'));
    const asked = await question('Submit again? 1 picture may be billed twice');
    expect(document.activeElement).toBe(within(asked).getByRole('button', { name: 'Go back' }));
    expect(retry).not.toHaveBeenCalled();
    await person.click(within(asked).getByRole('button', { name: 'Submit again' }));
    await waitFor(() => expect(retry).toHaveBeenCalledExactlyOnceWith('job_1', 1, [0]));
  });

  it('closes the job only after a person has read that it may be billed all the same', async () => {
    cancel.mockResolvedValue({ ...unknown, version: 2, status: 'canceled' });
    const person = show(<AttentionNote job={unknown} model={testModel} />);
    await person.click(press('Close'));
    await person.click(within(await question('Close this job?')).getByRole('button', { name: 'Keep waiting' }));
    expect(cancel).not.toHaveBeenCalled();
    await person.click(press('Close'));
    await person.click(within(await question('Close this job?')).getByRole('button', { name: 'Close the job' }));
    await waitFor(() => expect(knownNow().byId.job_1?.status).toBe('canceled'));
    expect(cancel).toHaveBeenCalledExactlyOnceWith('job_1');
  });

  it('says why it could not be closed', async () => {
    cancel.mockRejectedValue(new Unreachable('cut'));
    const person = show(<AttentionNote job={unknown} model={testModel} />);
    await person.click(press('Close'));
    await person.click(within(await question('Close this job?')).getByRole('button', { name: 'Close the job' }));
    expect((await screen.findByText(/That did not work/)).getAttribute('role')).toBe('alert');
  });

  it('offers no retry where there is nothing to ask for, and nothing while a cancel is under way', () => {
    show(<AttentionNote job={{ ...unknown, retry: null, cancellation: 'pending' }} model={testModel} />);
    expect(screen.queryByRole('button', { name: /^Submit again/ })).toBeNull();
    expect(press('Close').hasAttribute('disabled')).toBe(true);
  });
});
