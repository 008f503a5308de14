import { z } from 'zod'

/** Name and payload of the job that sends a request; what it does is added in `lib/backups/jobs.ts`. */
export const sendRequestStub = {
  name: 'backups.send-request',
  payload: z.object({ requestId: z.uuid() }),
} as const
