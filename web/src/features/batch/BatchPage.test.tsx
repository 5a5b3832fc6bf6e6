import { screen, waitFor } from '@testing-library/react';
import { Route, Routes } from 'react-router';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { show } from '@testing/show';
import { testImage, testJob } from '@testing/testJob';
import { testModel } from '@testing/testModel';
import type * as Batches from '@/api/batches';
import { cancelBatch, createBatch, listBatch } from '@/api/batches';
import type * as Calls from '@/api/calls';
import { ApiProblem, Unreachable } from '@/api/problem';
import type * as UsageApi from '@/api/usage';
import { forgetBatches } from '@/domain/batch/store';
import { mergeStreamed } from '@/domain/jobs/cache';
import { BatchPage } from './BatchPage';
import { ResultsPage } from './ResultsPage';

vi.mock('@/api/batches', async original => ({
  ...(await original<typeof Batches>()),
  createBatch: vi.fn(),
  listBatch: vi.fn(),
  cancelBatch: vi.fn(),
}));
vi.mock('@/api/calls', async original => ({
  ...(await original<typeof Calls>()),
  listModels: vi.fn(() => Promise.resolve([testModel])),
}));
vi.mock('@/api/usage', async original => ({
  ...(await original<typeof UsageApi>()),
  getUsage: vi.fn(() => Promise.reject(new ApiProblem(403, {}))),
}));

const job = (index: number, prompt: string) =>
  testJob({ id: `job_${index}`, batch: 'bat_1', batch_index: index, parameters: { prompt, size: '2048x2048' } });
const links = { self: '', jobs: '', cancel: '' };

beforeEach(() => {
  vi.mocked(listBatch).mockResolvedValue([job(0, 'fox'), job(1, 'hen')]);
});
afterEach(() => {
  forgetBatches();
  vi.resetAllMocks();
});

const open = (at: string) =>
  show(
    <Routes>
      <Route path="/batch" element={<BatchPage />} />
      <Route path="/batch/:id" element={<ResultsPage />} />
    </Routes>,
    at,
  );

it('says how many and how much before it sends, once for all, and again under the same key', async () => {
  const made = [
    { index: 0, job: job(0, 'fox'), error: null },
    {
      index: 1,
      job: null,
      error: { type: '', title: '', status: 422, detail: 'No room.', code: '', retryable: false, trace_id: '' },
    },
  ];
  vi.mocked(createBatch)
    .mockRejectedValueOnce(new Unreachable('cut'))
    .mockResolvedValueOnce({ id: 'bat_1', accepted: 1, entries: made, links });
  const person = open('/batch');
  await person.type(await screen.findByLabelText(/^Prompts/), 'fox{Enter}hen');
  screen.getByText('Prompts 2 × models 1 × sizes 1 × seeds 1');
  await person.click(screen.getByRole('button', { name: 'Create all ¥0.44' }));
  await screen.findByText(/nothing is made twice/);
  await person.click(screen.getByRole('button', { name: 'Create all ¥0.44' }));
  await screen.findByRole('heading', { name: '1 was not submitted' });
  screen.getByText('No room.');
  const keys = vi.mocked(createBatch).mock.calls.map(([, key]) => key);
  expect(new Set(keys).size).toBe(1);
});

it('sends nothing that would be refused', async () => {
  const person = open('/batch');
  await person.type(await screen.findByLabelText(/^Prompts/), 'a prompt that is much too long');
  screen.getByText('Prompt 1 is too long for Jimeng 4.0');
  expect(screen.getByRole<HTMLButtonElement>('button', { name: /^Create all/ }).disabled).toBe(true);
});

it('shows what becomes of it as a table that fills as pictures arrive', async () => {
  open('/batch/bat_1');
  await screen.findByRole('rowheader', { name: 'fox' });
  await screen.findByRole('columnheader', { name: /Jimeng 4.0.*1:1 · 2K/ });
  screen.getByText('0 of 2 pictures');
  mergeStreamed({
    ...job(1, 'hen'),
    version: 2,
    status: 'succeeded',
    images: [testImage(0)],
    cost: { amount: 0.22, currency: 'CNY', verified: true },
  });
  const picture = await screen.findByRole('img', { name: 'hen, Jimeng 4.0 · 1:1 · 2K' });
  expect(picture.closest('a')?.getAttribute('href')).toBe('/jobs/job_1/images/img_1_0');
  screen.getByText('1 of 2 pictures');
  screen.getByText('¥0.22');
  screen.getByText('1 job goes on');
});

it('is canceled as a whole by somebody who is sure', async () => {
  vi.mocked(cancelBatch).mockRejectedValue(new ApiProblem(503, { detail: 'Try again.' }));
  const person = open('/batch/bat_1');
  await person.click(await screen.findByRole('button', { name: 'Cancel all' }));
  await person.click(screen.getByRole('button', { name: 'Keep waiting' }));
  expect(cancelBatch).not.toHaveBeenCalled();
  await person.click(screen.getByRole('button', { name: 'Cancel all' }));
  const [, sure] = screen.getAllByRole('button', { name: 'Cancel all' });
  if (sure !== undefined) await person.click(sure);
  await waitFor(() => expect(cancelBatch).toHaveBeenCalledWith('bat_1'));
  await screen.findByText('Try again.');
});
