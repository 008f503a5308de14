import { expect, test } from '@playwright/test'
import { openAs } from './setup/people.ts'

const unknownId = '00000000-0000-4000-8000-000000000000'

const missing = [
  '/systems/nothing',
  '/systems/nothing/staging',
  '/systems/mvp/nothing',
  ...['backups', 'configuration', 'deployments', 'health', 'logs'].map(
    (tab) => `/systems/mvp/nothing/${tab}`,
  ),
  `/deployments/${unknownId}`,
  '/nothing',
]

test('what does not exist is answered with 404 and says so', async ({ browser }) => {
  const page = await openAs(browser, 'emil')
  for (const path of missing) {
    const response = await page.goto(path)
    expect(response?.status(), path).toBe(404)
    await expect(
      page.getByText('This does not exist, or you may not see it.').first(),
    ).toBeVisible()
  }
  expect((await page.goto('/systems/mvp/staging/backups'))?.status()).toBe(200)
  await page.context().close()
})

test('what somebody may not see is answered like what does not exist', async ({ browser }) => {
  const page = await openAs(browser, 'otto')
  expect((await page.goto('/systems/mvp/staging'))?.status()).toBe(404)
  await page.context().close()
})
