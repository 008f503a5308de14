import { expect, test } from '@playwright/test'
import { expectAccessible } from './setup/accessible.ts'
import { signIn } from './setup/people.ts'

test('a list of the repository is bound to a stage, measured, attested, made a gate and frozen', async ({
  page,
}) => {
  test.slow()
  await signIn(page, 'ada')
  await page.waitForURL(/\/$/)
  await page.goto('/checklists?system=lifetimecircle')
  // The worker reads the repositories after it started.
  const link = page.getByRole('link', { name: 'Checkliste', exact: true })
  await expect(async () => {
    await page.reload()
    await expect(link).toBeVisible({ timeout: 2_000 })
  }).toPass({ timeout: 60_000 })
  await expectAccessible(page)
  await link.click()
  await expect(page.getByRole('heading', { level: 1, name: 'Checkliste' })).toBeVisible()

  await page.getByRole('button', { name: 'Choose a stage…' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Stage', { exact: true }).selectOption('lifetimecircle/staging')
  await dialog.getByLabel('Open blocking items stop deployments').check()
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog).toBeHidden()
  await expect(page.getByText('This list stops deployments to Staging')).toBeVisible()

  const item = page.getByRole('listitem').filter({ hasText: 'Port 443 erreichbar' })
  await item.getByRole('button', { name: 'Measure: Port 443 reachable' }).click()
  await expect(item.getByText('met', { exact: true })).toBeVisible()
  await expect(item.getByText(/seen/)).toBeVisible()

  const host = page.getByRole('listitem').filter({ hasText: 'Zielhost bereitgestellt' })
  await host.getByRole('button', { name: 'Actions for “Zielhost bereitgestellt”' }).click()
  await page.getByRole('menuitem', { name: 'Attest…' }).click()
  await dialog.getByLabel(/Note/).fill('ordered and paid')
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Attest', exact: true }).click()
  await expect(host.getByText(/attested by/)).toBeVisible()

  await page.getByRole('button', { name: 'Freeze…' }).click()
  await dialog.getByLabel('Reason').fill('we go live')
  await dialog.getByRole('button', { name: 'Freeze', exact: true }).click()
  await expect(page.getByText('nothing has gone bad since')).toBeVisible()
  await expectAccessible(page)

  await page.goto('/systems/lifetimecircle/staging')
  await page.getByRole('button', { name: 'Deploy…' }).click()
  await expect(dialog.getByText(/Blocking items of "Checkliste" are open/)).toBeVisible()
  await page.keyboard.press('Escape')
  await page.goBack()
  await page.getByRole('button', { name: 'Change…' }).click()
  await dialog.getByLabel('Open blocking items stop deployments').uncheck()
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('This list stops deployments to Staging')).toBeHidden()
})

test('the sheet of a stage is a page of its own to print', async ({ page }) => {
  await signIn(page, 'vera')
  await page.waitForURL(/\/$/)
  await page.goto('/systems/lifetimecircle/production')
  const address = await page.getByRole('link', { name: 'To print' }).getAttribute('href')
  await page.goto(address ?? '')
  await expect(page.getByRole('heading', { level: 2, name: 'Roll back' })).toBeVisible()
  await expect(
    page.getByText(/systemctl status --no-pager lifetimecircle-api.service/),
  ).toBeVisible()
})
