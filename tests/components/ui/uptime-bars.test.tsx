import { NextIntlClientProvider } from 'next-intl'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { messages } from '#components/i18n/messages.ts'
import { UptimeBars } from '#components/ui/uptime-bars.tsx'
import { summarizeUptime, toUptimeState } from '#components/ui/uptime-paths.ts'

const render = (permilles: readonly number[]) =>
  renderToStaticMarkup(
    <NextIntlClientProvider locale="de" messages={messages.de} timeZone="Europe/Berlin">
      <UptimeBars permilles={permilles} label="24 Stunden" />
    </NextIntlClientProvider>,
  )

describe('uptime bars', () => {
  it('say in one sentence what they draw', () => {
    expect(render([1000, 1000, 400, 996])).toContain('24 Stunden: 84,9')
    expect(render([1000, 400])).toContain('1 Zeitraum mit Störung')
    expect(render([1000, -1])).toContain('1 Zeitraum ohne Messung')
  })

  it('draw all bars of a state as one path', () => {
    const markup = render(Array.from({ length: 90 }, (_, index) => (index % 2 ? 1000 : 900)))
    expect(markup.match(/<path/g)).toHaveLength(2)
  })

  it('never draw a period without a measurement as up', () => {
    expect(toUptimeState(-1)).toBe('none')
    expect(render([-1, -1])).not.toContain('fill-ok')
    expect(render([-1, -1])).toContain('Noch keine Messung')
  })

  it('count only measured periods', () => {
    expect(summarizeUptime([1000, -1, 500])).toEqual({ share: 0.75, bad: 1, missing: 1 })
    expect(summarizeUptime([])).toEqual({ share: null, bad: 0, missing: 0 })
  })
})
