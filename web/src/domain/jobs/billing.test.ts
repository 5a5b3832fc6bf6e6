import { describe, expect, it } from 'vitest';
import { isFree } from './billing';
import { testJob } from '@testing/testJob';

describe('nothing was billed', () => {
  it.each([
    [{ billed: 0, reserved: 0, unknown: 0 }, true],
    [{ billed: 1, reserved: 0, unknown: 0 }, false],
    [{ billed: 0, reserved: 1, unknown: 0 }, false],
    [{ billed: 0, reserved: 0, unknown: 1 }, false],
  ])('of %o it is %s', (usage, free) => {
    expect(isFree(testJob({ usage }))).toBe(free);
  });
});
