import { expect, test } from '@playwright/test'
import { signIn } from './setup/people.ts'

test.describe('a browser that prefers German', () => {
  test.use({ locale: 'de-DE' })

  test('gets every screen in German', async ({ page }) => {
    await signIn(page, 'emil')
    await page.waitForURL(/\/$/)
    await expect(page.locator('html')).toHaveAttribute('lang', 'de')
    await page.goto('/deployments')
    await expect(page.getByText('Angefordert')).toBeVisible()
    await page.goto('/systems/easysks/production')
    await expect(page.getByRole('button', { name: 'Zurückrollen…' })).toBeVisible()
  })
})

test('no text is missing: no screen shows the key of a message', async ({ page }) => {
  await signIn(page, 'ada')
  await page.waitForURL(/\/$/)
  for (const path of [
    '/',
    '/systems/mvp',
    '/systems/mvp/staging',
    '/deployments',
    '/activity',
    '/settings/platforms',
  ]) {
    await page.goto(path)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    const text = await page.getByRole('main').textContent()
    expect(text).not.toMatch(
      /\b(board|deployments|health|systems|activity|credentials|settings|shell|ui)\.[a-z]+[A-Za-z.]+\b/,
    )
  }
})
