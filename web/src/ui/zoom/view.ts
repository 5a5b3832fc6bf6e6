/** Where a picture lies in the box that shows it: its scale, and its upper left corner in pixels of the box. */
export interface View {
  scale: number;
  x: number;
  y: number;
}

export interface Extent {
  width: number;
  height: number;
}

export interface Point {
  x: number;
  y: number;
}

const MOST = 8;

/** The whole picture in the middle, never larger than it is. */
export function fitView(box: Extent, picture: Extent): View {
  const scale = Math.min(box.width / picture.width, box.height / picture.height, 1);
  return placed(box, picture, { scale, x: 0, y: 0 });
}

/** Another scale; what lies under `at` stays there. Never smaller than the whole picture. */
export function zoomView(box: Extent, picture: Extent, view: View, scale: number, at: Point = middle(box)): View {
  const next = Math.min(Math.max(scale, fitView(box, picture).scale), MOST);
  const ratio = next / view.scale;
  return placed(box, picture, { scale: next, x: at.x - (at.x - view.x) * ratio, y: at.y - (at.y - view.y) * ratio });
}

export const moveView = (box: Extent, picture: Extent, view: View, by: Point): View =>
  placed(box, picture, { ...view, x: view.x + by.x, y: view.y + by.y });

/** A side that fits is in the middle; one that does not leaves no gap. */
function placed(box: Extent, picture: Extent, { scale, x, y }: View): View {
  const along = (room: number, length: number, at: number): number =>
    length <= room ? (room - length) / 2 : Math.min(Math.max(at, room - length), 0);
  return {
    scale,
    x: along(box.width, picture.width * scale, x),
    y: along(box.height, picture.height * scale, y),
  };
}

const middle = ({ width, height }: Extent): Point => ({ x: width / 2, y: height / 2 });

/** From the box to the picture's own pixels. */
export const toPicture = ({ scale, x, y }: View, point: Point): Point => ({
  x: (point.x - x) / scale,
  y: (point.y - y) / scale,
});
