import { getStageHealth } from '#lib/health/index.ts'
import { type Measure, toStageLink, unknown } from '../measure.ts'

const dayMs = 86_400_000
const staleMs = 15 * 60_000

/** Days until the first certificate that probes see runs out. */
export const certificateDays: Measure = {
  name: 'certificate-days',
  unit: 'd',
  parameters: ['component'],
  defaultWindowSeconds: null,
  async read({ ctx, subject, parameters }) {
    const path = { system: subject.systemSlug, stage: subject.stageSlug }
    const { probes } = await getStageHealth(ctx, { ...path, range: '24h' })
    const now = ctx.now().getTime()
    const seen = probes.flatMap(({ component, certificateExpiresAt, observedAt }) =>
      certificateExpiresAt &&
      observedAt &&
      (!parameters.component || component === parameters.component)
        ? [{ expires: Date.parse(certificateExpiresAt), observed: Date.parse(observedAt) }]
        : [],
    )
    if (seen.length === 0) return unknown('no_certificate')
    const observedAt = new Date(Math.min(...seen.map(({ observed }) => observed)))
    if (now - observedAt.getTime() > staleMs) {
      return unknown('not_measured_lately', { at: observedAt.toISOString() })
    }
    return {
      known: true,
      value: (Math.min(...seen.map(({ expires }) => expires)) - now) / dayMs,
      observedAt,
      source: 'probes',
      link: toStageLink(subject, '/health'),
      params: { probes: seen.length },
    }
  },
}
