import { existsSync } from 'node:fs';
import type { BrowserContextOptions, LaunchOptions } from '@playwright/test';

const PATH = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';

/** Why there is no browser; null where there is one. With IMAGEGEN_TEST_REQUIRE=browser its lack is a failure. */
export function whyNoBrowser(): string | null {
  if (existsSync(PATH)) return null;
  const reason = `no browser at ${PATH} (set CHROMIUM_PATH)`;
  const required = (process.env.IMAGEGEN_TEST_REQUIRE ?? '').split(',').map(each => each.trim());
  if (required.includes('browser')) throw new Error(`A browser is required here, but there is ${reason}.`);
  return reason;
}

/** The browser of the machine: none is downloaded. */
export const BROWSER: LaunchOptions = {
  executablePath: PATH,
  args: [
    '--headless',
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    // Several pages in one small container: /dev/shm is too small for them.
    '--disable-dev-shm-usage',
  ],
};

export const desktop = { viewport: { width: 1440, height: 1000 } } satisfies BrowserContextOptions;
export const phone = {
  viewport: { width: 390, height: 844 },
  deviceScaleFactor: 2,
  hasTouch: true,
  isMobile: true,
} satisfies BrowserContextOptions;
