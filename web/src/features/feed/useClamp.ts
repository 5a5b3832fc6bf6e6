import { type RefObject, useLayoutEffect, useRef, useState } from 'react';

interface Clamp {
  ref: RefObject<HTMLParagraphElement | null>;
  open: boolean;
  /** The stylesheet cuts the text, or would if it were not open. */
  hasMore: boolean;
  toggle: () => void;
}

/** Two lines of a text, and a way to the rest only where there is a rest. */
export function useClamp(text: string): Clamp {
  const ref = useRef<HTMLParagraphElement>(null);
  const [open, setOpen] = useState(false);
  const [cut, setCut] = useState(false);
  useLayoutEffect(() => {
    const paragraph = ref.current;
    if (paragraph === null || open) return;
    const observer = new ResizeObserver(() => setCut(paragraph.scrollHeight > paragraph.clientHeight + 1));
    observer.observe(paragraph);
    return () => observer.disconnect();
  }, [text, open]);
  return { ref, open, hasMore: cut || open, toggle: () => setOpen(!open) };
}
