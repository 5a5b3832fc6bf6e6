import { defineConfig } from '@playwright/test';
import { BROWSER, desktop } from './e2e/browser';

// A run against a real server may go on beside one on fake APIs.
const folder = process.env.E2E_BASE_URL === undefined ? 'test-results/e2e' : 'test-results/real';

export default defineConfig({
  testDir: 'e2e',
  testMatch: '*.e2e.ts',
  outputDir: folder,
  fullyParallel: true,
  workers: 2,
  forbidOnly: process.env.CI !== undefined,
  // A wait ends when its condition holds; these are only the caps for a loaded machine.
  timeout: 90_000,
  expect: { timeout: 30_000 },
  reporter: [
    [process.env.CI === undefined ? 'list' : 'dot'],
    ['json', { outputFile: process.env.E2E_REPORT ?? `${folder}.json` }],
  ],
  use: {
    ...desktop,
    locale: 'zh-CN',
    contextOptions: { reducedMotion: 'reduce' },
    actionTimeout: 30_000,
    navigationTimeout: 30_000,
    // `npx playwright show-trace` shows what the page was at every step of a test that failed.
    trace: { mode: 'retain-on-failure', screenshots: false, snapshots: true, sources: true },
    launchOptions: BROWSER,
  },
});
