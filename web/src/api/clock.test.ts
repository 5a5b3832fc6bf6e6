import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { noteServerDate, serverNow } from './clock';

beforeEach(() => vi.useFakeTimers({ now: Date.UTC(2026, 10, 23, 6, 0, 0) }));
afterEach(() => {
  noteServerDate(new Date().toUTCString());
  vi.useRealTimers();
});

it('follows a server whose clock is far from ours', () => {
  noteServerDate('Mon, 23 Nov 2026 06:05:00 GMT');
  expect(serverNow() - Date.now()).toBe(300_000);
});

it('does not jump for the part of a second that the header can not carry', () => {
  noteServerDate('Mon, 23 Nov 2026 06:05:00 GMT');
  vi.advanceTimersByTime(900);
  noteServerDate('Mon, 23 Nov 2026 06:05:00 GMT');
  expect(serverNow() - Date.now()).toBe(300_000);
});

it('ignores a header that is no date', () => {
  const before = serverNow();
  noteServerDate('soon');
  noteServerDate(null);
  expect(serverNow()).toBe(before);
});
