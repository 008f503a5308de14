import { z } from 'zod'
import { listUnits, singleHostTarget } from '#lib/hosting/single-host/target.ts'
import type { SheetFacts, SheetPolicy, SheetStep } from '../facts.ts'
import { assign, placeholder, quote, quoteGlob, toCommand } from '../shell.ts'
import type { Texts } from '../texts.ts'
import { onHost } from './single-host.ts'

const hostFiles = z.object({
  kind: z.literal('host-files'),
  path: z.string(),
  pattern: z.string().default('*'),
})
const fromSource = z.object({
  kind: z.literal('source'),
  source: z.string(),
  prefix: z.string().default(''),
})

const named = { slug: z.string() }
const sourceSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('aws-rds'), ...named, region: z.string(), instance: z.string() }),
  z.object({ kind: z.literal('aws-s3'), ...named, region: z.string(), bucket: z.string() }),
  z.object({ kind: z.literal('digitalocean-database'), ...named, cluster: z.string() }),
  z.object({ kind: z.literal('supabase'), ...named, project: z.string() }),
])
type Source = z.output<typeof sourceSchema>

/** How the backups of each policy come back. */
export function toRestoreSteps(facts: SheetFacts, t: Texts): readonly SheetStep[] {
  return facts.backups.map((policy) => {
    const commands = toHostCommands(facts, policy, t) ?? toSourceCommands(facts, policy, t)
    return { part: 'restore', ...(commands ?? { text: t.reported(policy.slug), commands: [] }) }
  })
}

type Restore = Pick<SheetStep, 'text' | 'commands'>

function toHostCommands({ hosting }: SheetFacts, policy: SheetPolicy, t: Texts): Restore | null {
  const { data: origin } = hostFiles.safeParse(policy.origin)
  const { data: target } = singleHostTarget.safeParse(hosting?.target)
  if (!origin || !target) return null
  const on = (command: string) => onHost(target, command)
  const newest = `ls -1t ${quote(origin.path)}/${quoteGlob(origin.pattern)} | head -n 1`
  const units = listUnits(target).map(({ unit }) => unit)
  const systemctl = (word: string) =>
    units.length > 0 ? [on(toCommand('sudo', 'systemctl', word, ...units))] : []
  const isArchive = policy.covers === 'files'
  const folder = target.dataPaths.at(isArchive ? -1 : 0) ?? '/var/lib'
  const { host, user, port } = target
  const ssh = toCommand('ssh', ...(port === 22 ? [] : ['-p', String(port)]), `${user}@${host}`)
  const copy = isArchive
    ? `${ssh} "sudo tar -xpf '$BACKUP' -C '$TARGET'"`
    : `${ssh} "sudo cp -p '$BACKUP' '$TARGET'"`
  return {
    text: isArchive ? t.hostArchive(policy.slug) : t.hostFiles(policy.slug),
    commands: [
      `BACKUP="$(${on(newest)})"`,
      assign('TARGET', isArchive ? folder : `${folder}/${placeholder}`),
      ...systemctl('stop'),
      copy,
      ...systemctl('start'),
    ],
  }
}

function toSourceCommands({ sources }: SheetFacts, policy: SheetPolicy, t: Texts): Restore | null {
  const { data: origin } = fromSource.safeParse(policy.origin)
  const source = sources
    .map((one) => sourceSchema.safeParse(one).data)
    .find((one) => one !== undefined && one.slug === origin?.source)
  return origin && source ? toPlatformRestore(source, { policy, prefix: origin.prefix }, t) : null
}

interface From {
  readonly policy: SheetPolicy
  readonly prefix: string
}

function toPlatformRestore(source: Source, { policy: { slug }, prefix }: From, t: Texts): Restore {
  switch (source.kind) {
    case 'aws-rds': {
      const aws = (...words: readonly string[]) =>
        toCommand('aws', 'rds', ...words, '--region', source.region)
      const newest = aws(
        ...['describe-db-snapshots', '--db-instance-identifier', source.instance],
        ...[
          '--query',
          "sort_by(DBSnapshots[?Status=='available'],&SnapshotCreateTime)[-1].DBSnapshotIdentifier",
        ],
        ...['--output', 'text'],
      )
      const restore = aws(
        ...['restore-db-instance-from-db-snapshot'],
        ...['--db-instance-identifier', `${source.instance}-restored`],
      )
      const commands = [
        `SNAPSHOT="$(${newest})"`,
        `${restore} --db-snapshot-identifier "$SNAPSHOT"`,
      ]
      return { text: t.snapshot(slug), commands }
    }
    case 'aws-s3': {
      const place = `s3://${source.bucket}/${prefix}`
      const region = ['--region', source.region]
      return {
        text: t.bucket(slug),
        commands: [
          `${toCommand('aws', 's3', 'ls', place, '--recursive', ...region)} | sort | tail -n 5`,
          assign('KEY', `${prefix}${placeholder}`),
          `aws s3 cp ${quote(`s3://${source.bucket}/`)}"$KEY" . ${toCommand(...region)}`,
        ],
      }
    }
    case 'digitalocean-database': {
      const { cluster } = source
      return {
        text: t.fork(slug),
        commands: [
          `CLUSTER_ID="$(doctl databases list --format ID,Name --no-header | awk -v name=${quote(cluster)} '$2 == name || $1 == name { print $1 }')"`,
          'doctl databases backups "$CLUSTER_ID"',
          `doctl databases fork ${quote(`${cluster}-restored`)} --restore-from-cluster-id "$CLUSTER_ID"`,
        ],
      }
    }
    // https://supabase.com/docs/reference/api/v1-restore-pitr-backup
    case 'supabase': {
      const api = 'curl -fsS -H "Authorization: Bearer $SUPABASE_ACCESS_TOKEN"'
      const project = `https://api.supabase.com/v1/projects/${encodeURIComponent(source.project)}`
      return {
        text: t.supabase(slug),
        commands: [
          `${api} ${quote(`${project}/database/backups`)}`,
          `${api} -X POST -H 'Content-Type: application/json' -d "{\\"recovery_time_target_unix\\":$(date -u -d '1 hour ago' +%s)}" ${quote(`${project}/database/backups/restore-pitr`)}`,
        ],
      }
    }
  }
}
