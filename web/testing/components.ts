import { vi } from 'vitest';

// What jsdom has no layout for: a wide screen on which nothing changes its size. Nothing of the app is imported here,
// because what a setup file has loaded a test can no longer mock.
vi.stubGlobal('matchMedia', (media: string) => Object.assign(new EventTarget(), { media, matches: false }));
vi.stubGlobal(
  'ResizeObserver',
  class {
    observe = vi.fn();
    unobserve = vi.fn();
    disconnect = vi.fn();
  },
);
vi.stubGlobal('scrollTo', vi.fn());
// A dialog of jsdom does not open: what is inside is there, and that is all.
HTMLDialogElement.prototype.showModal = function () {
  this.open = true;
};
HTMLDialogElement.prototype.close = function () {
  this.open = false;
};
