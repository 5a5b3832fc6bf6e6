import { useRef } from 'react';
import type { Zoom } from './useZoom';
import type { Point } from './view';

interface Fingers {
  /** One more, or the pointer. Answers how many are down now. */
  down: (id: number, at: Point) => number;
  /** Answers how far it has come; null where it is not down, or where two have enlarged the picture. */
  move: (id: number, to: Point) => Point | null;
  up: (id: number) => void;
}

/** The fingers on a picture. Two of them enlarge and move it; what one does is for whoever asks. */
export function useFingers(zoom: Zoom): Fingers {
  const fingers = useRef(new Map<number, Point>());
  return {
    down: (id, at) => fingers.current.set(id, at).size,
    move: (id, to) => {
      const from = fingers.current.get(id);
      if (from === undefined) return null;
      const other = [...fingers.current].find(([each]) => each !== id)?.[1];
      fingers.current.set(id, to);
      if (other === undefined) return between(from, to);
      const factor = distance(to, other) / Math.max(distance(from, other), 1);
      zoom.pinch(factor, middle(from, other), between(middle(from, other), middle(to, other)));
      return null;
    },
    up: id => void fingers.current.delete(id),
  };
}

const between = (from: Point, to: Point): Point => ({ x: to.x - from.x, y: to.y - from.y });

const distance = (a: Point, b: Point): number => Math.hypot(a.x - b.x, a.y - b.y);

const middle = (a: Point, b: Point): Point => ({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 });
