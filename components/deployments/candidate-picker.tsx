'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Badge } from '#components/ui/badge.tsx'
import { Button } from '#components/ui/button.tsx'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import type { DeployCandidate, DeployOptions } from '#lib/deployments/types.ts'
import { ChecksBadge } from './checks-badge.tsx'

interface CandidatePickerProps {
  readonly options: Pick<DeployOptions, 'tags' | 'branches' | 'commits'>
  readonly picked: string
  readonly onPick: (ref: string) => void
}

const kinds = ['tags', 'branches', 'commits'] as const

type Kind = (typeof kinds)[number]

/** Tags, branches and commits to choose from; anything else can be typed. */
export function CandidatePicker({ options, picked, onPick }: CandidatePickerProps) {
  const t = useTranslations('deployments.deploy')
  const [kind, setKind] = useState<Kind>(options.tags.length > 0 ? 'tags' : 'branches')
  const [search, setSearch] = useState('')
  const found = options[kind].filter((item) => matches(item, search))
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-1 text-sm font-medium">{t('pick')}</legend>
      <div className="flex flex-wrap gap-1">
        {kinds.map((name) => (
          <Button
            key={name}
            size="sm"
            variant={name === kind ? 'secondary' : 'ghost'}
            aria-pressed={name === kind}
            onClick={() => setKind(name)}
          >
            {t(name)} <span className="tabular text-muted">{options[name].length}</span>
          </Button>
        ))}
      </div>
      <Field label={<span className="sr-only">{t('search')}</span>}>
        {(control) => (
          <Input
            {...control}
            value={search}
            placeholder={t('search')}
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => setSearch(event.target.value)}
          />
        )}
      </Field>
      <div className="max-h-56 overflow-y-auto rounded-md border border-line">
        {found.map((item) => (
          <CandidateRow
            key={`${item.kind}:${item.ref}`}
            candidate={item}
            checked={item.ref === picked}
            onPick={onPick}
          />
        ))}
        {found.length === 0 && <p className="px-3 py-2 text-sm text-muted">{t('none')}</p>}
      </div>
      {search.trim() && !found.some((item) => item.ref === search.trim()) && (
        <Button size="sm" className="justify-self-start" onClick={() => onPick(search.trim())}>
          {t('useTyped', { ref: search.trim() })}
        </Button>
      )}
    </fieldset>
  )
}

interface CandidateRowProps {
  readonly candidate: DeployCandidate
  readonly checked: boolean
  readonly onPick: (ref: string) => void
}

function CandidateRow({ candidate, checked, onPick }: CandidateRowProps) {
  const t = useTranslations('deployments.deploy')
  const { commit, ref, kind, checks, isRunning } = candidate
  return (
    <label className="flex cursor-pointer items-baseline gap-2 border-line px-3 py-1.5 text-sm not-last:border-b hover:bg-hover has-checked:bg-hover">
      <input
        type="radio"
        name="candidate"
        className="accent-accent"
        checked={checked}
        onChange={() => onPick(ref)}
      />
      <span dir="auto" className="shrink-0 font-medium break-all">
        {kind === 'commit' ? <code>{ref.slice(0, 7)}</code> : ref}
      </span>
      <span dir="auto" className="min-w-0 grow truncate text-muted" title={commit.subject}>
        {commit.subject}
      </span>
      {isRunning && <Badge>{t('running')}</Badge>}
      {checks && <ChecksBadge checks={checks} />}
      {commit.committedAt && (
        <RelativeTime at={commit.committedAt} plain className="shrink-0 text-xs text-muted" />
      )}
    </label>
  )
}

function matches({ ref, commit }: DeployCandidate, search: string): boolean {
  const wanted = search.trim().toLowerCase()
  return [ref, commit.sha, commit.subject, commit.author].some((text) =>
    text.toLowerCase().includes(wanted),
  )
}
