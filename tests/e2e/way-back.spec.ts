import { expect, test } from '@playwright/test'
import { expectAccessible } from './setup/accessible.ts'
import { signIn } from './setup/people.ts'

const endMs = 120_000

test.describe.configure({ timeout: endMs * 2 })

test('a stage goes back by its platform’s own means, and knows from then on how long that takes', async ({
  page,
}) => {
  await signIn(page, 'emil')
  await page.waitForURL(/\/$/)
  await page.goto('/systems/whatsgonow/staging/deployments')
  await page.getByRole('button', { name: 'Go back on the platform…' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('radio', { name: /v0\.8\.0/ }).check()
  await expect(dialog.getByText(/This stays as it is: .*database/)).toBeVisible()
  await expectAccessible(page)
  await dialog.getByLabel('Reason').fill('The new one forgets answers')
  await dialog.getByRole('button', { name: 'Roll the platform back' }).click()
  await page.waitForURL(/\/deployments\/[0-9a-f-]{36}/)
  await expect(page.getByText('Succeeded', { exact: true }).first()).toBeVisible({ timeout: endMs })

  await page.goto('/systems/whatsgonow/staging/deployments')
  await expect(page.getByText('median of 1 rollback')).toBeVisible()
  await page.goto('/systems/whatsgonow/staging')
  await expect(page.getByText('Hold after a rollback')).toBeVisible()
})

test('a lead changes how many instances of a component run, and nobody below', async ({
  browser,
  page,
}) => {
  await signIn(page, 'lena')
  await page.waitForURL(/\/$/)
  await page.goto('/systems/hackthestudy/production')
  const row = page.getByRole('row', { name: /^worker/ })
  await row.getByRole('button', { name: 'Change…' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Instances').fill('2')
  await dialog.getByRole('button', { name: 'Set to 2' }).click()
  await expect(dialog).toBeHidden()
  // How many run follows when the platform has started them.
  await expect(row).toContainText(/\d of 2/, { timeout: endMs })

  const viewer = await (await browser.newContext()).newPage()
  await signIn(viewer, 'vera')
  await viewer.waitForURL(/\/$/)
  await viewer.goto('/systems/hackthestudy/production')
  await expect(viewer.getByRole('row', { name: /^worker/ })).toBeVisible()
  await expect(viewer.getByRole('button', { name: 'Change…' })).toHaveCount(0)
})
