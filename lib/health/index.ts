export { answerPing, type PingRecorder, type ReceivedPing } from './answer-ping.ts'
export { pausedProbeSchema, pingUrlSchema, stageHealthViewSchema } from './answers.ts'
export { getPingUrl, getPingUrlOfComponent } from './get-ping-url.ts'
export { getStageHealth } from './get-stage-health.ts'
export { hastenProbes } from './hasten-probes.ts'
export { findAtPath, parseJsonPath } from './json-path.ts'
export { keepPresence } from './keep-presence.ts'
export { listenerRole, listOutages } from './list-outages.ts'
export { listProbeWords } from './list-probe-words.ts'
export { hashPingToken } from './ping-token.ts'
export { projectStages } from './project-stages.ts'
export { keptBodyBytes } from './record-ping.ts'
export { rotatePingToken } from './rotate-ping-token.ts'
export { startProber } from './run-prober.ts'
export {
  longestDurationWindowSeconds,
  longestWindowSeconds,
  readDurationWindow,
  readSampleWindow,
} from './samples/read-window.ts'
export { setProbePaused } from './set-probe-paused.ts'
