'use client'

import { ChevronDown, ChevronUp } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type KeyboardEvent, useEffect, useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { IconButton } from '#components/ui/icon-button.tsx'
import { Input } from '#components/ui/input.tsx'
import type { ChangeLogState, LogState } from './use-log-state.ts'

export interface MatchPlace {
  /** From 1; 0 when none is looked at. */
  readonly at: number
  readonly count: number
}

interface SearchBarProps {
  readonly state: LogState
  readonly onChange: ChangeLogState
  readonly matches: MatchPlace | null
  readonly isPatternInvalid: boolean
  readonly onStep: (step: 1 | -1) => void
}

const typingMs = 350

/** The search with its switches and the way from match to match. */
export function SearchBar({ state, onChange, matches, isPatternInvalid, onStep }: SearchBarProps) {
  const t = useTranslations('logs')
  const [text, setText] = useState(state.q)
  useEffect(() => setText(state.q), [state.q])
  useEffect(() => {
    if (text === state.q) return
    const timer = setTimeout(() => onChange({ q: text }), typingMs)
    return () => clearTimeout(timer)
  }, [text, state.q, onChange])
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter') return
    event.preventDefault()
    if (text !== state.q) onChange({ q: text })
    else onStep(event.shiftKey ? -1 : 1)
  }
  return (
    <search className="flex grow basis-80 flex-wrap items-center gap-1">
      <Input
        type="search"
        data-page-filter
        aria-label={t('search')}
        placeholder={t('search')}
        title={t('searchHint')}
        aria-invalid={isPatternInvalid || undefined}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={onKeyDown}
        className="min-w-40 grow basis-48"
      />
      <Toggle isOn={state.regex} title={t('regexTitle')} onToggle={(regex) => onChange({ regex })}>
        {t('regex')}
      </Toggle>
      <Toggle isOn={state.case} title={t('caseTitle')} onToggle={(on) => onChange({ case: on })}>
        {t('case')}
      </Toggle>
      <Toggle isOn={!state.mark} title={t('markTitle')} onToggle={(on) => onChange({ mark: !on })}>
        {t('mark')}
      </Toggle>
      {matches && (
        <span className="flex items-center gap-1">
          <IconButton label={t('previous')} onClick={() => onStep(-1)}>
            <ChevronUp aria-hidden="true" />
          </IconButton>
          <IconButton label={t('next')} onClick={() => onStep(1)}>
            <ChevronDown aria-hidden="true" />
          </IconButton>
          <output className="tabular min-w-12 text-xs text-muted">
            {matches.count === 0
              ? t('noMatches')
              : t('matches', { at: String(matches.at), count: String(matches.count) })}
          </output>
        </span>
      )}
      {isPatternInvalid && (
        <span role="alert" className="text-xs text-bad">
          {t('patternInvalid')}
        </span>
      )}
      {state.not && (
        <Button size="sm" title={t('clearNot')} onClick={() => onChange({ not: '' })}>
          {t('not', { text: state.not.slice(0, 40) })} ×
        </Button>
      )}
    </search>
  )
}

interface ToggleProps {
  readonly isOn: boolean
  readonly title: string
  readonly onToggle: (isOn: boolean) => void
  readonly children: string
}

export function Toggle({ isOn, title, onToggle, children }: ToggleProps) {
  return (
    <Button
      size="sm"
      variant={isOn ? 'secondary' : 'ghost'}
      aria-pressed={isOn}
      title={title}
      className={isOn ? 'border-ink!' : 'border border-transparent'}
      onClick={() => onToggle(!isOn)}
    >
      {children}
    </Button>
  )
}
