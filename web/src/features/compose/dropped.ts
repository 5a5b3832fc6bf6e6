import { create } from 'zustand';

interface DroppedNotice {
  model: string;
  names: string;
}

const useStore = create<{ notice: DroppedNotice | null }>(() => ({ notice: null }));

/** What the last change of model could not keep, until somebody has read it. */
export const useDropped = (): DroppedNotice | null => useStore(state => state.notice);

export const showDropped = (notice: DroppedNotice | null): void => useStore.setState({ notice });

export const dismissDropped = (): void => showDropped(null);
