import { screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { show } from '@testing/show';
import { testJob } from '@testing/testJob';
import { testModel } from '@testing/testModel';
import type * as Calls from '@/api/calls';
import { retryJob } from '@/api/calls';
import { ApiProblem, Unreachable } from '@/api/problem';
import type { JobError } from '@/api/types';
import { useDraft } from '@/domain/draft/store';
import { knownNow } from '@/domain/jobs/cache';
import { FailedNote } from './FailedNote';

vi.mock('@/api/calls', async original => ({ ...(await original<typeof Calls>()), retryJob: vi.fn() }));
const retry = vi.mocked(retryJob);
afterEach(() => vi.resetAllMocks());

const error: JobError = {
  code: 'provider_busy',
  message: 'The provider is busy.',
  act: 'nobody',
  retryable: true,
  provider_code: '50430',
  provider_message: null,
  provider_request_id: null,
};
const failed = (possible_charge: number[], patch: Partial<JobError> = {}) =>
  testJob({
    status: 'failed',
    error: { ...error, ...patch },
    retry: { places: [0, 1], possible_charge, arriving: [] },
  });
const again = () => screen.getByRole('button', { name: 'Try again' });
const dialog = (name: string): Promise<HTMLElement> => screen.findByRole('alertdialog', { name });

describe('the note of a failed job', () => {
  it('says why, and by which codes', () => {
    show(<FailedNote job={failed([])} model={testModel} />);
    screen.getByText('The provider is busy');
    screen.getByText('provider_busy · 50430');
  });

  it('retries without a question where nothing can be paid for twice', async () => {
    const job = failed([]);
    retry.mockResolvedValue({ ...job, version: 2, status: 'queued' });
    const person = show(<FailedNote job={job} model={testModel} />);
    await person.click(again());
    await waitFor(() => expect(knownNow().byId.job_1?.status).toBe('queued'));
    expect(retry).toHaveBeenCalledExactlyOnceWith('job_1', job.attempts, null);
  });

  it('asks how many may be billed twice, and sends nothing when somebody goes back', async () => {
    const person = show(<FailedNote job={failed([1])} model={testModel} />);
    await person.click(again());
    const question = await dialog('Submit again? 1 picture may be billed twice');
    within(question).getByText(/bills up to ¥0.44 more/);
    await person.click(within(question).getByRole('button', { name: 'Go back' }));
    expect(retry).not.toHaveBeenCalled();
  });

  it('sends the places that were agreed to, and asks again where more came into doubt', async () => {
    const job = failed([1]);
    retry.mockRejectedValueOnce(new ApiProblem(409, { code: 'possible_charge', places: [0, 1] }));
    retry.mockResolvedValueOnce({ ...job, version: 2, status: 'queued' });
    const person = show(<FailedNote job={job} model={testModel} />);
    await person.click(again());
    const first = await dialog('Submit again? 1 picture may be billed twice');
    await person.click(within(first).getByRole('button', { name: 'Submit again' }));
    const second = await dialog('Submit again? 2 pictures may be billed twice');
    await person.click(within(second).getByRole('button', { name: 'Submit again' }));
    await waitFor(() => expect(retry).toHaveBeenCalledTimes(2));
    expect(retry.mock.calls.map(([, , agreed]) => agreed)).toEqual([[1], [0, 1]]);
  });

  it('says beside the button why a retry did not work, and never repeats it by itself', async () => {
    retry.mockRejectedValue(new Unreachable('cut'));
    const person = show(<FailedNote job={failed([])} model={testModel} />);
    await person.click(again());
    await screen.findByText(/That did not work/);
    expect(retry).toHaveBeenCalledTimes(1);
  });

  it('offers the words first where only other words help', async () => {
    const job = failed([], { act: 'user', retryable: false });
    const person = show(<FailedNote job={job} model={testModel} />);
    expect(screen.getAllByRole('button').map(each => each.textContent)).toEqual(
      expect.arrayContaining(['Edit prompt', 'Try again']),
    );
    expect(screen.getAllByRole('button')[0]?.textContent).toBe('Edit prompt');
    await person.click(screen.getByRole('button', { name: 'Edit prompt' }));
    expect(useDraft.getState().draft.prompt).toBe('A lake');
  });
});
