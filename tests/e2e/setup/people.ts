import { type Browser, expect, type Page } from '@playwright/test'

/** Accounts of the sandbox, one per role, and one whose role counts on one team's systems only. */
export type Login = 'vera' | 'emil' | 'lena' | 'ada' | 'otto' | 'nobody-nora'

/** Signs in through the sandbox's GitHub, as a person would, and ends on the board. */
export async function signIn(page: Page, login: Login): Promise<void> {
  await page.goto('/sign-in')
  await page.getByRole('button', { name: /GitHub/ }).click()
  await page.locator(`button[name="login"][value="${login}"]`).click()
}

/** A page of its own on which somebody is signed in. */
export async function openAs(
  browser: Browser,
  login: Login,
  options: Parameters<Browser['newContext']>[0] = {},
): Promise<Page> {
  const context = await browser.newContext(options)
  const page = await context.newPage()
  await signIn(page, login)
  await expect(page.getByRole('table').or(page.getByRole('main'))).not.toHaveCount(0)
  return page
}
