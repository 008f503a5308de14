import { parseArgs } from 'node:util'
import { type AuditAnchor, type AuditVerdict, verifyAuditChain } from '#lib/audit/index.ts'
import { operatorContext } from '#lib/core/context.ts'
import { disconnect } from '#lib/core/db.ts'
import { adoptPortalEnvironment } from './lib/portal-environment.ts'
import { Problem, reportFailure } from './lib/problem.ts'

const usage = `Usage: npm run audit -- verify [--anchor SEQ:HASH]

Walks the audit trail and names the first entry that was changed, removed or inserted. With an anchor noted
earlier it also finds entries cut off at the end. Prints the anchor of the newest entry: keep it elsewhere.`

const reasons = {
  content: 'was changed after it was written',
  link: 'does not follow the entry before it: one was removed, inserted or moved',
  anchor: 'is not what the anchor says: the trail was cut off or rewritten',
} as const

try {
  const anchor = readArguments()
  adoptPortalEnvironment()
  report(await verifyAuditChain(operatorContext(), anchor))
} catch (error) {
  reportFailure(error)
} finally {
  await disconnect()
}

function report(verdict: AuditVerdict): void {
  if (!verdict.isIntact) {
    console.error(`Entry ${verdict.seq} ${reasons[verdict.reason]}.`)
    process.exitCode = 1
    return
  }
  const { entries, head } = verdict
  console.log(`The audit trail is intact: ${entries} entries.`)
  if (head) console.log(`Anchor: ${head.seq}:${head.hash}`)
}

function readArguments(): AuditAnchor | null {
  const { positionals, values } = parse()
  if (positionals.length !== 1 || positionals[0] !== 'verify') throw new Problem(usage)
  if (values.anchor === undefined) return null
  const [, seq, hash] = /^(\d{1,18}):([0-9a-f]{64})$/.exec(values.anchor) ?? []
  if (!seq || !hash) throw new Problem(`The anchor is not written as SEQ:HASH.\n${usage}`)
  return { seq: BigInt(seq), hash }
}

function parse() {
  try {
    return parseArgs({ options: { anchor: { type: 'string' } }, allowPositionals: true })
  } catch (error) {
    throw new Problem(`${error instanceof Error ? error.message : error}\n${usage}`)
  }
}
