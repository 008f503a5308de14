import { clsx } from 'clsx'
import { useTranslations } from 'next-intl'
import { type View, views } from './filters.ts'

interface ViewSwitchProps {
  readonly view: View
  readonly onChange: (view: View) => void
}

/** List, by date, or what took whose place. */
export function ViewSwitch({ view, onChange }: ViewSwitchProps) {
  const t = useTranslations('decisions.view')
  return (
    <fieldset className="flex justify-self-start rounded-md border border-line bg-surface p-0.5">
      <legend className="sr-only">{t('label')}</legend>
      {views.map((one) => (
        <button
          key={one}
          type="button"
          aria-pressed={view === one}
          onClick={() => onChange(one)}
          className={clsx(
            'h-7 rounded-sm px-2.5 text-sm pointer-coarse:h-10',
            view === one ? 'bg-hover font-medium text-ink' : 'text-muted hover:text-ink',
          )}
        >
          {t(one)}
        </button>
      ))}
    </fieldset>
  )
}
