import { useTranslations } from 'next-intl'
import type { ImportedDecisions } from '#lib/decisions/types.ts'

export type Understood = NonNullable<ImportedDecisions['files'][number]['understood']>

/** What was found in a text, in counts. */
export function UnderstoodList({ understood }: { readonly understood: Understood }) {
  const t = useTranslations('decisions.understood')
  const words = useTranslations('decisions.status')
  const { record, spike, checklists, runbooks, stages, settingNames } = understood
  const facts: readonly (readonly [string, string])[] = [
    [t('titleOf'), understood.title],
    ...(record
      ? ([
          [t('number'), record.number ?? t('none')],
          [
            t('status'),
            `${words(record.status)}${record.statusText ? ` (${record.statusText})` : ''}`,
          ],
          [t('options'), String(record.options)],
          [t('criteria'), String(record.criteria)],
          [t('openQuestions'), String(record.openQuestions)],
          [t('followUps'), String(record.followUps)],
        ] as const)
      : []),
    ...(spike ? ([[t('spike'), t('testSteps', { count: spike.testSteps })]] as const) : []),
    ...checklists.map(
      ({ title, items }) => [t('checklist'), `${title} (${t('items', { count: items })})`] as const,
    ),
    ...(runbooks.length > 0 ? ([[t('runbooks'), runbooks.join(', ')]] as const) : []),
    ...(stages.length > 0 ? ([[t('stages'), stages.join(', ')]] as const) : []),
    ...(settingNames.length > 0 ? ([[t('settings'), settingNames.join(', ')]] as const) : []),
  ]
  return (
    <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1 text-sm">
      {facts.map(([name, value]) => (
        <div key={`${name} ${value}`} className="col-span-2 grid grid-cols-subgrid">
          <dt className="text-muted">{name}</dt>
          <dd className="min-w-0 break-words">{value}</dd>
        </div>
      ))}
    </dl>
  )
}
