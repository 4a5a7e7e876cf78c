import { defineConfig } from 'vitest/config';

/** Shared by the groups. Tests that start shards or commands may wait for a busy machine, never for a clock. */
const common = { testTimeout: 60_000, hookTimeout: 60_000 };

export default defineConfig({
  test: {
    globalSetup: ['tests/global-setup.ts'],
    coverage: { provider: 'v8', include: ['src/**', 'constraints/**', 'harness/**'] },
    projects: [
      {
        test: {
          ...common,
          name: 'unit',
          include: ['tests/{unit,contract}/**/*.test.ts'],
          sequence: { groupOrder: 0 },
        },
      },
      {
        // Whole searches and whole commands: after the units, so that the first failure is the smallest one.
        test: {
          ...common,
          name: 'whole',
          include: ['tests/{integration,golden,quality,e2e}/**/*.test.ts'],
          testTimeout: 180_000,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
