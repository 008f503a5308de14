import { expect, test } from '@playwright/test'
import { expectAccessible } from './setup/accessible.ts'
import { signIn } from './setup/people.ts'

const stagePage = '/systems/lifetimecircle/staging/backups'

test('an engineer goes from the list of all backups to a stage and records a restore', async ({
  page,
}) => {
  await signIn(page, 'emil')
  await page.waitForURL(/\/$/)
  await page.getByRole('link', { name: 'Backups' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Backups' })).toBeVisible()
  await page.getByLabel('System', { exact: true }).selectOption('lifetimecircle')
  await expect(page).toHaveURL(/system=lifetimecircle/)
  await page
    .getByRole('link', { name: /LifetimeCircle → Staging/ })
    .first()
    .click()
  await expect(page).toHaveURL(new RegExp(`${stagePage}$`))

  // The card of the files, below that of the database.
  await page.getByRole('button', { name: 'Record a restore' }).last().click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Where to').fill('a spare host')
  await dialog.getByLabel('Started').fill('2026-01-05T10:00')
  await dialog.getByLabel('Finished').fill('2026-01-05T10:25')
  await dialog.getByLabel('Check 1', { exact: true }).fill('Files open')
  const result = dialog.getByLabel('Result', { exact: true })
  await expect(result).toHaveValue('ok')
  await dialog.getByRole('button', { name: 'Add a check' }).click()
  await dialog.getByLabel('Check 2', { exact: true }).fill('Thumbnails open')
  await dialog.getByLabel('Result of check 2').selectOption('failed')
  await dialog.getByLabel('What you found in check 2').fill('they are made anew')
  await expect(result).toHaveValue('failed')
  const record = dialog.getByRole('button', { name: 'Record', exact: true })
  await result.selectOption('inconclusive')
  await expect(record).toBeDisabled()
  await dialog.getByLabel(/Why the result is another/).fill('Thumbnails are not part of it.')
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Remove check 2' }).click()
  await result.selectOption('ok')
  await record.click()
  await expect(dialog).toBeHidden()
  await expect(page.getByText('a spare host').first()).toBeVisible()
  await expect(page.getByText(/took 25 min/).first()).toBeVisible()
})

test('somebody who only watches sees the backups and no way to change them', async ({ page }) => {
  await signIn(page, 'vera')
  await page.waitForURL(/\/$/)
  await page.goto(stagePage)
  await expect(page.getByRole('heading', { name: /database/ }).first()).toBeVisible()
  await expect(page.getByRole('button', { name: 'Record a restore' })).toHaveCount(0)
})
