import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type * as Calls from '@/api/calls';
import { createJob } from '@/api/calls';
import { ApiProblem, Unreachable } from '@/api/problem';
import { queries } from '@/api/queries';
import { knownNow } from './cache';
import { discard, resend, resumeSubmits, submit, useSubmits } from './submits';
import { testJob } from '@testing/testJob';

vi.mock('@/api/calls', async original => ({ ...(await original<typeof Calls>()), createJob: vi.fn() }));
const create = vi.mocked(createJob);
const request = { model: 'jimeng-t2i-4.0', prompt: 'A lake' };
const states = (): string[] => useSubmits.getState().all.map(each => each.state);
const keysSent = (): string[] => create.mock.calls.map(call => call[1]);

beforeEach(() => {
  vi.useFakeTimers();
  const items: Record<string, string> = {};
  // Object.keys of a real Storage lists its entries; the methods are not enumerable there.
  const storage = Object.defineProperties(items, {
    getItem: { value: (key: string) => items[key] ?? null },
    setItem: { value: (key: string, value: string) => void (items[key] = value) },
    removeItem: { value: (key: string) => Reflect.deleteProperty(items, key) },
  });
  vi.stubGlobal('localStorage', storage);
});
afterEach(() => {
  for (const each of useSubmits.getState().all) discard(each.key);
  queries.clear();
  create.mockReset();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('a submit', () => {
  it('is shown at once and becomes the job when the answer comes', async () => {
    create.mockResolvedValue(testJob());
    submit(request);
    expect(states()).toEqual(['sending']);
    await vi.advanceTimersByTimeAsync(0);
    expect(states()).toEqual([]);
    expect(Object.keys(knownNow().byId)).toEqual(['job_1']);
    expect(localStorage).toEqual({});
  });

  it('is sent again by itself after a lost answer, under the same key', async () => {
    create.mockRejectedValueOnce(new Unreachable('cut')).mockRejectedValueOnce(new ApiProblem(503, {}));
    create.mockResolvedValueOnce(testJob());
    submit(request);
    await vi.advanceTimersByTimeAsync(0);
    expect(states()).toEqual(['waiting']);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(states()).toEqual([]);
    expect(keysSent()).toHaveLength(3);
    expect(new Set(keysSent()).size).toBe(1);
  });

  it('draws a key of its own each time', async () => {
    create.mockResolvedValue(testJob());
    submit(request);
    submit(request);
    await vi.advanceTimersByTimeAsync(0);
    expect(new Set(keysSent()).size).toBe(2);
  });

  it('that the server refuses is not sent again by itself', async () => {
    create.mockRejectedValue(new ApiProblem(402, { code: 'budget_exceeded', detail: 'No budget left' }));
    submit(request);
    await vi.advanceTimersByTimeAsync(3_600_000);
    expect(create).toHaveBeenCalledTimes(1);
    expect(useSubmits.getState().all[0]).toMatchObject({ state: 'refused', problem: { code: 'budget_exceeded' } });
  });

  it('that a limit refuses is not sent again by itself either, though tomorrow it may pass', async () => {
    const limit = { kind: 'pictures_per_day', of: 'user', id: 'local', limit: 50, used: 49, asked: 2 };
    const of = { ...limit, resets_at: '2026-11-29T00:00:00+08:00', raised_by: 'administrator' };
    create.mockRejectedValue(new ApiProblem(429, { code: 'quota_exceeded', retryable: true, limit: of }));
    submit(request);
    await vi.advanceTimersByTimeAsync(3_600_000);
    expect(create).toHaveBeenCalledTimes(1);
    expect(useSubmits.getState().all[0]).toMatchObject({ state: 'refused', problem: { limit: of } });
  });

  it('is not sent by itself for ever: nobody expects to pay hours later', async () => {
    create.mockRejectedValue(new Unreachable('cut'));
    submit(request);
    await vi.advanceTimersByTimeAsync(3_600_000);
    expect(states()).toEqual(['expired']);
    const sent = create.mock.calls.length;
    await vi.advanceTimersByTimeAsync(3_600_000);
    expect(create).toHaveBeenCalledTimes(sent);
  });

  it('survives a reload under the same key', async () => {
    create.mockReturnValue(new Promise(() => undefined));
    const key = submit(request);
    useSubmits.setState({ all: [] });
    resumeSubmits();
    await vi.advanceTimersByTimeAsync(0);
    expect(keysSent()).toEqual([key, key]);
    expect(states()).toEqual(['sending']);
  });

  it('gets a new key once the server has forgotten the old one', async () => {
    create.mockRejectedValue(new ApiProblem(422, { detail: 'no' }));
    const key = submit(request);
    await vi.advanceTimersByTimeAsync(0);
    vi.setSystemTime(Date.now() + 25 * 3_600_000);
    resend(key);
    await vi.advanceTimersByTimeAsync(0);
    expect(new Set(keysSent()).size).toBe(2);
  });
});
