import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { getBackupPingUrl } from '#lib/backups/index.ts'
import { operatorContext } from '#lib/core/context.ts'
import { disconnect, getPool } from '#lib/core/db.ts'
import { getPingUrl } from '#lib/health/index.ts'
import { reportFailure } from '#scripts/lib/problem.ts'
import { getSandbox } from './sandbox-description.ts'

const heartbeatSchema = z.object({
  system: z.string(),
  stage: z.string(),
  component: z.string(),
  probe: z.string(),
})

const policySchema = z.object({ system: z.string(), stage: z.string(), policy: z.string() })

/** Tells workers and backup jobs of the sample systems where to ping; a person would put it into a setting. */
async function handOutHeartbeats(sandboxFolder: string): Promise<void> {
  const { hostUrl, tokenFile } = getSandbox(sandboxFolder)
  const token = readFileSync(tokenFile, 'utf8').trim()
  const ctx = operatorContext()
  const handOut = async (pinging: string, url: string) => {
    const answer = await fetch(`${hostUrl}/heartbeats/${pinging}`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ url }),
      signal: AbortSignal.timeout(10_000),
    })
    if (!answer.ok) throw new Error(`The sandbox host answered ${answer.status} for ${pinging}.`)
  }
  for (const { component, ...address } of await listHeartbeats()) {
    const { url } = await getPingUrl(ctx, address)
    await handOut(`${address.system}/${address.stage}/${component}`, url)
  }
  for (const address of await listReportingPolicies()) {
    const { url } = await getBackupPingUrl(ctx, address)
    await handOut(`${address.system}/${address.stage}/${address.policy}`, url)
  }
}

async function listReportingPolicies() {
  const { rows } = await getPool().query(
    `select system.slug as system, stage.slug as stage, policy.slug as policy
     from backup_policy policy
     join stage on stage.id = policy.stage_id
     join system on system.id = stage.system_id
     where policy.origin->>'kind' = 'heartbeat' and policy.removed_at is null and stage.removed_at is null`,
  )
  return z.array(policySchema).parse(rows)
}

async function listHeartbeats() {
  const { rows } = await getPool().query(
    `select system.slug as system, stage.slug as stage, component.slug as component, probe.slug as probe
     from probe
     join component on component.id = probe.component_id
     join stage on stage.id = probe.stage_id
     join system on system.id = stage.system_id
     where probe.kind = 'heartbeat' and probe.removed_at is null`,
  )
  return z.array(heartbeatSchema).parse(rows)
}

await handOutHeartbeats(process.argv[2] ?? '').catch(reportFailure)
await disconnect()
