import { afterEach, expect, test } from 'vitest'
import { createSecretsManagerAdapter } from '#lib/hosting/aws-secrets-manager/index.ts'
import { describeHostingAdapter } from '#tests/contracts/hosting-adapter.ts'
import { type AwsSourceLab, portalKey, startAwsSourceLab } from '../aws-source-lab.ts'

const region = 'eu-central-1'
const target = { region, prefix: 'easysks/production/' }
const changedAt = new Date('2026-11-01T08:00:00Z')
let lab: AwsSourceLab | undefined
afterEach(() => lab?.close())

const startLab = (names: readonly string[]) =>
  startAwsSourceLab({ content: { secrets: names.map((name) => ({ name, region, changedAt })) } })

const open = ({ access }: AwsSourceLab) => createSecretsManagerAdapter({ target, ...access })
const list = (from: AwsSourceLab) =>
  open(from).configuration?.listSettings(() => {
    throw new Error('There is no value to be compared.')
  }, AbortSignal.timeout(10_000))

test('names below the prefix are settings of the stage or of one component', async () => {
  lab = await startLab([
    'easysks/production/DATABASE_URL',
    'easysks/production/api/STRIPE_KEY',
    'easysks/production/other/NAME',
    'easysks/staging/DATABASE_URL',
    'EasySKS/Production/DATABASE_URL',
  ])
  const common = { kind: 'secret', fingerprint: null, updatedAt: changedAt }
  expect(await list(lab)).toEqual([
    { name: 'DATABASE_URL', component: null, ...common },
    { name: 'STRIPE_KEY', component: 'api', ...common },
    { name: 'other/NAME', component: null, ...common },
  ])
})

test('all pages are read', async () => {
  lab = await startLab(Array.from({ length: 250 }, (_, index) => `${target.prefix}NAME_${index}`))
  expect(await list(lab)).toHaveLength(250)
})

test('a value is never asked for, and the policy to paste forbids it', async () => {
  lab = await startLab(['easysks/production/DATABASE_URL'])
  const adapter = open(lab)
  await list(lab)
  const { policy, checks } = await adapter.checkAccess(AbortSignal.timeout(10_000))
  expect(checks).toMatchObject([{ permission: 'secretsmanager:ListSecrets', state: 'granted' }])
  expect(JSON.parse(policy?.text ?? '').Statement).toContainEqual({
    Sid: 'NeverReadValues',
    Effect: 'Deny',
    Action: ['secretsmanager:GetSecretValue', 'secretsmanager:BatchGetSecretValue'],
    Resource: ['arn:aws:secretsmanager:*:*:secret:*'],
  })
  const called = new Set(lab.aws.ledger.list().map(({ operation }) => operation))
  expect([...called].toSorted()).toEqual(['GetCallerIdentity', 'ListSecrets'])
})

describeHostingAdapter<AwsSourceLab>({
  name: 'Secrets Manager',
  standIn: () => startLab(['easysks/production/DATABASE_URL']),
  create: open,
  secrets: [portalKey.secretAccessKey, portalKey.accessKeyId],
})
