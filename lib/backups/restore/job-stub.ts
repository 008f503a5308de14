import { z } from 'zod'

/** Name and payload of the job that tries a restore; what it does is added in `lib/backups/jobs.ts`. */
export const restoreTestStub = {
  name: 'backups.run-restore-test',
  payload: z.object({ testId: z.uuid() }),
} as const
