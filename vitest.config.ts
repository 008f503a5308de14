import { defineConfig } from 'vitest/config'

const shared = {
  environment: 'node',
  pool: 'forks',
  restoreMocks: true,
  testTimeout: 20_000,
  hookTimeout: 60_000,
} as const

export default defineConfig({
  test: {
    maxWorkers: 2,
    globalSetup: ['tests/setup/global-postgres.ts'],
    projects: [
      {
        // Server code imports `server-only`, which resolves to nothing only under the first condition. `module` is
        // left out: the clients of AWS keep files under it that only bundlers can read.
        ssr: { resolve: { conditions: ['react-server', 'node'] } },
        test: {
          ...shared,
          name: 'server',
          include: ['tests/**/*.test.ts'],
          exclude: ['tests/components/**', 'tests/faults/**', 'tests/processes/**'],
          execArgv: ['--conditions=react-server'],
        },
      },
      {
        ssr: { resolve: { conditions: ['react-server', 'node'] } },
        test: {
          ...shared,
          name: 'faults',
          include: ['tests/faults/**/*.test.ts'],
          env: { LOG_LEVEL: 'silent' },
          execArgv: ['--conditions=react-server'],
          testTimeout: 150_000,
        },
      },
      {
        test: { ...shared, name: 'components', include: ['tests/components/**/*.test.{ts,tsx}'] },
      },
      {
        test: {
          ...shared,
          name: 'processes',
          include: ['tests/processes/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 240_000,
          fileParallelism: false,
        },
      },
    ],
  },
})
