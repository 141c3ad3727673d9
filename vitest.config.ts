import { defineConfig } from 'vitest/config';

/** One project per kind of proof; `npm test` runs them all. See CONTRIBUTING for what belongs where. */
export default defineConfig({
  test: {
    projects: [
      { test: { name: 'unit', include: ['test/unit/**/*.test.ts'] } },
      { test: { name: 'integration', include: ['test/integration/**/*.test.ts'], testTimeout: 20_000 } },
      { test: { name: 'e2e', include: ['test/e2e/**/*.e2e.ts'], testTimeout: 60_000, hookTimeout: 60_000 } },
    ],
  },
});
