import { type APIRequestContext, expect, type Page, test } from '@playwright/test'
import { expectAccessible } from './setup/accessible.ts'
import { openAs, signIn } from './setup/people.ts'
import { getPortalUnderTest } from './setup/portal-under-test.ts'

const stage = '/systems/hackthestudy/production'
const api = '/api/v1/systems/hackthestudy/stages/production/logs'
const { url: origin } = getPortalUnderTest()
const minuteMs = 60_000

let token = ''

interface Sent {
  readonly text: string
  readonly atMs?: number
  readonly severity?: number
}

async function push(request: APIRequestContext, service: string, lines: readonly Sent[]) {
  const logRecords = lines.map(({ text, atMs = Date.now(), severity = 9 }) => ({
    timeUnixNano: `${atMs}000000`,
    severityNumber: severity,
    body: { stringValue: text },
  }))
  const attributes = [{ key: 'service.name', value: { stringValue: service } }]
  const response = await request.post('/api/v1/otlp/v1/logs', {
    headers: { authorization: `Bearer ${token}` },
    data: { resourceLogs: [{ resource: { attributes }, scopeLogs: [{ logRecords }] }] },
  })
  expect(response.status(), await response.text()).toBe(200)
}

const lines = (page: Page) => page.getByRole('region', { name: 'Log lines' })

async function openLogs(page: Page, query = 'from=now-15m&component=api') {
  await page.goto(`${stage}/logs?${query}`)
  await expect(lines(page)).toBeVisible()
}

test.describe.configure({ mode: 'serial' })

test('a lead creates a token, is shown it once with snippets, and the lines sent with it appear', async ({
  browser,
  request,
}) => {
  const page = await openAs(browser, 'lena')
  await page.goto(`${stage}/logs`)
  await page.getByLabel('Where it is used').fill('collector on the host')
  await page.getByRole('button', { name: 'Create token' }).click()
  const dialog = page.getByRole('dialog')
  token = (await dialog.locator('code').first().textContent()) ?? ''
  expect(token).toMatch(/^leit_log_[0-9a-f]{48}$/)
  await expect(dialog.getByText(`endpoint: ${origin}/api/v1/otlp`)).toBeVisible()
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Done' }).click()
  await expect(page.getByText(token)).toHaveCount(0)

  const atMs = Date.now() - 5 * minuteMs
  const requests = Array.from({ length: 300 }, (_, index) => ({
    text: `request ${index} answered`,
    atMs: atMs + index * 100,
  }))
  await push(request, 'api', [
    ...requests,
    { text: '\u001b[31mcannot reach the queue\u001b[0m', atMs: atMs + 31_000, severity: 17 },
    {
      text: '{"level":"warn","msg":"slow answer","route":"/api/v1/health","ms":812}',
      atMs: atMs + 32_000,
    },
    { text: 'queued job 4711', atMs: atMs + 33_000 },
  ])
  await push(request, 'worker', [{ text: 'job_id=4711 failed', atMs: atMs + 34_000, severity: 17 }])
  await openLogs(page)
  await expect(lines(page).getByText('queued job 4711')).toBeVisible()
  await expect(lines(page).getByText('ERR')).toBeVisible()
  await expect(lines(page).getByText('cannot reach the queue')).toHaveClass(/text-bad/)
  await expect(lines(page).getByText('slow answer')).toBeVisible()
})

test('a viewer searches, goes from match to match, and finds it all in the address', async ({
  page,
}) => {
  await signIn(page, 'vera')
  await page.waitForURL(/\/$/)
  await openLogs(page, 'from=now-15m&component=api&mark=true')
  await page.keyboard.press('/')
  await page.keyboard.type('request 29')
  await expect(page.getByText('0/11')).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page.getByText('1/11')).toBeVisible()
  await page.keyboard.press('Shift+Enter')
  await expect(page.getByText('11/11')).toBeVisible()
  await expect(page).toHaveURL(/q=request(\+|%20)29/)
  await page.getByRole('button', { name: 'Only matches' }).click()
  await expect(page).not.toHaveURL(/mark=/)
  await expect(lines(page).getByText('queued job 4711')).toHaveCount(0)
  await page.getByRole('button', { name: 'Error', exact: true }).click()
  await expect(page.getByText('No line fits the filter')).toBeVisible()
  await page.getByRole('button', { name: 'Clear filters' }).click()
  await expect(lines(page).getByText('job_id=4711 failed')).toBeVisible()
})

test('a selected line is linked with absolute times, and the link leads back to it', async ({
  page,
}) => {
  await signIn(page, 'vera')
  await page.waitForURL(/\/$/)
  await page.addInitScript(() => {
    Object.assign(window, { copied: '' })
    // Chromium without a window refuses the clipboard; what is copied is what matters.
    Object.defineProperty(navigator, 'clipboard', {
      value: { writeText: async (text: string) => Object.assign(window, { copied: text }) },
    })
  })
  await openLogs(page)
  const row = lines(page).getByText('slow answer').locator('xpath=ancestor::*[@data-index]')
  await row.getByRole('button').click()
  const details = page.getByRole('region', { name: 'Line', exact: true })
  await expect(details.getByText('/api/v1/health')).toBeVisible()
  await details.getByRole('button', { name: 'Copy link' }).click()
  const link = await page.evaluate(() => String(Reflect.get(window, 'copied')))
  expect(link).toMatch(/from=2\d{3}-.*&?to=2\d{3}-/)
  expect(link).toContain('line=')
  await page.goto(link)
  await expect(details.getByText('/api/v1/health')).toBeVisible()
  await details.getByRole('button', { name: 'Show what is around it' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByText('job_id=4711 failed')).toBeVisible()
  await expectAccessible(page)
  await page.keyboard.press('Escape')
  await details.getByRole('button', { name: /Hide lines with route=/ }).click()
  await expect(lines(page).getByText('slow answer')).toHaveCount(0)
  await expect(lines(page).getByText('queued job 4711')).toBeVisible()
})

test('a job is traced through the components', async ({ page }) => {
  await signIn(page, 'vera')
  await page.waitForURL(/\/$/)
  await openLogs(page)
  const row = lines(page).getByText('queued job 4711').locator('xpath=ancestor::*[@data-index]')
  await row.getByRole('button').click()
  await page.getByRole('button', { name: 'Trace job 4711' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByRole('heading', { level: 3 })).toHaveText(['api', 'worker'])
})

test('new lines appear while following, and a reader further up is told how many', async ({
  page,
  request,
}) => {
  await signIn(page, 'vera')
  await page.waitForURL(/\/$/)
  await openLogs(page, 'from=now-15m&component=api&follow=true')
  await expect(page.getByText('live', { exact: true }).first()).toBeVisible()
  await push(request, 'api', [{ text: 'fresh line one' }])
  await expect(lines(page).getByText('fresh line one')).toBeVisible()
  await lines(page).hover()
  await page.mouse.wheel(0, -2_000)
  await push(request, 'api', [{ text: 'fresh line two' }, { text: 'fresh line three' }])
  await page.getByRole('button', { name: '2 new lines' }).click()
  await expect(lines(page).getByText('fresh line three')).toBeVisible()
})

test('the histogram counts, and dragging chooses a time range', async ({ page }) => {
  await signIn(page, 'vera')
  await page.waitForURL(/\/$/)
  await openLogs(page)
  const figure = page.getByRole('figure').first()
  await expect(figure.getByText(/30\d lines from/)).toBeVisible()
  const box = await figure.locator('svg').boundingBox()
  if (!box) throw new Error('The histogram has no size.')
  await page.mouse.move(box.x + box.width * 0.8, box.y + 20)
  await page.mouse.down()
  await page.mouse.move(box.x + box.width * 0.95, box.y + 20)
  await page.mouse.up()
  await expect(page).toHaveURL(/from=2\d{3}-/)
  await expect(page.getByLabel('From', { exact: true })).toHaveValue(/^2\d{3}-/)
})

test('the bars of the histogram are reached and chosen by keyboard', async ({ page }) => {
  await signIn(page, 'vera')
  await page.waitForURL(/\/$/)
  await openLogs(page)
  const bars = page.getByRole('listbox', { name: 'Distribution' })
  await bars.focus()
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('Shift+Home')
  await expect(bars.getByRole('option', { selected: true })).not.toHaveCount(1)
  await expect(bars.getByRole('option').first()).toHaveAccessibleName(
    /: \d+ lines?, \d+ of them errors$/,
  )
  await page.keyboard.press('End')
  await expect(bars.getByRole('option', { selected: true })).toHaveCount(1)
  await page.keyboard.press('Shift+ArrowLeft')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/from=2\d{3}-.*to=2\d{3}-/)
})

test('a search that takes long says which sources have answered, and can be cancelled', async ({
  page,
}) => {
  await signIn(page, 'vera')
  await page.waitForURL(/\/$/)
  // A source that never answers, as the portal tells of it.
  await page.addInitScript(() => {
    const real = window.fetch
    window.fetch = async (input, init) => {
      if (!String(input).includes('/logs/search')) return real(input, init)
      const state = { kind: 'push', platform: 'push', searched: 20 }
      const reachedAt = '2026-11-21T12:00:00.000Z'
      const sources = [
        { ...state, slug: 'push', state: 'read', reachedAt },
        { ...state, slug: 'api-log', kind: 'log', state: 'searching', reachedAt },
      ]
      const text = `${JSON.stringify({ kind: 'progress', sources })}\n`
      const body = new ReadableStream({
        start: (controller) => {
          controller.enqueue(new TextEncoder().encode(text))
          init?.signal?.addEventListener('abort', () => controller.error(init.signal?.reason))
        },
      })
      return new Response(body)
    }
  })
  await page.goto(`${stage}/logs?from=now-15m`)
  const progress = page.getByRole('region', { name: 'Search is running' })
  await expect(progress.getByRole('status')).toHaveText('1 of 2 sources answered')
  await expect(progress.getByRole('listitem')).toHaveText([
    /^Pushed.*done/,
    /^api-log.*searching.*back to/,
  ])
  await expectAccessible(page)
  await progress.getByRole('button', { name: 'Cancel' }).click()
  await expect(page.getByText('The search was cancelled')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Search again' })).toBeVisible()
})

test('the overview shows the newest errors and leads to their lines', async ({ page }) => {
  await signIn(page, 'vera')
  await page.waitForURL(/\/$/)
  await page.goto(stage)
  await page.getByRole('link', { name: 'cannot reach the queue' }).click()
  await expect(lines(page).getByText('cannot reach the queue')).toBeVisible()
})

test('the file has a safe name and every line', async ({ page }) => {
  await signIn(page, 'vera')
  await page.waitForURL(/\/$/)
  await openLogs(page)
  const waiting = page.waitForEvent('download')
  await page.getByRole('link', { name: '↓ .txt' }).click()
  const file = await waiting
  expect(file.suggestedFilename()).toMatch(/^hackthestudy-production-\d{14}\.txt$/)
})

test('the logs have no accessibility violation, and fit a phone', async ({ page, browser }) => {
  await signIn(page, 'vera')
  await page.waitForURL(/\/$/)
  await openLogs(page)
  await expectAccessible(page)
  const phone = await openAs(browser, 'vera', {
    baseURL: origin,
    viewport: { width: 390, height: 800 },
    hasTouch: true,
    isMobile: true,
  })
  await openLogs(phone)
  await expect(lines(phone).getByText('queued job 4711')).toBeVisible()
  const width = () => phone.evaluate(() => document.documentElement.scrollWidth)
  expect(await width()).toBeLessThanOrEqual(390)
  await phone.getByRole('button', { name: 'Filters (2)' }).click()
  const drawer = phone.getByRole('dialog')
  await drawer.getByRole('button', { name: 'Error', exact: true }).click()
  await expect(phone).toHaveURL(/level=error/)
  await expectAccessible(phone)
  expect(await width()).toBeLessThanOrEqual(390)
  await drawer.getByRole('button', { name: 'Done' }).click()
  await expect(phone.getByRole('button', { name: 'Filters (3)' })).toBeVisible()
  await expect(lines(phone).getByText('cannot reach the queue')).toBeVisible()
  await lines(phone).getByRole('button').first().click()
  await expect(phone.getByRole('region', { name: 'Line', exact: true })).toBeVisible()
  expect(await width()).toBeLessThanOrEqual(390)
})

test('a hundred thousand lines scroll without a frame lost to the eye', async ({ page }) => {
  await signIn(page, 'vera')
  await page.waitForURL(/\/$/)
  await page.route(`**${api}/search?*`, (route) => {
    const json = { kind: 'page', page: toPage(100_000) }
    return route.fulfill({ contentType: 'application/x-ndjson', body: `${JSON.stringify(json)}\n` })
  })
  await openLogs(page)
  // The first frames also compile what they run.
  await measureFrames(page, 240)
  // What this machine takes for a frame while nothing moves is the measure of it.
  const idle = await measureFrames(page, 0)
  const flick = await measureFrames(page, 240)
  const leap = await measureFrames(page, 20_000)
  const description = JSON.stringify({ idle, flick, leap })
  test.info().annotations.push({ type: 'frames', description })
  expect(flick.medianMs, description).toBeLessThanOrEqual(Math.max(17.5, idle.medianMs * 1.25))
  expect(flick.p95Ms, description).toBeLessThanOrEqual(Math.max(50, idle.p95Ms * 2))
  expect(await lines(page).locator('[data-index]').count()).toBeLessThan(200)
})

/** Frames while the list scrolls up by so many pixels in each of them. */
function measureFrames(page: Page, pixels: number) {
  return lines(page).evaluate(async (element, step) => {
    const durations: number[] = []
    element.scrollTop = element.scrollHeight
    let last = performance.now()
    for (let frame = 0; frame < 100; frame++) {
      element.scrollTop -= step
      await new Promise((resolve) => requestAnimationFrame(resolve))
      const now = performance.now()
      durations.push(now - last)
      last = now
    }
    const sorted = durations.sort((a, b) => a - b)
    return { medianMs: sorted[50] ?? 0, p95Ms: sorted[95] ?? 0 }
  }, pixels)
}

function toPage(count: number) {
  const now = Date.now()
  const entries = Array.from({ length: count }, (_, index) => ({
    id: `push:${count - index}`,
    at: new Date(now - index * 10).toISOString(),
    ...{ source: 'push', component: 'api', instance: null, level: index % 50 ? 'info' : 'error' },
    text: `request ${count - index} answered 200 in ${index % 900} ms for customer ${index % 7_919}`,
    ...{ spans: [], summary: null, jobs: [] },
  }))
  const [from, to] = [new Date(now - 3_600_000).toISOString(), new Date(now).toISOString()]
  return { from, to, lines: entries, sources: [], nextCursor: null }
}
