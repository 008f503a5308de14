import { setTimeout as sleep } from 'node:timers/promises'
import { CloudWatchLogsClient, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs'
import { z } from 'zod'
import type { ConnectedPortal } from '../connected-portal.ts'
import { type Figure, format, limited, told, toText } from '../report.ts'
import { measureInTurns, type Spread } from '../statistics.ts'
import { awsKey, digitaloceanToken, group, heldLines, type Providers, region } from './providers.ts'

const ratioLimit = 1.5
/** What a provider takes to answer from another network. */
const distantMs = 100
const lines = 500
const hourMs = 3_600_000
// CloudWatch answers five searches a second, for the portal and the baseline together.
const betweenMs = 450

type Name = 'portalAws' | 'ownAws' | 'portalApp' | 'ownApp'
type Measured = Readonly<Record<Name, Spread>>

/** What the viewer's answer takes against what the provider itself takes for the same lines, near and some way off. */
export async function measureFirstLines(
  portal: ConnectedPortal,
  providers: Providers,
): Promise<readonly Figure[]> {
  const figures: Figure[] = []
  for (const delayMs of [0, distantMs]) {
    providers.aws.delayMs = delayMs
    providers.digitalocean.delayMs = delayMs
    const measured = await measure(portal, providers)
    figures.push(
      ...toFigures('CloudWatch', [measured.portalAws, measured.ownAws], delayMs),
      ...toFigures('DigitalOcean', [measured.portalApp, measured.ownApp], delayMs),
    )
  }
  providers.aws.delayMs = 0
  providers.digitalocean.delayMs = 0
  return figures
}

function toFigures(name: string, [portal, own]: [Spread, Spread], delayMs: number): Figure[] {
  const ratio = portal.medianMs / own.medianMs
  if (delayMs === 0) {
    const added = format(portal.medianMs - own.medianMs)
    return [
      told(
        `newest ${lines} lines of ${name}, on this machine`,
        `${toText(portal)}; ${added} ms over it`,
      ),
    ]
  }
  return [
    told(`newest ${lines} lines of ${name}, ${delayMs} ms off`, toText(portal)),
    limited('  against its own answer, median', { value: ratio, atMost: ratioLimit, unit: '×' }),
  ]
}

async function measure(portal: ConnectedPortal, providers: Providers): Promise<Measured> {
  const askAws = createAwsReader(providers)
  const timed = (ask: () => Promise<number>) => async () => {
    await sleep(betweenMs)
    const startedAt = performance.now()
    const count = await ask()
    const durationMs = performance.now() - startedAt
    if (count < lines) throw new Error(`Only ${count} of ${heldLines} lines came.`)
    return durationMs
  }
  return measureInTurns<Name>(
    {
      portalAws: timed(() => askPortal(portal, 'clouds', 'cloudwatch')),
      ownAws: timed(askAws),
      portalApp: timed(() => askPortal(portal, 'app', 'platform')),
      ownApp: timed(() => askDigitalOcean(providers)),
    },
    { rounds: 15, warmUp: 3 },
  )
}

const page = z.object({ lines: z.array(z.unknown()) })

async function askPortal({ url, reader }: ConnectedPortal, system: string, source: string) {
  const to = new Date()
  const query = new URLSearchParams({
    ...{ source, limit: String(lines), to: to.toISOString() },
    from: new Date(to.getTime() - hourMs).toISOString(),
  })
  const answer = await fetch(`${url}/api/v1/systems/${system}/stages/production/logs?${query}`, {
    headers: { authorization: `Bearer ${reader.token}` },
  })
  return page.parse(await answer.json()).lines.length
}

/** The same question by AWS's own client. */
function createAwsReader({ aws }: Providers): () => Promise<number> {
  const client = new CloudWatchLogsClient({
    ...{ region, endpoint: aws.url, credentials: awsKey, maxAttempts: 1 },
  })
  return async () => {
    const endTime = Date.now()
    const input = { logGroupName: group, startTime: endTime - hourMs, endTime, limit: lines }
    const { events = [] } = await client.send(
      new FilterLogEventsCommand({ ...input, startFromHead: false }),
    )
    return events.length
  }
}

/** The same three answers one after the other: which deployment, where its log lies, the log. */
async function askDigitalOcean({ digitalocean, appId }: Providers): Promise<number> {
  const headers = { authorization: `Bearer ${digitaloceanToken}` }
  const read = async (path: string) =>
    (
      await fetch(`${digitalocean.url}${path}`, { headers, signal: AbortSignal.timeout(10_000) })
    ).json()
  const { app } = appAnswer.parse(await read(`/v2/apps/${appId}`))
  const id = app.active_deployment.id
  const { historic_urls: urls } = urlsAnswer.parse(
    await read(`/v2/apps/${appId}/deployments/${id}/components/api/logs?type=RUN&follow=false`),
  )
  const [address = ''] = urls
  const { pathname, search } = new URL(address)
  const text = await (await fetch(`${digitalocean.url}${pathname}${search}`)).text()
  return text.split('\n').length
}

const appAnswer = z.object({ app: z.object({ active_deployment: z.object({ id: z.string() }) }) })
const urlsAnswer = z.object({ historic_urls: z.array(z.string()) })
