import { ecsTarget } from '#lib/hosting/aws-ecs/target.ts'
import { elasticBeanstalkTarget } from '#lib/hosting/aws-elastic-beanstalk/target.ts'
import type { SheetFacts, SheetStep } from '../facts.ts'
import { assign, placeholder, toCommand } from '../shell.ts'
import type { Texts } from '../texts.ts'

/** https://docs.aws.amazon.com/cli/latest/reference/ecs/ */
export function toEcsSteps(facts: SheetFacts, t: Texts): readonly SheetStep[] {
  const { data: target } = ecsTarget.safeParse(facts.hosting?.target)
  if (!target) return []
  const { region, cluster } = target
  const aws = (...words: readonly string[]) => toCommand('aws', 'ecs', ...words, '--region', region)
  const names = Object.values(target.services)
  const services = aws(
    ...['describe-services', '--cluster', cluster, '--services', ...names],
    ...['--query', 'services[].[serviceName,status,runningCount,desiredCount,taskDefinition]'],
    ...['--output', 'table'],
  )
  const back = Object.entries(target.services).map(([component, service]): SheetStep => {
    const current = aws(
      ...['describe-services', '--cluster', cluster, '--services', service],
      ...['--query', 'services[0].taskDefinition', '--output', 'text'],
    )
    const list = `aws ecs list-task-definitions --region ${toCommand(region)} --family-prefix "$FAMILY" --sort DESC --max-items 5`
    const update = `${aws('update-service', '--cluster', cluster, '--service', service)} --task-definition "$TASK_DEFINITION"`
    return {
      part: 'roll-back',
      text: t.revisions(component),
      commands: [
        `FAMILY="$(${current} | sed -e 's|.*/||' -e 's|:[0-9]*$||')"`,
        list,
        assign('TASK_DEFINITION', findRelease(facts, component) ?? placeholder),
        update,
      ],
    }
  })
  return [{ part: 'look', text: t.services, commands: [services] }, ...back]
}

/** The platform's own name of the newest release to go back to, where one service is the whole release. */
function findRelease({ platformReleases }: SheetFacts, component: string): string | null {
  const release = platformReleases.find(({ source }) => source === 'platform')
  return release && /task-definition\/[\w-]+:\d+$/.test(release.releaseId) && component !== ''
    ? release.releaseId
    : null
}

/** https://docs.aws.amazon.com/cli/latest/reference/elasticbeanstalk/ */
export function toElasticBeanstalkSteps(facts: SheetFacts, t: Texts): readonly SheetStep[] {
  const { data: target } = elasticBeanstalkTarget.safeParse(facts.hosting?.target)
  if (!target) return []
  const { region, application, environment } = target
  const aws = (...words: readonly string[]) =>
    toCommand('aws', 'elasticbeanstalk', ...words, '--region', region)
  const named = ['--environment-name', environment]
  const release = facts.platformReleases.find(({ source }) => source === 'platform')
  const list = aws(
    ...['describe-application-versions', '--application-name', application, '--max-records', '5'],
    ...['--query', 'ApplicationVersions[].[VersionLabel,DateCreated,Status]', '--output', 'table'],
  )
  return [
    {
      part: 'look',
      text: t.environment,
      commands: [
        aws('describe-environment-health', ...named, '--attribute-names', 'All'),
        aws(
          ...['describe-environments', '--environment-names', environment],
          ...['--query', 'Environments[].[EnvironmentName,Status,Health,VersionLabel]'],
          ...['--output', 'table'],
        ),
      ],
    },
    {
      part: 'roll-back',
      text: t.versions,
      commands: [
        list,
        assign('VERSION_LABEL', release?.releaseId ?? placeholder),
        `${aws('update-environment', ...named)} --version-label "$VERSION_LABEL"`,
      ],
    },
    {
      part: 'logs',
      text: t.bundledLogs,
      commands: [
        aws('request-environment-info', ...named, '--info-type', 'tail'),
        aws(
          ...['retrieve-environment-info', ...named, '--info-type', 'tail'],
          ...['--query', 'EnvironmentInfo[].Message', '--output', 'text'],
        ),
      ],
    },
  ]
}
