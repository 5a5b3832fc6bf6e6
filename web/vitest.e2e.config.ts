import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  test: {
    include: ['e2e/**/*.e2e.ts'],
    // A wait ends when its condition holds; this is only the cap for a loaded machine.
    testTimeout: 90_000,
    hookTimeout: 90_000,
    fileParallelism: false,
    reporters: process.env.CI ? ['default', 'json'] : ['default'],
    outputFile: { json: process.env.E2E_REPORT ?? 'test-results/e2e.json' },
  },
});
