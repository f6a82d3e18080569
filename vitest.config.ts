import { defineConfig, type TestProjectConfiguration } from 'vitest/config';

/** Suites that run the real program with real roots, servers and browsers, one file after another. */
function system(name: string, include: string): TestProjectConfiguration {
  return { test: { name, include: [include], testTimeout: 120_000, hookTimeout: 120_000, fileParallelism: false } };
}

/** `unit` is quick and touches only temporary directories. */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/unit/**/*.test.ts', 'test/*.test.ts'],
          testTimeout: 20_000,
        },
      },
      system('system', 'test/{host,parity,bench,image,roles}/**/*.test.ts'),
      system('browser', 'test/browser/**/*.test.ts'),
      system('nomad', 'test/nomad/**/*.test.ts'),
    ],
  },
});
