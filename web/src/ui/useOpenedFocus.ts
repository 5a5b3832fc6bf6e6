import { type KeyboardEvent, useRef } from 'react';

interface OpenedFocus {
  ref: (node: HTMLElement | null) => void;
  onKeyDown: (event: KeyboardEvent) => void;
}

/** Moves the focus to the first match inside what has just been opened; Escape closes it and gives the focus back. */
export function useOpenedFocus(first: string, onClose: () => void): OpenedFocus {
  const opener = useRef<Element | null>(null);
  return {
    ref: node => {
      if (node === null || opener.current !== null) return;
      opener.current = document.activeElement;
      // After it has been placed: focus would scroll to where it is not yet.
      requestAnimationFrame(() => node.querySelector<HTMLElement>(first)?.focus({ preventScroll: true }));
    },
    onKeyDown: event => {
      if (event.key !== 'Escape') return;
      event.stopPropagation();
      onClose();
      if (opener.current instanceof HTMLElement) opener.current.focus();
    },
  };
}
