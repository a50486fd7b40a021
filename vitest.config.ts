import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

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
          // The packages' single files are modules by their syntax, and not by their name.
          server: { deps: { inline: [/tfjs-backend-\w+\/dist\/(?!tf-)/] } },
          // Every core: by default one is left to the program that started the tests.
          maxWorkers: '100%',
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: ['tests/browser/**/*.test.ts'],
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
