import { benchBoard } from './bench/board.ts'
import { benchDecisions } from './bench/decisions.ts'
import { benchDispatch } from './bench/dispatch.ts'
import { benchHosting } from './bench/hosting.ts'
import { benchLogs } from './bench/logs.ts'
import { describeMachine } from './bench/machine.ts'
import { benchProbing } from './bench/probing.ts'
import { listMissed, printReport, type Report } from './bench/report.ts'
import { benchWebhooks } from './bench/webhooks.ts'
import { Problem, reportFailure } from './lib/problem.ts'

const benches: Readonly<Record<string, (signal: AbortSignal) => Promise<Report>>> = {
  board: benchBoard,
  decisions: benchDecisions,
  dispatch: benchDispatch,
  hosting: benchHosting,
  logs: benchLogs,
  probing: benchProbing,
  webhooks: benchWebhooks,
}

const stop = new AbortController()
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(name, () => stop.abort(new Problem('Stopped before everything was measured.')))
}

try {
  const names = chooseBenches(process.argv.slice(2))
  process.stdout.write(`${new Date().toISOString().slice(0, 10)}, ${await describeMachine()}\n`)
  const reports: Report[] = []
  for (const name of names) {
    stop.signal.throwIfAborted()
    const report = await benches[name]?.(stop.signal)
    if (!report) continue
    printReport(report)
    reports.push(report)
  }
  const missed = listMissed(reports)
  if (missed.length > 0) throw new Problem(`\nMissed: ${missed.join('; ')}`)
} catch (error) {
  reportFailure(error)
}
process.exit()

function chooseBenches(wanted: readonly string[]): readonly string[] {
  const known = Object.keys(benches)
  const unknown = wanted.filter((name) => !known.includes(name))
  if (unknown.length === 0) return wanted.length > 0 ? wanted : known
  throw new Problem(`There is no bench ${unknown.join(', ')}: choose from ${known.join(', ')}.`)
}
