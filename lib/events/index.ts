export { shutDownHub } from './hub.ts'
export { eventJobs } from './jobs.ts'
export { openEventStream } from './open-event-stream.ts'
