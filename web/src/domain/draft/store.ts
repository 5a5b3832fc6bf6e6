import { create } from 'zustand';
import type { ParameterValue } from '@/api/types';
import type { Reference } from '@/domain/references/reference';
import { readJson, writeJson } from '@/domain/storage';
import { type Draft, emptyDraft } from './draft';

const KEY = 'imagegen.draft';

interface DraftState {
  draft: Draft;
  /** Grows when the draft was filled from elsewhere: the composer then takes the focus. */
  fills: number;
  /** What stood in the composer before it was filled, until it is brought back or no longer wanted. */
  replaced: Draft | null;
  /** The mask of the first reference is being painted. */
  masking: boolean;
}

export const useDraft = create<DraftState>(() => ({
  // What a draft of an older release does not hold is as in a new one.
  draft: { ...emptyDraft, ...readJson(KEY, isDraft) },
  fills: 0,
  replaced: null,
  masking: false,
}));

useDraft.subscribe((state, before) => {
  if (state.draft !== before.draft) writeJson(KEY, state.draft);
});

export const changeDraft = (change: Partial<Draft>): void =>
  useDraft.setState(state => ({ draft: { ...state.draft, ...change } }));

export const fillDraft = (draft: Partial<Draft>): void =>
  useDraft.setState(state => {
    const before = state.draft;
    const after = { ...before, ...draft };
    const losesWords = before.prompt.trim() !== '' && before.prompt !== after.prompt;
    const losesPictures = before.references.some(({ id }) => after.references.every(each => each.id !== id));
    return { draft: after, fills: state.fills + 1, replaced: losesWords || losesPictures ? before : null };
  });

export const bringBack = (): void =>
  useDraft.setState(({ draft, fills, replaced }) => ({ draft: replaced ?? draft, fills: fills + 1, replaced: null }));

export const forgetReplaced = (): void => useDraft.setState({ replaced: null });

/** Behind the others; one that is there already stays where it is. */
export const addReference = (reference: Reference): void =>
  useDraft.setState(({ draft }) =>
    draft.references.some(each => each.id === reference.id)
      ? {}
      : { draft: { ...draft, references: [...draft.references, reference] } },
  );

/** One that was chosen elsewhere on the page: the composer takes the focus. */
export const takeReference = (reference: Reference): void => {
  addReference(reference);
  useDraft.setState(({ fills }) => ({ fills: fills + 1 }));
};

export const changeReference = (id: string, facts: Partial<Reference>): void =>
  useDraft.setState(({ draft }) => ({
    draft: { ...draft, references: draft.references.map(each => (each.id === id ? { ...each, ...facts } : each)) },
  }));

export const removeReference = (id: string): void =>
  useDraft.setState(({ draft }) => ({
    draft: { ...draft, references: draft.references.filter(each => each.id !== id) },
  }));

/** Puts the reference at `from` in the place `to`. */
export const moveReference = (from: number, to: number): void =>
  useDraft.setState(({ draft }) => {
    const references = [...draft.references];
    const [moved] = references.splice(from, 1);
    if (moved !== undefined) references.splice(to, 0, moved);
    return { draft: { ...draft, references } };
  });

/** Undefined gives a parameter back to the model's default. */
export const setParameter = (name: string, value: ParameterValue | undefined): void => setParameters({ [name]: value });

export const setParameters = (changes: Readonly<Record<string, ParameterValue | undefined>>): void =>
  useDraft.setState(({ draft }) => {
    const all = Object.entries({ ...draft.parameters, ...changes });
    const chosen = all.filter((entry): entry is [string, ParameterValue] => entry[1] !== undefined);
    return { draft: { ...draft, parameters: Object.fromEntries(chosen) } };
  });

export const startMasking = (): void => useDraft.setState({ masking: true });

export const stopMasking = (): void => useDraft.setState({ masking: false });

function isDraft(value: unknown): value is Partial<Draft> {
  const draft = value as Partial<Record<keyof Draft, unknown>> | null;
  return (
    typeof draft?.prompt === 'string' &&
    typeof draft.parameters === 'object' &&
    draft.parameters !== null &&
    (draft.references === undefined || Array.isArray(draft.references))
  );
}
