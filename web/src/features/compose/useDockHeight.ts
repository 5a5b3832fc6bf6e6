import { type RefObject, useLayoutEffect } from 'react';

/** The dock grows with the text; the feed reads its height from --dock, so that its end can always be scrolled free. */
export function useDockHeight(dock: RefObject<HTMLElement | null>): void {
  useLayoutEffect(() => {
    const node = dock.current;
    if (node === null) return;
    const observer = new ResizeObserver(() =>
      document.documentElement.style.setProperty('--dock', `${node.offsetHeight}px`),
    );
    observer.observe(node);
    return () => observer.disconnect();
  }, [dock]);
}
