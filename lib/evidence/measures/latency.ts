import { longestDurationWindowSeconds, readDurationWindow } from '#lib/health/index.ts'
import { type Measure, type Measured, type MeasureInput, toStageLink, unknown } from '../measure.ts'

const common = {
  unit: 'ms',
  parameters: ['component'],
  defaultWindowSeconds: 3_600,
  longestWindowSeconds: longestDurationWindowSeconds,
} as const

/** 95th percentile of the answer times of all HTTP probes that passed. */
export const latencyP95: Measure = {
  ...common,
  name: 'latency-p95',
  read: (input) => readLatency(input, null),
}

/** The same of pages alone: how long they take to arrive, not how long a browser draws them. */
export const loadTime: Measure = {
  ...common,
  name: 'load-time',
  read: (input) => readLatency(input, ['web', 'frontend']),
}

async function readLatency(
  { subject, windowSeconds, parameters }: MeasureInput,
  kinds: readonly string[] | null,
): Promise<Measured> {
  const window = await readDurationWindow({
    stageId: subject.stageId,
    seconds: windowSeconds ?? common.defaultWindowSeconds,
    component: parameters.component ?? null,
    kinds,
  })
  if (window.p95Ms === null || window.newestAt === null) return unknown('no_probe')
  return {
    known: true,
    value: window.p95Ms,
    observedAt: window.newestAt,
    source: 'probes',
    link: toStageLink(subject, '/health'),
    params: { samples: window.samples },
  }
}
