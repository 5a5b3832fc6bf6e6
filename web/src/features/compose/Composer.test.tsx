import { screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { show } from '@testing/show';
import { testJob } from '@testing/testJob';
import { testLimit } from '@testing/testLimit';
import { testModel } from '@testing/testModel';
import type * as Calls from '@/api/calls';
import { createJob, listModels, listStyles } from '@/api/calls';
import { ApiProblem } from '@/api/problem';
import type * as UsageApi from '@/api/usage';
import { getUsage } from '@/api/usage';
import type { Limit, Model } from '@/api/types';
import { useUploads } from '@/domain/draft/uploads';
import { Composer } from './Composer';

vi.mock('@/api/calls', async original => ({
  ...(await original<typeof Calls>()),
  createJob: vi.fn(),
  listModels: vi.fn(),
  listStyles: vi.fn(),
}));
vi.mock('@/api/usage', async original => ({ ...(await original<typeof UsageApi>()), getUsage: vi.fn() }));
const create = vi.mocked(createJob);
const prompt = () => screen.getByRole<HTMLTextAreaElement>('textbox');

const withLimits = (limits: readonly Limit[]): void => {
  const figures = { jobs: 0, pictures: 0, cost: 0, reserved_pictures: 0, reserved_cost: 0 };
  const month = { from: '2026-11-01', to: '2026-11-28', utc_offset: '+08:00', currency: 'CNY' };
  vi.mocked(getUsage).mockResolvedValue({ ...month, total: figures, data: [], limits: [...limits] });
};

beforeEach(() => {
  withLimits([]);
  create.mockResolvedValue(testJob());
  vi.mocked(listModels).mockResolvedValue([testModel]);
  vi.mocked(listStyles).mockResolvedValue([]);
});
afterEach(() => {
  useUploads.setState({ pending: [] });
  vi.clearAllMocks();
});

describe('the composer', () => {
  it('sends what was typed once, and is empty for the next picture', async () => {
    const person = show(<Composer />);
    await screen.findByRole('button', { name: /^Create/ });
    await person.type(prompt(), 'A lake{Control>}{Enter}{/Control}');
    await waitFor(() => expect(create).toHaveBeenCalledTimes(1));
    expect(create.mock.calls[0]?.[0]).toEqual({
      model: testModel.id,
      prompt: 'A lake',
      size: '2048x2048',
      count: 1,
    });
    expect(prompt().value).toBe('');
  });

  it('sends what somebody asked for before the models were there once they are, and only once', async () => {
    let answer: (models: Model[]) => void = () => undefined;
    vi.mocked(listModels).mockReturnValue(new Promise(resolve => (answer = resolve)));
    const person = show(<Composer />);
    await person.type(prompt(), 'A lake{Control>}{Enter}{/Control}');
    expect(create).not.toHaveBeenCalled();
    answer([testModel]);
    await waitFor(() => expect(create).toHaveBeenCalledTimes(1));
    await person.type(prompt(), 'A hill');
    expect(create).toHaveBeenCalledTimes(1);
  });

  it('sends nothing by itself once somebody has gone on typing', async () => {
    let answer: (models: Model[]) => void = () => undefined;
    vi.mocked(listModels).mockReturnValue(new Promise(resolve => (answer = resolve)));
    const person = show(<Composer />);
    await person.type(prompt(), 'A lake{Control>}{Enter}{/Control} at night');
    answer([testModel]);
    await screen.findByRole('button', { name: /^Create/ });
    expect(create).not.toHaveBeenCalled();
  });

  it('sends one job however often somebody pressed before the models were there', async () => {
    let answer: (models: Model[]) => void = () => undefined;
    vi.mocked(listModels).mockReturnValue(new Promise(resolve => (answer = resolve)));
    const person = show(<Composer />);
    await person.type(prompt(), 'A lake{Control>}{Enter}{Enter}{/Control} at night{Control>}{Enter}{/Control}');
    answer([testModel]);
    await waitFor(() => expect(prompt().value).toBe(''));
    expect(create.mock.calls.map(([request]) => request.prompt)).toEqual(['A lake at night']);
  });

  it('sends nothing by itself long after there were no models to check it by', async () => {
    let refuse: (problem: Error) => void = () => undefined;
    vi.mocked(listModels).mockReturnValueOnce(new Promise((_, reject) => (refuse = reject)));
    const person = show(<Composer />);
    await person.type(prompt(), 'A lake{Control>}{Enter}{/Control}');
    refuse(new ApiProblem(404, {}));
    await person.click(await screen.findByRole('button', { name: 'Try again' }));
    await screen.findByRole('button', { name: /^Create/ });
    expect(create).not.toHaveBeenCalled();
    expect(prompt().value).toBe('A lake');
  });

  it('says what is missing only after somebody wanted to send', async () => {
    const person = show(<Composer />);
    const button = await screen.findByRole('button', { name: /^Create/ });
    expect(screen.queryByText('Describe the picture first')).toBeNull();
    await person.click(button);
    screen.getByText('Describe the picture first');
    expect(create).not.toHaveBeenCalled();
    expect(document.activeElement).toBe(prompt());
  });

  it('waits for pictures that are still on their way', async () => {
    const file = new File(['x'], 'a.png', { type: 'image/png' });
    useUploads.setState({ pending: [{ key: 1, file, preview: 'blob:a', progress: 0.5, problem: null }] });
    const person = show(<Composer />);
    await screen.findByRole('button', { name: /^Create/ });
    await person.type(prompt(), 'A lake{Control>}{Enter}{/Control}');
    expect(create).not.toHaveBeenCalled();
    expect(prompt().value).toBe('A lake');
  });

  it('says what is left before the click, and whom to ask where it is too little', async () => {
    withLimits([
      testLimit({ limit: 10, used: 9 }),
      testLimit({ kind: 'cost_per_month', limit: 10, used: 2 }),
      testLimit({ of: 'team', id: 'tem_1', limit: 0, used: 0 }),
    ]);
    const person = show(<Composer />);
    await screen.findByText('1 picture left today');
    screen.getByText('¥8.00 left this month');
    expect(screen.queryByRole('button', { name: 'See the usage' })).toBeNull();
    await person.click(screen.getByRole('button', { name: /^Number of pictures/ }));
    await person.click(screen.getByRole('button', { name: 'One picture more' }));
    screen.getByText('1 picture left today, and this needs 2 pictures. An administrator can raise it.');
  });
});
