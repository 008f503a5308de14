import { longestWindowSeconds, readSampleWindow } from '#lib/health/index.ts'
import { type Measure, toStageLink, unknown } from '../measure.ts'

const dayMs = 86_400_000
/** A share of a window says little about now when nobody looked for this long. */
const staleMs = 15 * 60_000

/**
 * Share of good samples of all probes, as the health page says it. Minutes without a sample are unknown: the bounds
 * say what it would be if they were all bad, or all good.
 */
export const availability: Measure = {
  name: 'availability',
  unit: '%',
  parameters: ['component'],
  defaultWindowSeconds: (7 * dayMs) / 1_000,
  longestWindowSeconds,
  async read({ ctx, subject, windowSeconds, parameters }) {
    const seconds = windowSeconds ?? 86_400
    const window = await readSampleWindow({
      stageId: subject.stageId,
      seconds,
      component: parameters.component ?? null,
    })
    if (window.newestAt === null || window.samples === 0) return unknown('no_probe')
    if (ctx.now().getTime() - window.newestAt.getTime() > staleMs) {
      return unknown('not_measured_lately', { at: window.newestAt.toISOString() })
    }
    const share = window.good / window.samples
    // The minute that begins the window and the one going on are cut off.
    const minutes = Math.max(window.minutes, window.measuredMinutes)
    const unknownMinutes = Math.max(0, minutes - window.measuredMinutes - 2)
    const seen = minutes - unknownMinutes
    return {
      known: true,
      value: share * 100,
      low: (share * seen * 100) / minutes,
      high: ((share * seen + unknownMinutes) * 100) / minutes,
      observedAt: window.newestAt,
      source: 'probes',
      link: toStageLink(subject, '/health'),
      params: { unknownMinutes, minutes, samples: window.samples },
    }
  },
}
