import { requestJson } from '#components/api/request-json.ts'
import type { PingUrl } from '#lib/health/types.ts'
import { healthPath, pingUrlPath, type StageKey } from './queries.ts'

export const setProbePaused = (key: StageKey, probe: string, paused: boolean) =>
  requestJson<{ readonly paused: boolean }>(
    `${healthPath(key)}/probes/${encodeURIComponent(probe)}`,
    { method: 'PATCH', body: { paused } },
  )

export const readPingUrl = (key: StageKey, probe: string) =>
  requestJson<PingUrl>(pingUrlPath(key, probe))

export const rotatePingUrl = (key: StageKey, probe: string) =>
  requestJson<PingUrl>(pingUrlPath(key, probe), { method: 'POST' })
