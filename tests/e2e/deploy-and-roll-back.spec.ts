import { expect, type Page, test } from '@playwright/test'
import { signIn } from './setup/people.ts'

const stagePage = '/systems/lifetimecircle/staging'
const runMs = 120_000

test.describe.configure({ mode: 'serial' })

test.beforeEach(async ({ page }) => {
  await signIn(page, 'emil')
})

test('an engineer deploys a release and follows it until the stage agrees', async ({ page }) => {
  test.setTimeout(runMs * 2)
  await deploy(page, 'v1.0.1')
  await expect(page.getByRole('heading', { level: 1 })).toContainText('#')
  await expect(page.getByText('Succeeded', { exact: true }).first()).toBeVisible({ timeout: runMs })
  await page.goto(stagePage)
  await expect(page.getByText('v1.0.1').first()).toBeVisible()
})

test('a broken release fails its verification, says why, and is rolled back in two steps', async ({
  page,
}) => {
  test.setTimeout(runMs * 4)
  await deploy(page, 'v1.1.0-broken')
  await expect(page.getByText('Failed', { exact: true }).first()).toBeVisible({
    timeout: runMs * 2,
  })
  await expect(page.getByText(/not healthy|reports version|failed in/).first()).toBeVisible()

  await page.getByRole('button', { name: 'Roll back…' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByRole('radio', { checked: true })).toHaveCount(1)
  await dialog.getByRole('radio', { name: /v1\.0\.1/ }).check()
  await expect(dialog.getByText(/Database: migrations and data stay/)).toBeVisible()
  await dialog.getByLabel('Reason').fill('Health turned red after the release')
  await dialog.getByRole('button', { name: /Roll .* back to v1\.0\.1/ }).click()

  await expect(page.getByText('Succeeded', { exact: true }).first()).toBeVisible({ timeout: runMs })
  await page.goto(stagePage)
  await expect(page.getByText('Hold after a rollback')).toBeVisible()
})

test('a hold keeps the button from deploying until it is lifted on purpose', async ({ page }) => {
  await page.goto(stagePage)
  await page.getByRole('button', { name: 'Deploy…' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByText(/put a hold on this stage/)).toBeVisible()
  await expect(dialog.getByRole('button', { name: /^Deploy .* to/ })).toBeDisabled()
})

async function deploy(page: Page, version: string): Promise<void> {
  await page.goto(stagePage)
  await page.getByRole('button', { name: 'Deploy…' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('radio', { name: new RegExp(version.replaceAll('.', '\\.')) }).check()
  await dialog.getByRole('button', { name: `Deploy ${version} to`, exact: false }).click()
  await page.waitForURL(/\/deployments\/[0-9a-f-]{36}/)
}
