/** Run from the root of the repository, after `npm ci` there and here: `npm test` in this folder does. */
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: { include: ['test/supergraph/*.supergraph.ts'], testTimeout: 60_000, hookTimeout: 120_000 },
});
