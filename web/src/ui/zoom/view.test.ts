import { describe, expect, it } from 'vitest';
import { fitView, moveView, toPicture, zoomView } from './view';

const box = { width: 400, height: 300 };
const picture = { width: 2000, height: 1000 };

describe('a view', () => {
  it('shows the whole picture in the middle', () => {
    expect(fitView(box, picture)).toEqual({ scale: 0.2, x: 0, y: 50 });
  });

  it('never blows up a small picture by itself', () => {
    expect(fitView(box, { width: 100, height: 100 })).toEqual({ scale: 1, x: 150, y: 100 });
  });

  it('keeps what lies under the pointer where it is', () => {
    const at = { x: 100, y: 150 };
    const before = fitView(box, picture);
    const after = zoomView(box, picture, before, 1, at);
    expect(after.scale).toBe(1);
    expect(toPicture(after, at)).toEqual(toPicture(before, at));
  });

  it('is never smaller than the whole, and never absurdly large', () => {
    const fit = fitView(box, picture);
    expect(zoomView(box, picture, fit, 0.01)).toEqual(fit);
    expect(zoomView(box, picture, fit, 99).scale).toBe(8);
  });

  it('can be moved to the edges and no further', () => {
    const large = zoomView(box, picture, fitView(box, picture), 1);
    expect(moveView(box, picture, large, { x: 9999, y: 9999 })).toEqual({ scale: 1, x: 0, y: 0 });
    expect(moveView(box, picture, large, { x: -9999, y: -9999 })).toEqual({ scale: 1, x: -1600, y: -700 });
  });
});
