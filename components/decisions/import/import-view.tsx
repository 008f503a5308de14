'use client'

import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Banner } from '#components/ui/banner.tsx'
import { Button } from '#components/ui/button.tsx'
import { Field } from '#components/ui/field.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { Select } from '#components/ui/select.tsx'
import { Problem } from '../problem.tsx'
import { DropZone } from './drop-zone.tsx'
import { ImportedFile } from './imported-file.tsx'
import { PendingFile } from './pending-file.tsx'
import { useImport } from './use-import.ts'

interface ImportViewProps {
  readonly systems: readonly { readonly slug: string; readonly name: string }[]
  /** Records without a system may be kept too. */
  readonly isEverywhere: boolean
}

const shownFiles = 100

/** Takes in Markdown files: first what would be understood, then what became of each. */
export function ImportView({ systems, isEverywhere }: ImportViewProps) {
  const t = useTranslations('decisions.import')
  const words = useTranslations('decisions')
  const [system, setSystem] = useState(isEverywhere ? '' : (systems[0]?.slug ?? ''))
  const job = useImport()
  const { files, refused } = job.collected
  const isOver = job.done.length > 0
  return (
    <div className="grid max-w-5xl grid-cols-1 gap-4">
      <PageHeader
        path={
          <Link href="/decisions" className="hover:underline">
            {words('title')}
          </Link>
        }
        title={t('title')}
        meta={t('intro')}
      />
      <DropZone onFiles={job.add} />
      {refused.length > 0 && (
        <Banner tone="warn" title={t('refused', { count: refused.length })}>
          <ul>
            {refused.slice(0, shownFiles).map(({ path, reason }) => (
              <li key={`${path} ${reason}`}>
                <code>{path}</code>: {t(`refusedBecause.${reason}`)}
              </li>
            ))}
          </ul>
        </Banner>
      )}
      {files.length > 0 && !isOver && (
        <div className="flex flex-wrap items-end gap-3">
          <Field label={t('system')} hint={t('systemHint')}>
            {(control) => (
              <Select
                {...control}
                value={system}
                options={[
                  ...(isEverywhere ? [{ value: '', label: t('noSystem') }] : []),
                  ...systems.map(({ slug, name }) => ({ value: slug, label: name })),
                ]}
                onChange={(event) => setSystem(event.target.value)}
              />
            )}
          </Field>
          <Button
            variant="primary"
            pending={job.isPending}
            onClick={() => job.start(system || null)}
          >
            {t('submit', { count: files.length })}
          </Button>
          <Button onClick={job.clear}>{t('clear')}</Button>
        </div>
      )}
      <Problem error={job.error} />
      {isOver ? (
        <Done job={job} total={files.length} />
      ) : (
        <ul className="grid gap-2">
          {files.slice(0, shownFiles).map((file) => (
            <PendingFile key={file.path} file={file} onRemove={() => job.remove(file.path)} />
          ))}
        </ul>
      )}
      {files.length > shownFiles && !isOver && (
        <p className="text-sm text-muted">{t('more', { count: files.length - shownFiles })}</p>
      )}
    </div>
  )
}

interface DoneProps {
  readonly job: ReturnType<typeof useImport>
  readonly total: number
}

function Done({ job, total }: DoneProps) {
  const t = useTranslations('decisions.import')
  const count = (outcome: string) => job.done.filter((file) => file.outcome === outcome).length
  const sorted = job.done.toSorted(
    (a, b) => Number(b.outcome === 'refused') - Number(a.outcome === 'refused'),
  )
  return (
    <>
      <Banner
        tone={count('refused') > 0 ? 'warn' : job.isPending ? 'info' : 'ok'}
        title={t('done', { done: job.done.length, total })}
        action={
          <Link href="/decisions?sort=updated" className="text-sm underline">
            {t('toList')}
          </Link>
        }
      >
        {t('counts', {
          created: count('created'),
          updated: count('updated'),
          unchanged: count('unchanged'),
          refused: count('refused'),
        })}
      </Banner>
      <ul className="grid gap-2">
        {sorted.slice(0, 200).map((file) => (
          <ImportedFile
            key={file.path}
            file={file}
            content={job.collected.files.find(({ path }) => path === file.path)?.content ?? ''}
          />
        ))}
      </ul>
      <Button className="justify-self-start" onClick={job.clear}>
        {t('again')}
      </Button>
    </>
  )
}
