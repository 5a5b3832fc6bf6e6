import { create } from 'zustand';
import { readJson, remove, writeJson } from '@/domain/storage';
import { type BatchForm, emptyForm } from './grid';

/** A batch that was submitted here. Its words are on the server. */
export interface RecentBatch {
  id: string;
  /** Unix milliseconds. */
  at: number;
  jobs: number;
}

interface BatchState {
  form: BatchForm;
  recent: readonly RecentBatch[];
}

const KEY = 'imagegen.batch';
const MOST_RECENT = 10;

const kept = readJson(KEY, isState);

export const useBatchStore = create<BatchState>(() => ({
  form: { ...emptyForm, ...kept?.form },
  recent: kept?.recent ?? [],
}));

function change(next: Partial<BatchState>): void {
  useBatchStore.setState(next);
  writeJson(KEY, useBatchStore.getState());
}

export const changeForm = (changed: Partial<BatchForm>): void =>
  change({ form: { ...useBatchStore.getState().form, ...changed } });

export const clearForm = (): void => change({ form: emptyForm });

/** One that has just been submitted. */
export const remember = (id: string, jobs: number): void => {
  const others = useBatchStore.getState().recent.filter(batch => batch.id !== id);
  change({ recent: [{ id, at: Date.now(), jobs }, ...others].slice(0, MOST_RECENT) });
};

/** Of the person who signs out. */
export function forgetBatches(): void {
  useBatchStore.setState({ form: emptyForm, recent: [] });
  remove(KEY);
}

function isState(value: unknown): value is Partial<BatchState> {
  const state = value as Partial<Record<keyof BatchState, unknown>> | null;
  return typeof state?.form === 'object' && Array.isArray(state.recent);
}
