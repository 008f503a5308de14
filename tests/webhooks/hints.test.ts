import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readHint } from '#lib/webhooks/hints.ts'
import { hasValidSignature, parseSecrets } from '#lib/webhooks/verify-signature.ts'

const repository = { id: 7, full_name: 'acme/shop' }

describe('readHint', () => {
  it('takes from a run only what says where to look', () => {
    const run = {
      id: 42,
      run_attempt: 2,
      path: '.github/workflows/deploy.yml@refs/heads/main',
      display_title: 'Deploy [x]',
      conclusion: 'success',
    }
    expect(readHint('workflow_run', 'completed', { repository, workflow_run: run })).toEqual({
      hint: {
        kind: 'run',
        repository: 'acme/shop',
        runId: '42',
        attempt: 2,
        workflow: 'deploy.yml',
        title: 'Deploy [x]',
      },
    })
  })

  it.each([
    ['deployment_gate', null, 'unknown_event'],
    ['workflow_run', 'invented', 'unknown_action'],
    ['__proto__', null, 'unknown_event'],
    ['ping', null, 'nothing_to_do'],
    ['push', null, 'not_understood'],
  ])('ignores %s %s as %s', (event, action, ignored) => {
    expect(readHint(event, action, {})).toEqual({ ignored })
  })

  it('understands or ignores any payload and never throws', () => {
    const events = ['workflow_run', 'workflow_job', 'push', 'repository', 'installation']
    fc.assert(
      fc.property(fc.constantFrom(...events), fc.string(), fc.anything(), (event, action, body) => {
        const reading = readHint(event, action, body)
        return 'hint' in reading || 'ignored' in reading
      }),
    )
  })
})

describe('hasValidSignature', () => {
  // The example GitHub publishes: https://docs.github.com/webhooks/using-webhooks/validating-webhook-deliveries
  const secret = "It's a Secret to Everybody"
  const hex = '757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17'

  it('accepts the example that GitHub publishes', async () => {
    expect(await hasValidSignature('Hello, World!', `sha256=${hex}`, [secret])).toBe(true)
  })

  it('accepts old and new secret during a rotation and neither afterwards', async () => {
    const both = parseSecrets(` new-secret , ${secret}`)
    expect(await hasValidSignature('Hello, World!', `sha256=${hex}`, both)).toBe(true)
    expect(await hasValidSignature('Hello, World!', `sha256=${hex}`, ['new-secret'])).toBe(false)
  })

  it.each([
    ['no signature', null],
    ['an empty one', ''],
    ['sha1', 'sha1=757107ea0eb2509fc211221cce984b8a'],
    ['no prefix', hex],
    ['upper-case hex', `sha256=${hex.toUpperCase()}`],
    ['something else', 'sha256=zz'],
  ])('refuses %s', async (_name, signature) => {
    expect(await hasValidSignature('Hello, World!', signature, [secret])).toBe(false)
  })
})
