import type { Extent, Point } from '@/ui/zoom/view';

/** One thing that was done to a mask, in pixels of the picture. */
export type Mark =
  | { kind: 'stroke'; erase: boolean; size: number; points: readonly Point[] }
  | { kind: 'invert' }
  | { kind: 'clear' }
  /** An earlier mask, to go on with. */
  | { kind: 'image'; image: CanvasImageSource };

export interface History {
  done: readonly Mark[];
  undone: readonly Mark[];
}

export const emptyHistory: History = { done: [], undone: [] };

export const add = ({ done }: History, mark: Mark): History => ({ done: [...done, mark], undone: [] });

/** What was there from the start is not something that was done here. */
export const canUndo = ({ done }: History): boolean => done.length > 0 && done.at(-1)?.kind !== 'image';

export function undo(history: History): History {
  const { done, undone } = history;
  const last = done.at(-1);
  return last === undefined || !canUndo(history) ? history : { done: done.slice(0, -1), undone: [...undone, last] };
}

export function redo({ done, undone }: History): History {
  const last = undone.at(-1);
  return last === undefined ? { done, undone } : { done: [...done, last], undone: undone.slice(0, -1) };
}

/** Draws one mark over what is there: painted is opaque, the rest is transparent. */
export function draw(context: CanvasRenderingContext2D, mark: Mark, colour: string, { width, height }: Extent): void {
  context.save();
  context.fillStyle = colour;
  context.strokeStyle = colour;
  switch (mark.kind) {
    case 'clear':
      context.clearRect(0, 0, width, height);
      break;
    case 'invert':
      context.globalCompositeOperation = 'xor';
      context.fillRect(0, 0, width, height);
      break;
    case 'image':
      context.drawImage(mark.image, 0, 0, width, height);
      context.globalCompositeOperation = 'source-in';
      context.fillRect(0, 0, width, height);
      break;
    case 'stroke':
      drawStroke(context, mark);
      break;
  }
  context.restore();
}

function drawStroke(context: CanvasRenderingContext2D, mark: Extract<Mark, { kind: 'stroke' }>): void {
  const [first, ...rest] = mark.points;
  if (first === undefined) return;
  context.globalCompositeOperation = mark.erase ? 'destination-out' : 'source-over';
  context.lineWidth = mark.size;
  context.lineCap = 'round';
  context.lineJoin = 'round';
  // A line without a length is not drawn: a dot is a disc.
  context.beginPath();
  context.arc(first.x, first.y, mark.size / 2, 0, 2 * Math.PI);
  context.fill();
  context.beginPath();
  context.moveTo(first.x, first.y);
  for (const point of rest) context.lineTo(point.x, point.y);
  context.stroke();
}
