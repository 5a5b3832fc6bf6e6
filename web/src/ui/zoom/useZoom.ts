import { type RefObject, useEffect, useEffectEvent, useLayoutEffect, useState } from 'react';
import { type Extent, fitView, moveView, type Point, type View, zoomView } from './view';

export interface Zoom {
  view: View;
  /** The whole picture is shown. */
  isFit: boolean;
  fit: () => void;
  /** To this scale, around a point of the box or its middle. */
  to: (scale: number, at?: Point) => void;
  by: (delta: Point) => void;
  /** Two fingers: larger by a factor around a point, which has moved. */
  pinch: (factor: number, at: Point, delta: Point) => void;
}

const NOTHING: Extent = { width: 0, height: 0 };
const STILL: Point = { x: 0, y: 0 };

/** A picture in a box that can be enlarged and moved: by the wheel here, by fingers and buttons where it is used. */
export function useZoom(ref: RefObject<HTMLElement | null>, picture: Extent): Zoom {
  const [box, setBox] = useState(NOTHING);
  // Null is the whole picture, also after the window has another size.
  const [chosen, setChosen] = useState<View | null>(null);
  const fitted = box.width === 0 ? { scale: 1, ...STILL } : fitView(box, picture);
  const viewOf = (view: View | null): View => (view === null ? fitted : moveView(box, picture, view, STILL));
  const view = viewOf(chosen);

  useLayoutEffect(() => {
    const node = ref.current;
    if (node === null) return;
    const observer = new ResizeObserver(() => setBox({ width: node.clientWidth, height: node.clientHeight }));
    observer.observe(node);
    return () => observer.disconnect();
  }, [ref]);

  // Several events may come between two renders: each goes on from the one before.
  const change = (next: (view: View) => View): void =>
    setChosen(before => {
      const after = next(viewOf(before));
      return after.scale <= fitted.scale ? null : after;
    });

  const onWheel = useEffectEvent((event: WheelEvent) => {
    event.preventDefault();
    const bounds = ref.current?.getBoundingClientRect();
    if (bounds === undefined) return;
    const at = { x: event.clientX - bounds.x, y: event.clientY - bounds.y };
    change(before => zoomView(box, picture, before, before.scale * Math.exp(-event.deltaY / 400), at));
  });
  useEffect(() => {
    const node = ref.current;
    // React's own listeners can not keep the page from scrolling.
    const listener = (event: WheelEvent): void => onWheel(event);
    node?.addEventListener('wheel', listener, { passive: false });
    return () => node?.removeEventListener('wheel', listener);
  }, [ref]);

  return {
    view,
    isFit: chosen === null,
    fit: () => setChosen(null),
    to: (scale, at) => change(before => zoomView(box, picture, before, scale, at)),
    by: delta => change(before => moveView(box, picture, before, delta)),
    pinch: (factor, at, delta) =>
      change(before => moveView(box, picture, zoomView(box, picture, before, before.scale * factor, at), delta)),
  };
}
