import { describe, expect, it } from 'vitest';
import type { ReferenceRule } from '@/api/types';
import { namedReference, pictureUrl, type Reference, referenceProblem } from './reference';

const rule: ReferenceRule = {
  min: 0,
  max: 2,
  links: false,
  formats: ['jpeg', 'png'],
  max_bytes: 1000,
  max_pixels: 20_000,
  min_ratio: 0.5,
  max_ratio: 2,
  min_side: 15,
};
const fine: Reference = { id: 'upl_1', width: 100, height: 100 };

describe('a reference', () => {
  it.each([
    [{}, null],
    [{ width: 14 }, 'side'],
    [{ width: 1000, height: 1000 }, null],
    [{ width: 90, height: 40 }, 'ratio'],
    [{ width: 40, height: 90 }, 'ratio'],
    [{ id: 'https://example.com/a.png' }, 'link'],
  ] as [Partial<Reference>, string | null][])('with %j: %s', (patch, problem) => {
    expect(referenceProblem({ ...fine, ...patch }, rule)).toBe(problem);
  });

  it('of which only the name is known is left to the server', () => {
    expect(referenceProblem(namedReference('img_1'), rule)).toBeNull();
  });

  it('by a link is taken where links are', () => {
    expect(referenceProblem(namedReference('https://example.com/a.png'), { ...rule, links: true })).toBeNull();
  });
});

it('is shown from our own server only', () => {
  expect(pictureUrl('img_1', 'thumbnail')).toBe('/api/v1/images/img_1/content?variant=thumbnail');
  expect(pictureUrl('upl_1', 'thumbnail')).toBe('/api/v1/uploads/upl_1/content');
  expect(pictureUrl('https://example.com/a.png', 'thumbnail')).toBeNull();
});
