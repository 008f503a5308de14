import { defineConfig } from '@playwright/test'
import { findBrowser } from './scripts/test/browser.ts'
import { getPortalUnderTest } from './tests/e2e/setup/portal-under-test.ts'
import { blankSettings } from './tests/setup/blank-settings.ts'

const portal = getPortalUnderTest()
const browser = findBrowser()

export default defineConfig({
  testDir: 'tests/e2e',
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results/browser',
  forbidOnly: true,
  // A portal that is broken as a whole would fail every scenario by its timeout.
  maxFailures: 8,
  // One portal with one database serves the run: scenarios that change a stage must not meet.
  workers: 1,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  use: {
    baseURL: portal.url,
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    trace: 'retain-on-failure',
    launchOptions: {
      ...(browser === null ? {} : { executablePath: browser }),
      // Without these a Chromium in a closed network tries the world first.
      args: ['--disable-quic', '--disable-background-networking', '--disable-component-update'],
    },
  },
  webServer: {
    command: 'node scripts/start.mjs',
    env: { ...blankSettings, PORT: String(portal.port), LEITSTAND_HOME: portal.home },
    wait: { stdout: /Leitstand ready at/ },
    stdout: 'pipe',
    timeout: 600_000,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 40_000 },
  },
})
