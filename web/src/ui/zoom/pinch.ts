import type { Point } from './view';

/** Two fingers that hold a picture. */
export interface Pinch {
  distance: number;
  middle: Point;
}

export function pinchOf(a: Point, b: Point): Pinch {
  return { distance: Math.hypot(a.x - b.x, a.y - b.y), middle: { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 } };
}
