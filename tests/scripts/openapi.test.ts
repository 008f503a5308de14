import { glob } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import description from '#public/openapi.json' with { type: 'json' }
import { checkout } from '#scripts/lib/checkout.ts'
import { describeApi } from '#scripts/lib/describe-api.ts'

const files = await Array.fromAsync(glob('app/api/v1/**/route.ts', { cwd: checkout }))

interface Operation {
  readonly responses: Readonly<Record<string, object>>
}

describe('the API description', () => {
  it('is what the routes themselves say: `npm run openapi` would change nothing', async () => {
    const modules = await Promise.all(
      files.sort().map(async (file) => ({ file, exports: await import(`${checkout}/${file}`) })),
    )
    expect(JSON.parse(JSON.stringify(describeApi(modules)))).toEqual(description)
  })

  it('says what every operation answers that answers JSON', () => {
    const unsaid = Object.entries(description.paths).flatMap(([path, operations]) =>
      Object.entries<Operation>(operations).flatMap(([method, { responses }]) =>
        Object.entries(responses)
          .filter(([status, answer]) => status !== '204' && !('content' in answer))
          .map(() => `${method} ${path}`),
      ),
    )
    expect(unsaid.toSorted()).toEqual([
      'get /api/v1/activity/export',
      'get /api/v1/events',
      'get /api/v1/systems/{system}/stages/{stage}/emergency-sheet',
      'get /api/v1/systems/{system}/stages/{stage}/logs/download',
      'get /api/v1/systems/{system}/stages/{stage}/logs/search',
      'get /api/v1/systems/{system}/stages/{stage}/logs/stream',
    ])
  })

  it('gives every operation a summary', () => {
    const operations = Object.values(description.paths).flatMap((path) => Object.values(path))
    expect(operations.length).toBeGreaterThan(30)
    for (const { summary } of operations) expect(summary).toMatch(/\w/)
  })
})
