import { useSyncExternalStore } from 'react';
import { midnight } from './days';

/** A laptop that slept over midnight is behind for a minute at most. */
const LOOK = 60_000;

const subscribe = (changed: () => void): (() => void) => {
  const timer = setInterval(changed, LOOK);
  return () => clearInterval(timer);
};

/** The local midnight that began today, Unix milliseconds: the page may stay open for days. */
export const useToday = (): number => useSyncExternalStore(subscribe, () => midnight(Date.now()));
