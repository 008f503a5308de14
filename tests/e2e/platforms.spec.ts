import { expect, type Locator, type Page, test } from '@playwright/test'
import { expectAccessible } from './setup/accessible.ts'
import { signIn } from './setup/people.ts'

const token = 'canary-0123456789-abcdefgh'

test.describe.configure({ timeout: 120_000 })

test.beforeEach(async ({ page }) => {
  await signIn(page, 'ada')
  await page.waitForURL(/\/$/)
  await page.goto('/settings/platforms')
})

test('an admin stores a token, is asked about a line break, never sees it again, and deletes it', async ({
  page,
}) => {
  await page.getByRole('button', { name: 'Store credentials' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Platform').selectOption('sentry')
  await dialog.getByLabel('Account').fill('e2e')
  await paste(dialog.getByLabel('Token'), `${token}\n`)
  await dialog.getByRole('button', { name: 'Store', exact: true }).click()
  await expect(dialog.getByText(/starts or ends with a blank or line break/)).toBeVisible()
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Store without it' }).click()
  await expect(dialog).toBeHidden()

  await page.reload()
  const row = page.getByRole('row', { name: /Sentry e2e/ })
  await expect(row).toContainText('…efgh')
  expect(await page.content()).not.toContain(token)

  await row.getByRole('button', { name: 'Delete' }).click()
  await page.getByRole('button', { name: 'Delete credentials' }).click()
  await expect(row).toHaveCount(0)
})

test('a key that cannot be one is refused beside its field', async ({ page }) => {
  await page.getByRole('button', { name: 'Store credentials' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Platform').selectOption('single-host')
  await dialog.getByLabel('Private key').fill('ssh-ed25519 AAAA nobody@nowhere')
  await dialog.getByRole('button', { name: 'Store', exact: true }).click()
  await expect(dialog.getByRole('alert')).toContainText('Is not a private key')
})

test('credentials that stages use are not deleted, and the stages are named', async ({ page }) => {
  const row = page.getByRole('row', { name: /Own host \(SSH\) default/ })
  await row.getByRole('button', { name: 'Delete' }).click()
  await page.getByRole('button', { name: 'Delete credentials' }).click()
  await expect(page.getByRole('dialog').getByRole('alert')).toContainText('lifetimecircle/staging')
})

test('an admin has the platforms asked again', async ({ page }) => {
  await page.getByRole('button', { name: 'Check all now' }).click()
  await expect(page.getByText('Being asked; the answer appears here.')).toBeVisible()
})

test('an admin sees that a host shows another key, replaces it by typing the host, removes it and trusts it anew', async ({
  page,
}) => {
  const row = page.getByRole('row', { name: /staging\.lifetimecircle\.de/ })
  const dialog = page.getByRole('dialog')
  const ofHost = (await row.locator('code').textContent()) ?? ''
  await pinAnother(page, 'staging.lifetimecircle.de')
  await page.reload()

  await row.getByRole('button', { name: /Read key/ }).click()
  await expect(dialog.getByRole('alert')).toContainText('another key than the trusted one')
  await expect(dialog.getByText(ofHost)).toBeVisible()
  await expect(dialog.getByText(anotherKey)).toBeVisible()
  await expectAccessible(page)
  const replace = dialog.getByRole('button', { name: 'Replace the trusted key' })
  await expect(replace).toBeDisabled()
  await dialog.getByLabel(/Type staging/).fill('staging.lifetimecircle.de')
  await replace.click()
  await expect(dialog).toBeHidden()
  await expect(row).toContainText(ofHost)

  await row.getByRole('button', { name: 'Remove' }).click()
  await page.getByRole('button', { name: 'Remove key' }).click()
  await expect(row).toContainText('not trusted yet')
  await row.getByRole('button', { name: /Read key/ }).click()
  await expect(dialog).toContainText('Nobody has trusted this host yet.')
  await dialog.getByRole('button', { name: 'Trust this key' }).click()
  await expect(dialog).toBeHidden()
  await expect(row).toContainText(ofHost)

  await row.getByRole('button', { name: /Read key/ }).click()
  await expect(dialog).toContainText('The host shows the trusted key.')
})

const anotherKey = `SHA256:${'A'.repeat(43)}`

async function pinAnother(page: Page, host: string): Promise<void> {
  const answer = await page.evaluate(
    (body) =>
      fetch('/api/v1/host-keys', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }).then(({ status }) => status),
    { host, fingerprint: anotherKey },
  )
  expect(answer).toBe(200)
}

/** As from the clipboard, which keeps the line break that typing would not bring. */
async function paste(field: Locator, text: string): Promise<void> {
  await field.evaluate((element, pasted) => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text', pasted)
    const options = { clipboardData, bubbles: true, cancelable: true }
    element.dispatchEvent(new ClipboardEvent('paste', options))
  }, text)
}
