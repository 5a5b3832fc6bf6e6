import { create } from 'zustand';
import { createJob } from '@/api/calls';
import { Unreachable, isProblem } from '@/api/problem';
import type { CreateJob, Job } from '@/api/types';
import { submitEnded, submitStarted } from './cache';
import { newKey } from '@/domain/newKey';
import { readSubmits, removeSubmit, type Submit, writeSubmit } from './submitStorage';

/** Nobody expects a picture to be paid for long after they walked away from a broken connection. */
const RESEND_FOR = 10 * 60_000;
/** The server keeps keys for 24 hours: after that the same key would make a second job. */
const KEY_LIVES = 23 * 3_600_000;
const ANSWER_WITHIN = 30_000;

interface SubmitsState {
  all: readonly Submit[];
}

export const useSubmits = create<SubmitsState>(() => ({ all: [] }));

const timers = new Map<string, ReturnType<typeof setTimeout>>();

/** Shows at once and sends in the background. */
export function submit(request: CreateJob): string {
  const entry: Submit = { key: newKey(), request, createdAt: Date.now(), state: 'sending', problem: null };
  put(entry);
  void send(entry.key, 0);
  return entry.key;
}

/** The same request as a job of its own. What was not asked for then is not asked for now. */
export function submitAgain(job: Job): string {
  const asked = Object.entries(job.parameters).filter(([, value]) => value != null);
  return submit({ ...Object.fromEntries(asked), model: job.model, prompt: job.parameters.prompt });
}

export function resend(key: string): void {
  const entry = find(key);
  if (entry === undefined || entry.state === 'sending') return;
  if (Date.now() - entry.createdAt > KEY_LIVES) {
    drop(key);
    submit(entry.request);
    return;
  }
  put({ ...entry, state: 'sending', problem: null });
  void send(key, 0);
}

export const discard = (key: string): void => drop(key);

/** Of the person who signs out. */
export function forgetSubmits(): void {
  for (const { key } of [...useSubmits.getState().all, ...readSubmits()]) drop(key);
}

/** After a reload: what was on its way is sent again, under the same key. */
export function resumeSubmits(now = Date.now()): void {
  for (const entry of readSubmits()) {
    if (find(entry.key) !== undefined) continue;
    if (entry.state === 'refused') put(entry);
    else if (now - entry.createdAt > RESEND_FOR) put({ ...entry, state: 'expired' });
    else {
      put({ ...entry, state: 'sending' });
      void send(entry.key, 0);
    }
  }
}

export function resendWaiting(): void {
  for (const entry of useSubmits.getState().all) if (entry.state === 'waiting') resend(entry.key);
}

async function send(key: string, tries: number): Promise<void> {
  clearTimeout(timers.get(key));
  const entry = find(key);
  if (entry === undefined) return;
  submitStarted();
  try {
    const job = await createJob(entry.request, key, AbortSignal.timeout(ANSWER_WITHIN));
    drop(key);
    submitEnded(key, job);
  } catch (error) {
    submitEnded(key, null);
    // Given up meanwhile: if it did arrive, the stream shows it.
    if (find(key) === undefined) return;
    failed(entry, tries, error);
  }
}

function failed(entry: Submit, tries: number, error: unknown): void {
  const problem = isProblem(error) ? { code: error.code, message: error.message, limit: error.limit } : null;
  // A limit that is used up is counted anew on another day, when nobody waits for this any more.
  if (isProblem(error) && (!error.retryable || error.limit !== null)) {
    put({ ...entry, state: 'refused', problem });
    return;
  }
  if (!(error instanceof Unreachable) && problem === null) throw error;
  if (Date.now() - entry.createdAt > RESEND_FOR) {
    put({ ...entry, state: 'expired', problem });
    return;
  }
  put({ ...entry, state: 'waiting', problem });
  const pause = Math.min(1_000 * 2 ** tries, 30_000);
  timers.set(
    entry.key,
    setTimeout(() => again(entry.key, tries + 1), pause),
  );
}

function again(key: string, tries: number): void {
  const entry = find(key);
  if (entry?.state !== 'waiting') return;
  put({ ...entry, state: 'sending' });
  void send(key, tries);
}

const find = (key: string): Submit | undefined => useSubmits.getState().all.find(entry => entry.key === key);

function put(entry: Submit): void {
  writeSubmit(entry);
  useSubmits.setState(({ all }) => ({
    all: all.some(each => each.key === entry.key)
      ? all.map(each => (each.key === entry.key ? entry : each))
      : [entry, ...all],
  }));
}

function drop(key: string): void {
  clearTimeout(timers.get(key));
  timers.delete(key);
  removeSubmit(key);
  useSubmits.setState(({ all }) => ({ all: all.filter(each => each.key !== key) }));
}
