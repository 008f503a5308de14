import { z } from 'zod'
import type { SheetFacts, SheetStep } from '../facts.ts'
import { assign, placeholder, quote, toCommand } from '../shell.ts'
import type { Texts } from '../texts.ts'

const targetSchema = z.looseObject({
  appId: z.string().optional(),
  appName: z.string().optional(),
  components: z.record(z.string(), z.unknown()).default({}),
})

/** https://docs.digitalocean.com/reference/doctl/reference/apps/; it has no rollback, so that one asks the API. */
export function toAppPlatformSteps(facts: SheetFacts, t: Texts): readonly SheetStep[] {
  const { data: target } = targetSchema.safeParse(facts.hosting?.target)
  if (!target || !(target.appId ?? target.appName)) return []
  const app = target.appId
    ? assign('APP_ID', target.appId)
    : `APP_ID="$(doctl apps list --format ID,Spec.Name --no-header | awk -v name=${quote(target.appName ?? '')} '$2 == name { print $1 }')"`
  const release = facts.platformReleases.find(({ source }) => source === 'platform')
  const deployments = 'doctl apps list-deployments "$APP_ID" --format ID,Cause,Phase,Created'
  const logs = Object.keys(target.components).map(
    (component): SheetStep => ({
      part: 'logs',
      text: t.appLog(component),
      commands: [app, `doctl apps logs "$APP_ID" ${toCommand(component)} --type run --tail 200`],
    }),
  )
  return [
    { part: 'look', text: t.app, commands: [app, 'doctl apps get "$APP_ID"', deployments] },
    {
      part: 'deploy',
      text: t.appDeploy,
      commands: [app, 'doctl apps create-deployment "$APP_ID" --wait'],
    },
    {
      part: 'roll-back',
      text: t.appBack,
      commands: [
        app,
        deployments,
        assign('DEPLOYMENT_ID', release?.releaseId ?? placeholder),
        `curl -fsS -X POST -H "Authorization: Bearer $DIGITALOCEAN_ACCESS_TOKEN" -H 'Content-Type: application/json' -d "{\\"deployment_id\\":\\"$DEPLOYMENT_ID\\"}" "https://api.digitalocean.com/v2/apps/$APP_ID/rollback"`,
      ],
    },
    {
      part: 'roll-back',
      text: t.appCommit,
      commands: [
        app,
        `curl -fsS -X POST -H "Authorization: Bearer $DIGITALOCEAN_ACCESS_TOKEN" "https://api.digitalocean.com/v2/apps/$APP_ID/rollback/commit"`,
      ],
    },
    ...logs,
  ]
}
