import { type RefObject, useEffect, useRef, useState } from 'react';
import type { Mask } from '@/domain/draft/draft';
import type { Extent, Point } from '@/ui/zoom/view';
import { add, canUndo, draw, emptyHistory, type History, type Mark, redo, undo } from './marks';
import { loadMask, shareOf } from './maskImage';

export interface MaskPainting {
  canvas: RefObject<HTMLCanvasElement | null>;
  /** 0 to 1. */
  share: number;
  canUndo: boolean;
  canRedo: boolean;
  /** A stroke goes on: drawn at once, remembered when it ends. */
  drawTo: (points: readonly Point[], size: number, erase: boolean) => void;
  /** Takes away what was drawn and not remembered. */
  repaint: () => void;
  mark: (mark: Mark) => void;
  undo: () => void;
  redo: () => void;
}

/** The painted canvas and how it came about. `size` is the picture's own; null until it is loaded. */
export function useMask(size: Extent | null, earlier: Mask | null): MaskPainting {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [history, setHistory] = useState<History>(emptyHistory);
  const [share, setShare] = useState(0);

  useEffect(() => {
    if (earlier === null) return;
    let gone = false;
    // One that is gone or expired is painted again.
    loadMask(earlier.id).then(
      image => {
        if (!gone) setHistory({ done: [{ kind: 'image', image }], undone: [] });
      },
      () => undefined,
    );
    return () => {
      gone = true;
    };
  }, [earlier]);

  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (context == null || size === null) return;
    context.clearRect(0, 0, size.width, size.height);
    for (const mark of history.done) draw(context, mark, colourOf(context.canvas), size);
    setShare(history.done.length === 0 ? 0 : shareOf(context.canvas));
  }, [history, size]);

  return {
    canvas,
    share,
    canUndo: canUndo(history),
    canRedo: history.undone.length > 0,
    drawTo: (points, brush, erase) => {
      const context = canvas.current?.getContext('2d');
      if (context == null || size === null) return;
      const last = points.slice(-2);
      draw(context, { kind: 'stroke', erase, size: brush, points: last }, colourOf(context.canvas), size);
    },
    repaint: () => setHistory(({ done, undone }) => ({ done, undone })),
    mark: mark => setHistory(before => add(before, mark)),
    undo: () => setHistory(undo),
    redo: () => setHistory(redo),
  };
}

const colourOf = (canvas: HTMLCanvasElement): string => getComputedStyle(canvas).color;
