import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { NextIntlClientProvider } from 'next-intl'
import type { ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { toBackupSnippets } from '#components/backups/ping-snippets.ts'
import { PolicyTable } from '#components/backups/policy-table.tsx'
import { stageBackupsQuery } from '#components/backups/queries.ts'
import { StageBackupsView } from '#components/backups/stage-backups-view.tsx'
import { BackupMark } from '#components/board/backup-mark.tsx'
import type { Locale } from '#components/i18n/locales.ts'
import { messages } from '#components/i18n/messages.ts'
import type { PolicyDetail, StageBackup, StageBackups } from '#lib/backups/types.ts'
import {
  backupObstacles,
  backupReasons,
  backupStates,
  backupWarnings,
  requestStates,
} from '#lib/backups/words.ts'

const now = new Date('2026-11-21T12:00:00Z')
const ago = (hours: number) => new Date(now.getTime() - hours * 3_600_000).toISOString()

const policy: PolicyDetail = {
  system: { slug: 'shop', name: 'Shop' },
  stage: { slug: 'production', name: 'Production', risk: 'production' },
  slug: 'nightly',
  component: 'database',
  covers: 'database',
  origin: { kind: 'source', name: 'main-db' },
  schedule: '30 2 * * *',
  everySeconds: null,
  timeZone: 'Europe/Berlin',
  graceSeconds: 3_600,
  rpoSeconds: 93_600,
  rtoSeconds: 7_200,
  retentionSeconds: 1_209_600,
  region: 'eu-central-1',
  state: 'fresh',
  since: ago(30),
  cause: null,
  warnings: [],
  newestAt: ago(3),
  observedAt: ago(0),
  restore: { state: 'ok', everySeconds: 86_400, method: 'by-hand', dueAt: ago(-10), newest: null },
  runs: [
    {
      id: 'r1',
      externalId: 'snapshot-1',
      state: 'complete',
      madeAt: ago(3),
      startedAt: null,
      finishedAt: ago(3),
      sizeBytes: 1_400_000_000,
      place: 'rds',
      region: 'eu-central-1',
      isCopy: false,
      detail: null,
    },
  ],
  asked: {
    source: 'main-db',
    observedAt: ago(0.1),
    attemptedAt: ago(0),
    failure: null,
    restorable: { from: ago(100), to: ago(0.1) },
  },
  restoreTests: [
    {
      id: 't1',
      method: 'sqlite-file',
      state: 'done',
      verdict: 'failed',
      reason: 'check_failed',
      actor: 'schedule',
      destination: 'worker',
      backup: 'app.db',
      startedAt: ago(2),
      finishedAt: ago(1),
      checks: [{ name: 'rows:member', passed: false, expected: '>= 50', found: '10' }],
      measuredRpoSeconds: 100_000,
      measuredRtoSeconds: 60,
      note: null,
      evidenceUrl: 'https://wiki.example.com/drill',
    },
  ],
  request: null,
  canBackUpNow: true,
  backupObstacle: null,
}

const may = { backUpNow: true, recordRestoreTest: true, readPingUrl: true, rotatePingUrl: true }

function render(node: ReactNode, locale: Locale): string {
  return renderToStaticMarkup(
    <NextIntlClientProvider
      locale={locale}
      messages={messages[locale]}
      timeZone="Europe/Berlin"
      now={now}
      onError={(error) => {
        throw error
      }}
    >
      {node}
    </NextIntlClientProvider>,
  )
}

function renderStage(part: Partial<PolicyDetail>, locale: Locale): string {
  const client = new QueryClient()
  const key = { system: 'shop', stage: 'production' }
  const view: StageBackups = { policies: [{ ...policy, ...part }], may }
  client.setQueryData(stageBackupsQuery(key).queryKey, view)
  return render(
    <QueryClientProvider client={client}>
      <StageBackupsView {...key} />
    </QueryClientProvider>,
    locale,
  )
}

describe.each(['de', 'en-GB'] as const)('backups in %s', (locale) => {
  it('say state, age against what may be lost, size and place', () => {
    const html = renderStage({}, locale)
    expect(html).toContain(locale === 'de' ? 'Frisch' : 'Fresh')
    expect(html).toMatch(/1[.,]4\sGB/)
    expect(html).toContain('snapshot-1')
    expect(html).toContain('https://wiki.example.com/drill')
    expect(html).toContain('member')
  })

  it.each(backupReasons)('have a sentence for %s', (reason) => {
    const params = { at: ago(1), dueAt: ago(2), rpoSeconds: 60, failure: 'denied', detail: null }
    const html = renderStage({ state: 'missing', cause: { reason, params } }, locale)
    expect(html).not.toContain(`backups.reason`)
  })

  it.each(backupWarnings)('have a sentence for %s', (reason) => {
    const html = renderStage({ warnings: [{ reason, params: { sizeBytes: 1 } }] }, locale)
    expect(html).not.toContain(`backups.warning`)
  })

  it.each(backupObstacles.filter((word) => word !== 'reports_itself'))(
    'say in words why none can be asked for: %s',
    (backupObstacle) => {
      const html = renderStage({ canBackUpNow: false, backupObstacle }, locale)
      expect(html).toContain(
        messages[locale].backups.actions.obstacle[backupObstacle].replaceAll('"', '&quot;'),
      )
      expect(html).not.toContain(messages[locale].backups.actions.backUpNow)
    },
  )

  it.each(requestStates)('show a backup on demand that is %s', (state) => {
    const request = {
      ...{ id: 'q', state, requestedBy: 'emil', createdAt: ago(1), sentAt: ago(1) },
      ...{ finishedAt: null, externalId: 'snapshot-9', reason: 'not_listed', detail: 'Words.' },
    }
    expect(renderStage({ request }, locale)).toContain('emil')
  })

  it('name the source that could not be asked, the right that is missing and the last answer', () => {
    const failure = { failure: 'denied', message: 'No.', permission: 'rds:DescribeDBSnapshots' }
    const html = renderStage({ asked: { ...required(policy.asked), failure } }, locale)
    expect(html).toContain('main-db')
    expect(html).toContain('rds:DescribeDBSnapshots')
  })

  it('show an unknown failure as it is', () => {
    const failure = { failure: 'brand_new', message: '', permission: null }
    expect(renderStage({ asked: { ...required(policy.asked), failure } }, locale)).toContain(
      'brand_new',
    )
  })

  it('lead from the list of all systems to the stage', () => {
    expect(render(<PolicyTable policies={[policy]} />, locale)).toContain(
      'href="/systems/shop/production/backups"',
    )
  })
})

function required<T>(value: T | null): T {
  if (value === null) throw new Error('The sample has it.')
  return value
}

describe('the mark on the board', () => {
  const backup: StageBackup = {
    policy: 'nightly',
    state: 'fresh',
    since: ago(30),
    newestAt: ago(3),
    rpoSeconds: 93_600,
    reason: null,
    warning: null,
    restore: null,
    policies: 2,
    observedAt: ago(0),
  }
  const mark = (part: Partial<StageBackup>, isQuiet = false) =>
    render(<BackupMark backup={{ ...backup, ...part }} isQuiet={isQuiet} />, 'en-GB')

  it('shows the age of the data against what may be lost', () => {
    expect(mark({})).toContain('3 hrs / 26 hrs')
  })

  it.each(backupStates)('knows the state %s', (state) => {
    expect(mark({ state })).toContain('Backup')
  })

  it('is never fresh for data that grew too old, nor when nobody judges any more', () => {
    expect(mark({ newestAt: ago(27) })).toContain('Backup missing')
    expect(mark({ observedAt: ago(1) })).toContain('Backup unknown')
  })

  it('names what looks odd and what was not tried', () => {
    expect(mark({ warning: 'size_dropped' })).toContain('looks odd')
    expect(mark({ restore: 'overdue' })).toContain('Restore not tested')
  })

  it('is quiet where asked to be', () => {
    expect(mark({}, true)).toBe('')
    expect(mark({ state: 'late' }, true)).toContain('late')
  })
})

describe('the jobs to copy', () => {
  it('carry the real address, names and schedule', () => {
    const snippets = toBackupSnippets({
      ...{ url: 'https://portal.example.com/api/ping/abc', system: 'shop', stage: 'production' },
      ...{ policy: 'nightly', schedule: '5 4 * * *' },
    })
    expect(snippets.curl).toContain('https://portal.example.com/api/ping/abc?size=')
    expect(snippets.timer).toContain('OnCalendar=*-*-* 04:05:00')
    expect(snippets.timer).toContain('backup-shop-production-nightly.timer')
    expect(snippets.cron).toMatch(/^5 4 \* \* \* .*backup-shop-production-nightly\.sh/)
  })
})
