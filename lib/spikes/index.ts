export {
  criteriaNowSchema,
  evidenceViewSchema,
  spikeListSchema,
  spikeSummarySchema,
  spikeViewSchema,
} from './answers.ts'
export { changeSpike } from './change-spike.ts'
export { createSpike } from './create-spike.ts'
export { getCriteriaNow } from './criteria/get-criteria-now.ts'
export { startSpikeRunner } from './engine/run-spikes.ts'
export { keepEvidence } from './evidence/keep-evidence.ts'
export { getSpike } from './get-spike.ts'
export { spikeJobs } from './jobs.ts'
export { listSpikes } from './list-spikes.ts'
export { runListSchema, runViewSchema, startedRunSchema } from './run-answers.ts'
export { answerRun } from './runs/answer-run.ts'
export { cancelRun } from './runs/cancel-run.ts'
export { getRun, listRuns } from './runs/get-run.ts'
export { startRun } from './runs/start-run.ts'
export { overrideAbort } from './watch/override-abort.ts'
