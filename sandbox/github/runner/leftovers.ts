import { existsSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { findProcess, isRunning, processIdentitySchema } from '#scripts/lib/process-identity.ts'
import { findJson, writeJson } from '../../files.ts'

const fileName = 'step.json'

/** Notes which process leads the step, for the case that nobody is left to end it. */
export function recordStepProcess(jobFolder: string, pid: number): void {
  writeJson(join(jobFolder, fileName), findProcess(pid))
}

/** Ends steps that outlived a killed stand-in, and removes the folders of their jobs. */
export function endLeftoverSteps(workDir: string): void {
  for (const job of existsSync(workDir) ? readdirSync(workDir) : []) {
    const folder = join(workDir, job)
    const identity = processIdentitySchema.nullable().parse(findJson(join(folder, fileName)))
    // A group has its leader's number; a leader that is gone may have lent it to somebody else.
    if (identity && isRunning(identity)) process.kill(-identity.pid, 'SIGKILL')
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
  }
}
