import { create } from 'zustand';
import { readJson, writeJson } from '@/domain/storage';
import { type Draft, emptyDraft } from './draft';

const KEY = 'imagegen.draft';

interface DraftState {
  draft: Draft;
  /** Grows when the draft was filled from elsewhere: the composer then takes the focus. */
  fills: number;
}

export const useDraft = create<DraftState>(() => ({ draft: readJson(KEY, isDraft) ?? emptyDraft, fills: 0 }));

useDraft.subscribe((state, before) => {
  if (state.draft !== before.draft) writeJson(KEY, state.draft);
});

export const changeDraft = (change: Partial<Draft>): void =>
  useDraft.setState(state => ({ draft: { ...state.draft, ...change } }));

export const fillDraft = (draft: Partial<Draft>): void =>
  useDraft.setState(state => ({ draft: { ...state.draft, ...draft }, fills: state.fills + 1 }));

function isDraft(value: unknown): value is Draft {
  const draft = value as Partial<Draft> | null;
  return typeof draft?.prompt === 'string' && typeof draft.parameters === 'object' && draft.parameters !== null;
}
