import { z } from 'zod'
import { vercelTarget } from '#lib/hosting/vercel/target.ts'
import type { SheetFacts, SheetStep } from '../facts.ts'
import { assign, placeholder, toCommand } from '../shell.ts'
import type { Texts } from '../texts.ts'

const besideSchema = z.looseObject({ vercel: vercelTarget })

/** A project on Vercel, alone or beside another platform: https://vercel.com/docs/cli */
export function toVercelSteps(facts: SheetFacts, t: Texts): readonly SheetStep[] {
  const target = findTarget(facts)
  if (!target) return []
  const scope = target.team ? ['--scope', target.team] : []
  const list = toCommand('vercel', 'list', target.project, '--prod', ...scope)
  const source = facts.hosting?.kind === 'vercel' ? 'platform' : 'vercel'
  const release = facts.platformReleases.find((one) => one.source === source)
  const id = assign('DEPLOYMENT', release?.releaseId ?? placeholder)
  return [
    { part: 'look', text: t.project, commands: [list] },
    {
      part: 'roll-back',
      text: t.projectBack,
      commands: [list, id, `vercel rollback "$DEPLOYMENT"${toTail(scope)}`],
    },
    {
      part: 'logs',
      text: t.projectLog,
      commands: [
        list,
        assign('DEPLOYMENT', placeholder),
        `vercel logs --deployment "$DEPLOYMENT"${toTail(scope)}`,
      ],
    },
  ]
}

function findTarget({ hosting }: SheetFacts) {
  if (hosting?.kind === 'vercel') return vercelTarget.safeParse(hosting.target).data ?? null
  return besideSchema.safeParse(hosting?.target).data?.vercel ?? null
}

const toTail = (words: readonly string[]) => (words.length > 0 ? ` ${toCommand(...words)}` : '')
