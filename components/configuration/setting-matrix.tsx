import { clsx } from 'clsx'
import { useTranslations } from 'next-intl'
import { StatusWord } from '#components/ui/status-word.tsx'
import { Table, Td, Th, Tr } from '#components/ui/table.tsx'
import type {
  ConfigurationMatrix,
  MatrixCell,
  SettingView,
  StageConfiguration,
} from '#lib/configuration/schemas.ts'
import type { SettingFinding } from '#lib/configuration/vocabulary.ts'
import { presenceLooks } from './looks.ts'

interface SettingMatrixProps {
  readonly matrix: ConfigurationMatrix
  /** Slug of the stage whose tab this is. */
  readonly stage: string
  readonly configuration: StageConfiguration
}

/** Stages × names: where each setting is, where it lacks, and which stages share a value. */
export function SettingMatrix({ matrix, stage, configuration }: SettingMatrixProps) {
  const t = useTranslations('configuration.settings')
  const own = new Map(configuration.settings.map((setting) => [setting.name, setting]))
  return (
    <>
      <Table caption={t('caption')}>
        <thead>
          <tr>
            <Th>{t('name')}</Th>
            {matrix.stages.map(({ slug, name }) => (
              <Th key={slug} className={clsx(slug === stage && 'bg-hover text-ink')}>
                {name}
              </Th>
            ))}
          </tr>
        </thead>
        <tbody>
          {matrix.rows.map(({ name, cells }) => (
            <Tr key={name}>
              <Th scope="row">
                <span className="font-mono text-xs break-all">{name}</span>
                <Places setting={own.get(name)} />
              </Th>
              {cells.map((cell, index) => (
                <Td
                  key={matrix.stages[index]?.slug}
                  className={clsx(matrix.stages[index]?.slug === stage && 'bg-hover')}
                >
                  <Cell cell={cell} />
                </Td>
              ))}
            </Tr>
          ))}
        </tbody>
      </Table>
      <p className="mt-2 text-xs text-muted">{t('legend')}</p>
    </>
  )
}

/** Where this stage has it from; nothing for a setting of other stages only. */
function Places({ setting }: { readonly setting: SettingView | undefined }) {
  const t = useTranslations('configuration')
  if (!setting || (setting.places.length === 0 && setting.requiredBy === null)) return null
  const places = setting.places.map(({ source, component, kind }) =>
    [t(`kind.${kind}`), toSourceName(source, t), component].filter(Boolean).join(' · '),
  )
  return (
    <span className="block max-w-96 text-xs font-normal text-muted">
      {[...new Set(places)].join(', ')}
      {setting.places.length === 0 && setting.requiredBy && t(`requiredBy.${setting.requiredBy}`)}
    </span>
  )
}

function Cell({ cell }: { readonly cell: MatrixCell }) {
  const t = useTranslations('configuration')
  const isMissing = cell.findings.some(isAbsence)
  const look = isMissing ? ({ tone: 'bad', shape: 'cross' } as const) : presenceLooks[cell.presence]
  return (
    <>
      <span className="flex items-baseline gap-2 whitespace-nowrap">
        <StatusWord {...look}>{t(`presence.${cell.presence}`)}</StatusWord>
        {cell.sameAs && (
          <span className="font-mono text-xs text-muted">
            <span className="sr-only">{t('settings.value')} </span>
            {cell.sameAs}
          </span>
        )}
      </span>
      {cell.findings
        .filter((finding) => !isAbsence(finding))
        .map((finding) => (
          <StatusWord key={finding} tone="warn" shape="triangle">
            {t(`finding.${finding}`)}
          </StatusWord>
        ))}
    </>
  )
}

const isAbsence = (finding: SettingFinding) => finding.startsWith('missing')

/** Sources with a name of the field have it; others go by their slug. */
export function toSourceName(
  source: string,
  t: ReturnType<typeof useTranslations<'configuration'>>,
): string {
  const key = `source.${source}` as 'source.platform'
  return t.has(key) ? t(key) : source
}
