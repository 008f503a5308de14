import { expect, test } from '@playwright/test'
import { expectAccessible } from './setup/accessible.ts'
import { signIn } from './setup/people.ts'

const screens = [
  '/',
  '/?stage=lifetimecircle/staging',
  '/systems/lifetimecircle',
  '/systems/handbook',
  '/systems/mvp/staging',
  '/systems/mvp/staging/deployments',
  '/systems/mvp/staging/health',
  '/systems/mvp/staging/logs',
  '/systems/mvp/staging/configuration',
  '/systems/lifetimecircle/staging/backups',
  '/backups',
  '/checklists',
  '/deployments',
  '/decisions',
  '/decisions?view=timeline',
  '/decisions?view=graph',
  '/decisions/DEC-020',
  '/decisions/DEC-020/edit',
  '/decisions/DEC-020/versions',
  '/decisions/import',
  '/decisions/new',
  '/activity',
  '/settings',
  '/settings/tokens',
  '/settings/people',
  '/settings/platforms',
  '/settings/webhooks',
  '/systems/there-is-no-such-system',
]

test('the sign-in page has no accessibility violation in either theme', async ({ page }) => {
  await page.goto('/sign-in')
  await expectAccessible(page)
})

for (const screen of screens) {
  test(`${screen} has no accessibility violation in either theme`, async ({ page }) => {
    await signIn(page, 'ada')
    await page.waitForURL(/\/$/)
    await page.goto(screen)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await expectAccessible(page)
  })
}

test('no page of the settings is wider than a phone', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await signIn(page, 'ada')
  await page.waitForURL(/\/$/)
  for (const screen of screens.filter((each) => each.startsWith('/settings'))) {
    await page.goto(screen)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    const width = await page.evaluate(() => document.documentElement.scrollWidth)
    expect(width, screen).toBeLessThanOrEqual(390)
  }
})

test('the deploy and rollback dialogs have no accessibility violation', async ({ page }) => {
  await signIn(page, 'emil')
  await page.waitForURL(/\/$/)
  await page.goto('/systems/lifetimecircle/staging')
  for (const name of ['Deploy…', 'Roll back…']) {
    await page.getByRole('button', { name }).click()
    await expect(page.getByRole('dialog').getByRole('radio').first()).toBeVisible()
    await expectAccessible(page)
    await page.keyboard.press('Escape')
  }
})
