import { create } from 'zustand';
import { persist, type PersistStorage } from 'zustand/middleware';
import type { ParameterValue } from '@/api/types';
import type { Reference } from '@/domain/references/reference';
import { readJson, remove, writeJson } from '@/domain/storage';
import { type Draft, emptyDraft } from './draft';

interface DraftState {
  draft: Draft;
  /** Grows when the draft was filled from elsewhere: the composer then takes the focus. */
  fills: number;
  /** What stood in the composer before it was filled, until it is brought back or no longer wanted. */
  replaced: Draft | null;
  /** The mask of the first reference is being painted. */
  masking: boolean;
}

/** The draft as it is, without what the middleware would put around it: older releases have written it so. */
const storage: PersistStorage<Partial<Draft>> = {
  getItem: name => {
    const state = readJson(name, isDraft);
    return state === null ? null : { state };
  },
  setItem: (name, { state }) => writeJson(name, state),
  removeItem: remove,
};

export const useDraft = create<DraftState>()(
  persist((): DraftState => ({ draft: emptyDraft, fills: 0, replaced: null, masking: false }), {
    name: 'imagegen.draft',
    storage,
    partialize: ({ draft }): Partial<Draft> => draft,
    // What a draft of an older release does not hold is as in a new one.
    merge: (kept, state) => ({ ...state, draft: { ...emptyDraft, ...(kept as Partial<Draft> | undefined) } }),
  }),
);

const change = (next: Partial<DraftState> | ((state: DraftState) => Partial<DraftState>)): void =>
  void useDraft.setState(next);

export const changeDraft = (changed: Partial<Draft>): void =>
  change(state => ({ draft: { ...state.draft, ...changed } }));

export const fillDraft = (draft: Partial<Draft>): void =>
  change(state => {
    const before = state.draft;
    const after = { ...before, ...draft };
    const losesWords = before.prompt.trim() !== '' && before.prompt !== after.prompt;
    const losesPictures = before.references.some(({ id }) => after.references.every(each => each.id !== id));
    return { draft: after, fills: state.fills + 1, replaced: losesWords || losesPictures ? before : null };
  });

export const bringBack = (): void =>
  change(({ draft, fills, replaced }) => ({ draft: replaced ?? draft, fills: fills + 1, replaced: null }));

/** Of the person who signs out. */
export const forgetDraft = (): void => change({ draft: emptyDraft, replaced: null, masking: false });

export const forgetReplaced = (): void => change({ replaced: null });

/** Behind the others; one that is there already stays where it is. */
export const addReference = (reference: Reference): void =>
  change(({ draft }) =>
    draft.references.some(each => each.id === reference.id)
      ? {}
      : { draft: { ...draft, references: [...draft.references, reference] } },
  );

/** One that was chosen elsewhere on the page: the composer takes the focus. */
export const takeReference = (reference: Reference): void => {
  addReference(reference);
  change(({ fills }) => ({ fills: fills + 1 }));
};

export const changeReference = (id: string, facts: Partial<Reference>): void =>
  change(({ draft }) => ({
    draft: { ...draft, references: draft.references.map(each => (each.id === id ? { ...each, ...facts } : each)) },
  }));

export const removeReference = (id: string): void =>
  change(({ draft }) => ({
    draft: { ...draft, references: draft.references.filter(each => each.id !== id) },
  }));

/** Puts the reference at `from` in the place `to`. */
export const moveReference = (from: number, to: number): void =>
  change(({ draft }) => {
    const references = [...draft.references];
    const [moved] = references.splice(from, 1);
    if (moved !== undefined) references.splice(to, 0, moved);
    return { draft: { ...draft, references } };
  });

/** Undefined gives a parameter back to the model's default. */
export const setParameter = (name: string, value: ParameterValue | undefined): void => setParameters({ [name]: value });

export const setParameters = (changes: Readonly<Record<string, ParameterValue | undefined>>): void =>
  change(({ draft }) => {
    const all = Object.entries({ ...draft.parameters, ...changes });
    const chosen = all.filter((entry): entry is [string, ParameterValue] => entry[1] !== undefined);
    return { draft: { ...draft, parameters: Object.fromEntries(chosen) } };
  });

export const startMasking = (): void => change({ masking: true });

export const stopMasking = (): void => change({ masking: false });

function isDraft(value: unknown): value is Partial<Draft> {
  const draft = value as Partial<Record<keyof Draft, unknown>> | null;
  return (
    typeof draft?.prompt === 'string' &&
    typeof draft.parameters === 'object' &&
    draft.parameters !== null &&
    (draft.references === undefined || Array.isArray(draft.references))
  );
}
