import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

const api = process.env.IMAGEGEN_API ?? 'http://127.0.0.1:8080';

export default defineConfig({
  plugins: [react()],
  resolve: {
    alias: {
      '@': fileURLToPath(new URL('./src', import.meta.url)),
      '@testing': fileURLToPath(new URL('./testing', import.meta.url)),
    },
  },
  server: { proxy: { '/api': { target: api } } },
  build: {
    // Old enough for three-year-old phones, new enough for :has() and color-mix().
    target: ['chrome111', 'firefox121', 'safari16.4'],
    // Inlined fonts would be data: URLs, which the Content-Security-Policy does not let in.
    assetsInlineLimit: 0,
    rolldownOptions: {
      output: {
        // Libraries change less often than our code: a release of ours keeps them in the browser's cache.
        codeSplitting: {
          groups: [
            { name: 'react', test: /node_modules[\\/](react|react-dom|scheduler|react-router)[\\/]/ },
            { name: 'radix', test: /node_modules[\\/](@radix-ui|@floating-ui)[\\/]/ },
          ],
        },
      },
    },
  },
  test: {
    projects: [
      { extends: true, test: { name: 'rules', include: ['src/**/*.test.ts'], environment: 'node' } },
      {
        extends: true,
        test: {
          name: 'components',
          include: ['src/**/*.test.tsx'],
          environment: 'jsdom',
          setupFiles: ['testing/components.ts'],
          // A wait ends when its condition holds; this is only the cap for a loaded machine.
          testTimeout: 30_000,
        },
      },
    ],
    reporters: process.env.CI ? ['default', 'json'] : ['default'],
    outputFile: { json: 'test-results/unit.json' },
  },
});
