import { type RefObject, useEffect, useRef } from 'react';

/**
 * The browser's own modal: focus stays inside, the page behind is inert and does not scroll (base.css), Escape closes, and the focus
 * goes back. `first` matches what has the focus at first; without it the browser chooses.
 */
export function useDialog(first?: string): RefObject<HTMLDialogElement | null> {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const node = dialog.current;
    const opener = document.activeElement;
    node?.showModal();
    if (first !== undefined) node?.querySelector<HTMLElement>(first)?.focus({ preventScroll: true });
    return () => {
      node?.close();
      if (opener instanceof HTMLElement) opener.focus({ preventScroll: true });
    };
  }, [first]);
  return dialog;
}
