import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** Browser tests that have passed since the site changed around them; SLOW_TESTS=1 runs the others, too. */
const PROVEN = [
  'accessibility',
  'camera-picture',
  'camera-trouble',
  'door',
  'engine-trouble',
  'engines',
  'fake-camera',
  'formats',
  'kiosk',
  'kiosk-edges',
  'live',
  'offline',
  'records',
  'scene',
  'security',
  'start',
  'updates',
].map((name) => `tests/browser/${name}.test.ts`);

export default defineConfig({
  resolve: { alias: { '@': fileURLToPath(new URL('.', import.meta.url)) } },
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['tests/unit/**/*.test.ts'],
          testTimeout: 30_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: process.env.SLOW_TESTS ? ['tests/browser/**/*.test.ts'] : PROVEN,
          globalSetup: ['tests/support/browser-setup.ts'],
          // One browser at a time, and after the unit tests: the site is timed as it runs alone.
          fileParallelism: false,
          sequence: { groupOrder: 1 },
          // Long enough for a slow machine without a GPU.
          testTimeout: 1_200_000,
          hookTimeout: 300_000,
        },
      },
    ],
  },
});
