import { type RefObject, useEffect, useRef } from 'react';

/** The browser's own modal: focus stays inside, the page behind is inert, Escape closes, and the focus goes back. */
export function useDialog(): RefObject<HTMLDialogElement | null> {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const node = dialog.current;
    const opener = document.activeElement;
    node?.showModal();
    document.documentElement.style.overflow = 'hidden';
    return () => {
      node?.close();
      document.documentElement.style.overflow = '';
      if (opener instanceof HTMLElement) opener.focus({ preventScroll: true });
    };
  }, []);
  return dialog;
}
