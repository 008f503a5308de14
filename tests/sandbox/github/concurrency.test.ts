import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { makeFolder } from './support/processes.ts'
import { startTestGitHub } from './support/start.ts'
import { dispatch, pushWorkflow, toDeployWorkflow, waitForRun } from './support/workflows.ts'

describe('a concurrency group', () => {
  async function startGroup(extra: string) {
    const folder = makeFolder()
    const github = await startTestGitHub()
    const script = `until [ -e ${folder}/go ]; do sleep 0.05; done`
    await pushWorkflow(
      github,
      toDeployWorkflow(script, `concurrency: { group: "stage-\${{ inputs.stage }}"${extra} }`),
    )
    const first = await dispatch(github)
    await waitForRun(github, first, 'in_progress')
    return { folder, github, first }
  }

  it('lets one run and one wait; a newer one takes the place of the waiting one', async () => {
    const { folder, github, first } = await startGroup('')
    const second = await dispatch(github)
    await waitForRun(github, second, 'pending')
    const third = await dispatch(github)
    expect(await waitForRun(github, second, 'completed')).toMatchObject({ conclusion: 'cancelled' })
    await waitForRun(github, third, 'pending')
    const elsewhere = await dispatch(github, { stage: 'production' })
    await waitForRun(github, elsewhere, 'in_progress')
    writeFileSync(join(folder, 'go'), '')
    expect(await waitForRun(github, first, 'completed')).toMatchObject({ conclusion: 'success' })
    expect(await waitForRun(github, third, 'completed')).toMatchObject({ conclusion: 'success' })
  })

  it('may cancel the one that runs', async () => {
    const { folder, github, first } = await startGroup(', cancel-in-progress: true')
    const second = await dispatch(github)
    expect(await waitForRun(github, first, 'completed')).toMatchObject({ conclusion: 'cancelled' })
    writeFileSync(join(folder, 'go'), '')
    expect(await waitForRun(github, second, 'completed')).toMatchObject({ conclusion: 'success' })
  })

  it('may let many wait', async () => {
    const { folder, github } = await startGroup(', queue: max')
    const waiting = [await dispatch(github), await dispatch(github)]
    for (const id of waiting) await waitForRun(github, id, 'pending')
    writeFileSync(join(folder, 'go'), '')
    for (const id of waiting)
      expect(await waitForRun(github, id, 'completed')).toMatchObject({ conclusion: 'success' })
  })
})
