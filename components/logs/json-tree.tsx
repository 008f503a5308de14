'use client'

import { Minus, Plus } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { IconButton } from '#components/ui/icon-button.tsx'

interface JsonTreeProps {
  readonly value: Readonly<Record<string, unknown>> | readonly unknown[]
  readonly onFilter: (text: string, isOut: boolean) => void
}

/** Fields of a JSON line, nested ones to be opened; each value can be filtered by. */
export function JsonTree({ value, onFilter }: JsonTreeProps) {
  return (
    <ul className="mt-2 grid gap-0.5 font-mono text-xs">
      {Object.entries(value).map(([name, item]) => (
        <li key={name}>
          {typeof item === 'object' && item !== null ? (
            <details>
              <summary className="min-h-6">
                {name} <span className="text-muted">{Array.isArray(item) ? '[…]' : '{…}'}</span>
              </summary>
              <div className="border-l border-line pl-4">
                {/* Safe because an object that is not null has entries. */}
                <JsonTree value={item as Readonly<Record<string, unknown>>} onFilter={onFilter} />
              </div>
            </details>
          ) : (
            <Field name={name} value={item} onFilter={onFilter} />
          )}
        </li>
      ))}
    </ul>
  )
}

interface FieldProps extends Pick<JsonTreeProps, 'onFilter'> {
  readonly name: string
  readonly value: unknown
}

function Field({ name, value, onFilter }: FieldProps) {
  const t = useTranslations('logs.details')
  // As JSON.stringify writes it, which is how most loggers do.
  const text = `${JSON.stringify(name)}:${JSON.stringify(value)}`
  const label = `${name}=${String(value).slice(0, 60)}`
  return (
    <div className="flex min-h-6 items-start gap-1">
      <IconButton
        label={t('filterIn', { name: label })}
        className="size-6!"
        onClick={() => onFilter(text, false)}
      >
        <Plus aria-hidden="true" />
      </IconButton>
      <IconButton
        label={t('filterOut', { name: label })}
        className="size-6!"
        onClick={() => onFilter(text, true)}
      >
        <Minus aria-hidden="true" />
      </IconButton>
      <span className="leading-6 text-muted">{name}</span>
      <span dir="auto" className="leading-6 break-all">
        {String(value)}
      </span>
    </div>
  )
}
