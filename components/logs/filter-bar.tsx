'use client'

import { useTranslations } from 'next-intl'
import { buttonStyle } from '#components/ui/button-style.ts'
import { Select } from '#components/ui/select.tsx'
import { type LogLevel, logLevels } from '#lib/logs/words.ts'
import { Toggle } from './log-toolbar.tsx'
import { logsPath, type StageKey, toFilterParams, toWindowParams } from './queries.ts'
import type { TimeRange } from './time-expression.ts'
import type { LogLines } from './use-log-lines.ts'
import type { ChangeLogState, LogState } from './use-log-state.ts'

interface FilterBarProps {
  readonly stage: StageKey
  readonly state: LogState
  readonly onChange: ChangeLogState
  readonly components: readonly string[]
  readonly range: TimeRange | null
  readonly stream: LogLines['stream']
}

const shown: readonly (LogLevel | 'none')[] = [
  ...logLevels.filter((level) => level !== 'trace'),
  'none',
]

/** Levels, components, following, wrapping and the file. */
export function FilterBar({ stage, state, onChange, components, range, stream }: FilterBarProps) {
  const t = useTranslations('logs')
  const toggle = (level: LogLevel | 'none', isOn: boolean) => {
    const others = (state.level ?? []).filter((known) => known !== level)
    const next = isOn ? [...others, level] : others
    onChange({ level: next.length > 0 ? next : null })
  }
  const file = (format: string) =>
    range &&
    `${logsPath(stage)}/download?${toFilterParams(state)}&${new URLSearchParams({ ...toWindowParams(range), format })}`
  const [component = ''] = state.component ?? []
  const known =
    component && !components.includes(component) ? [...components, component] : components
  return (
    <div className="flex flex-wrap items-center gap-1">
      <fieldset className="flex flex-wrap gap-1">
        <legend className="sr-only">{t('levels')}</legend>
        {shown.map((level) => (
          <Toggle
            key={level}
            isOn={state.level?.includes(level) ?? false}
            title={t(`level.${level}`)}
            onToggle={(isOn) => toggle(level, isOn)}
          >
            {t(`level.${level}`)}
          </Toggle>
        ))}
      </fieldset>
      <Select
        aria-label={t('components')}
        value={component}
        options={[
          { value: '', label: t('allComponents') },
          ...known.map((slug) => ({ value: slug, label: slug })),
        ]}
        onChange={({ target: { value } }) => onChange({ component: value ? [value] : null })}
      />
      <span className="flex grow flex-wrap items-center justify-end gap-1">
        <Toggle
          isOn={state.follow}
          title={t('followTitle')}
          onToggle={(follow) => onChange({ follow })}
        >
          {t('follow')}
        </Toggle>
        {state.follow && (
          <output className="text-xs text-muted" data-log-stream={stream}>
            {t(`stream.${stream}`)}
          </output>
        )}
        <Toggle isOn={state.wrap} title={t('wrap')} onToggle={(wrap) => onChange({ wrap })}>
          {t('wrap')}
        </Toggle>
        {range &&
          (['txt', 'ndjson'] as const).map((format) => (
            <a
              key={format}
              href={file(format) ?? undefined}
              download
              title={t(format === 'txt' ? 'downloadTxt' : 'downloadJson')}
              className={buttonStyle({ size: 'sm' })}
            >
              ↓ .{format}
            </a>
          ))}
      </span>
    </div>
  )
}
