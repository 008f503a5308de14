import { expect, type Page, test } from '@playwright/test'
import { expectAccessible } from './setup/accessible.ts'
import { openAs, signIn } from './setup/people.ts'

test.describe.configure({ mode: 'serial' })

/** From the record to its spike, which the sandbox's repository describes. */
async function openSpike(page: Page): Promise<void> {
  await page.goto('/decisions/DEC-020')
  await page.getByRole('link', { name: /SPIKE: DEC-020/ }).click()
  await expect(page).toHaveURL(/\/spikes\//)
  await expect(page.getByRole('heading', { level: 1, name: /SPIKE: DEC-020/ })).toBeVisible()
}

/** The card of the run that is shown. */
function runOf(page: Page, name: string) {
  const heading = page.getByRole('heading', { name: new RegExp(`Run \\d+: ${name}`) })
  return page.locator('section').filter({ has: heading })
}

test('an engineer runs the smoke test on the stage and follows it to its end', async ({ page }) => {
  test.setTimeout(150_000)
  await signIn(page, 'emil')
  await openSpike(page)
  await page.getByRole('button', { name: 'Run smoke' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Run', exact: true }).click()
  await expect(page.getByRole('dialog')).toBeHidden()
  await expect(runOf(page, 'smoke').getByText('Passed')).toBeVisible({ timeout: 90_000 })
  await page.getByText('What was seen').first().click()
  await expect(page.getByText('"kind":"sleep"').first()).toBeVisible()
  await expectAccessible(page)
})

test('a test that intervenes is run after a confirmation, kills the worker, and sees one effect', async ({
  page,
}) => {
  test.setTimeout(240_000)
  await signIn(page, 'emil')
  await openSpike(page)
  await page.getByRole('button', { name: 'Run failure' }).click()
  const dialog = page.getByRole('dialog')
  const start = dialog.getByRole('button', { name: 'Run', exact: true })
  await expect(start).toBeDisabled()
  await dialog.getByRole('checkbox').check()
  await start.click()
  await expect(dialog).toBeHidden()
  const run = runOf(page, 'failure')
  await expect(run.getByText('2 >= 2')).toBeVisible({ timeout: 120_000 })
  await expect(run.getByText('1 = 1')).toBeVisible()
  await expect(run.getByText('Passed')).toBeVisible({ timeout: 60_000 })
})

test('a value entered by hand is marked, and the result saves itself', async ({ page }) => {
  await signIn(page, 'emil')
  await openSpike(page)
  const costs = page.getByRole('row', { name: /Kosten/ })
  await costs.getByRole('button', { name: 'Enter by hand' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Value (optional)', { exact: false }).first().fill('42')
  await dialog.getByLabel(/Unit/).fill('EUR')
  await dialog.getByRole('button', { name: 'Enter', exact: true }).click()
  await expect(dialog).toBeHidden()
  await expect(costs.getByText('42 EUR')).toBeVisible()
  await expect(costs.getByText('by hand').first()).toBeVisible()
  await page.getByLabel('Recommendation').fill('Keep option A, on one host.')
  await expect(page.getByText('Not saved yet')).toBeVisible()
  await expect(page.getByText(/^Saved \(version \d+\)$/)).toBeVisible()
  await page.reload()
  await expect(page.getByLabel('Recommendation')).toHaveValue('Keep option A, on one host.')
})

test('somebody who only watches sees the spike and no way to run it, on a phone too', async ({
  browser,
}) => {
  const page = await openAs(browser, 'vera', { viewport: { width: 390, height: 844 } })
  await openSpike(page)
  await expect(page.getByRole('button', { name: 'Run smoke' })).toHaveCount(0)
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
  expect(overflow).toBeLessThanOrEqual(0)
  await expectAccessible(page)
})

test('it does not exist for somebody who does not see its system', async ({ browser, page }) => {
  await signIn(page, 'vera')
  await openSpike(page)
  const address = new URL(page.url()).pathname
  const stranger = await openAs(browser, 'otto')
  const answer = await stranger.goto(address)
  expect(answer?.status()).toBe(404)
})
