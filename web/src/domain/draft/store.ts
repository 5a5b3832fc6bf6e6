import { create } from 'zustand';
import { readJson, writeJson } from '@/domain/storage';
import { type Draft, emptyDraft } from './draft';

const KEY = 'imagegen.draft';

interface DraftState {
  draft: Draft;
  /** Grows when the draft was filled from elsewhere: the composer then takes the focus. */
  fills: number;
  /** What stood in the composer before it was filled, until it is brought back or no longer wanted. */
  replaced: Draft | null;
}

export const useDraft = create<DraftState>(() => ({
  draft: readJson(KEY, isDraft) ?? emptyDraft,
  fills: 0,
  replaced: null,
}));

useDraft.subscribe((state, before) => {
  if (state.draft !== before.draft) writeJson(KEY, state.draft);
});

export const changeDraft = (change: Partial<Draft>): void =>
  useDraft.setState(state => ({ draft: { ...state.draft, ...change } }));

export const fillDraft = (draft: Partial<Draft>): void =>
  useDraft.setState(state => {
    const before = state.draft;
    const losesWords = before.prompt.trim() !== '' && before.prompt !== draft.prompt;
    return { draft: { ...before, ...draft }, fills: state.fills + 1, replaced: losesWords ? before : null };
  });

export const bringBack = (): void =>
  useDraft.setState(({ draft, fills, replaced }) => ({ draft: replaced ?? draft, fills: fills + 1, replaced: null }));

export const forgetReplaced = (): void => useDraft.setState({ replaced: null });

function isDraft(value: unknown): value is Draft {
  const draft = value as Partial<Draft> | null;
  return typeof draft?.prompt === 'string' && typeof draft.parameters === 'object' && draft.parameters !== null;
}
