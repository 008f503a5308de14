import { z } from 'zod'
import { type SheetFacts, type SheetStep, sheetParts } from './facts.ts'
import { toAppPlatformSteps } from './kinds/app-platform.ts'
import { toEcsSteps, toElasticBeanstalkSteps } from './kinds/aws.ts'
import { toRestoreSteps } from './kinds/restore.ts'
import { toSingleHostSteps } from './kinds/single-host.ts'
import { toVercelSteps } from './kinds/vercel.ts'
import { toWorkflowSteps } from './kinds/workflow.ts'
import { toCommand } from './shell.ts'
import type { Texts } from './texts.ts'

type ToSteps = (facts: SheetFacts, t: Texts) => readonly SheetStep[]

const kinds: Readonly<Record<string, ToSteps>> = {
  'single-host': toSingleHostSteps,
  'aws-ecs': toEcsSteps,
  'aws-elastic-beanstalk': toElasticBeanstalkSteps,
  'digitalocean-app-platform': toAppPlatformSteps,
}

const logGroup = z.object({
  kind: z.literal('aws-cloudwatch'),
  region: z.string(),
  group: z.string(),
})

/** What to do without the portal, part by part in the order of need. */
export function toSheet(facts: SheetFacts, t: Texts): readonly SheetStep[] {
  const own =
    facts.hosting && Object.hasOwn(kinds, facts.hosting.kind) ? kinds[facts.hosting.kind] : null
  const steps = [
    ...toAnswers(facts, t),
    ...toWorkflowSteps(facts, t),
    ...(own?.(facts, t) ?? []),
    ...toVercelSteps(facts, t),
    ...facts.logs.flatMap((log) => toLogGroup(log, t)),
    ...toRestoreSteps(facts, t),
    ...facts.runbooks.map((runbook) => toRunbook(runbook, t)),
  ]
  return sheetParts.flatMap((part) => steps.filter((step) => step.part === part))
}

function toAnswers({ stage }: SheetFacts, t: Texts): readonly SheetStep[] {
  if (!stage.url) return []
  const command = toCommand('curl', '-fsS', '-o', '/dev/null', '-w', '%{http_code}\\n', stage.url)
  return [{ part: 'look', text: t.answers, commands: [command] }]
}

/** https://docs.aws.amazon.com/cli/latest/reference/logs/tail.html */
function toLogGroup(log: unknown, t: Texts): readonly SheetStep[] {
  const { data } = logGroup.safeParse(log)
  if (!data) return []
  const { group, region } = data
  const command = toCommand('aws', 'logs', 'tail', group, '--since', '1h', '--region', region)
  return [{ part: 'logs', text: t.groupLog(group), commands: [command] }]
}

function toRunbook({ title, steps }: SheetFacts['runbooks'][number], t: Texts): SheetStep {
  const commands = steps.flatMap(({ text, command }) =>
    command === null ? text.split('\n').map((line) => `# ${line}`) : command.split('\n'),
  )
  return { part: 'deploy', text: t.runbook(title), commands }
}
