import { describe, expect, it } from 'vitest';
import { add, canUndo, emptyHistory, type Mark, redo, undo } from './marks';

const stroke = (size: number): Mark => ({ kind: 'stroke', erase: false, size, points: [{ x: 0, y: 0 }] });
const earlier: Mark = { kind: 'image', image: {} as CanvasImageSource };

describe('what was done to a mask', () => {
  const two = add(add(emptyHistory, stroke(1)), stroke(2));

  it('can be undone and done again, step by step', () => {
    const one = undo(two);
    expect(one.done).toEqual([stroke(1)]);
    expect(redo(one)).toEqual(two);
    expect(undo(undo(one)).done).toEqual([]);
  });

  it('that was undone is gone once something else is done', () => {
    expect(redo(add(undo(two), { kind: 'invert' })).done).toEqual([stroke(1), { kind: 'invert' }]);
  });

  it('does not reach behind the mask that one began with', () => {
    const history = add(emptyHistory, earlier);
    expect(canUndo(history)).toBe(false);
    expect(undo(history)).toEqual(history);
    expect(canUndo(add(history, { kind: 'clear' }))).toBe(true);
    expect(canUndo(emptyHistory)).toBe(false);
  });
});
