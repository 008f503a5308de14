import { describe, expect, it } from 'vitest'
import { triggerDeployment } from '#lib/deployments/index.ts'
import { listErrorSignatures, readLogs } from '#lib/logs/index.ts'
import { ReadLogsQuery } from '#lib/logs/schemas.ts'
import { useLab } from '#tests/deployments/support/lab.ts'
import { contextOf } from '#tests/deployments/support/people.ts'
import { createDeployableStage, waitForEnd } from '#tests/deployments/support/stage.ts'

const input = { inputs: {}, liftHold: false, ref: 'v1.2.0' }
const emil = contextOf('engineer', 'emil')
const { signal } = new AbortController()

describe('logs of deployments', { timeout: 60_000 }, () => {
  const lab = useLab()

  it('stand among the lines of the stage, as GitHub keeps them, newest first and page by page', async () => {
    const stage = await createDeployableStage(lab())
    const { id } = await triggerDeployment(emil, stage.path, input)
    await waitForEnd(id)
    const ask = (query: Record<string, string> = {}) =>
      readLogs(
        contextOf('viewer', 'vera'),
        stage.path,
        ReadLogsQuery.parse({ source: 'deployments', ...query }),
        signal,
      )
    const { lines, sources } = await ask()
    expect(sources).toMatchObject([{ slug: 'deployments', platform: 'github', state: 'read' }])
    expect(lines.length).toBeGreaterThan(0)
    expect(new Set(lines.map(({ component }) => component))).toEqual(new Set(['deployment']))
    expect(lines[0]?.instance).toMatch(/^#1 deploy/)
    const paged: string[] = []
    let cursor: string | null = null
    do {
      const page: Awaited<ReturnType<typeof ask>> = await ask({
        limit: '1',
        ...(cursor ? { cursor } : {}),
      })
      paged.push(...page.lines.map((line) => line.id))
      cursor = page.nextCursor
    } while (cursor && paged.length < 500)
    expect(paged).toEqual(lines.map((line) => line.id))
  })

  it('say which deployment the errors of a stage came after', async () => {
    const stage = await createDeployableStage(lab())
    const { id } = await triggerDeployment(emil, stage.path, input)
    await waitForEnd(id)
    const { deployment } = await listErrorSignatures(emil, stage.path, signal)
    expect(deployment).toMatchObject({ id, number: 1 })
  })
})
