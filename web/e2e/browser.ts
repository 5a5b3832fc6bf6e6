import { existsSync } from 'node:fs';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

const PATH = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';

/** Why there is no browser; null where there is one. With IMAGEGEN_TEST_REQUIRE=browser its lack is a failure. */
export function whyNoBrowser(): string | null {
  if (existsSync(PATH)) return null;
  const reason = `no browser at ${PATH} (set CHROMIUM_PATH)`;
  const required = (process.env.IMAGEGEN_TEST_REQUIRE ?? '').split(',').map(each => each.trim());
  if (required.includes('browser')) throw new Error(`A browser is required here, but there is ${reason}.`);
  return reason;
}

export const launch = (): Promise<Browser> =>
  chromium.launch({
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
  });

export const desktop = { viewport: { width: 1440, height: 1000 } } satisfies BrowserContextOptions;
export const phone = {
  viewport: { width: 390, height: 844 },
  deviceScaleFactor: 2,
  hasTouch: true,
  isMobile: true,
} satisfies BrowserContextOptions;

export async function openPage(browser: Browser, url: string, options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({ locale: 'zh-CN', reducedMotion: 'reduce', ...desktop, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  await page.goto(url);
  return page;
}
